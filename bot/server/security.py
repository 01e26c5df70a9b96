"""Headers that keep a browser from loading, guessing or framing what it should not."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

SECURITY_HEADERS = {
    "Content-Security-Policy":
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # the microphone only for this site itself, when a visitor wants to dictate a question
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}


async def add_security_headers(request: Request, response: HTTPResponse) -> None:
    """Give every response the security headers; answers of the API are never cached."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
