"""The page and its files."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file

from bot import paths

SECURITY_HEADERS = {
    "Content-Security-Policy":
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def pages_blueprint() -> Blueprint:
    """``/`` and the files under ``/web``."""
    blueprint = Blueprint("pages")
    blueprint.add_route(index, "/", methods=["GET", "HEAD"])
    # file by file: of a whole folder sanic would also try to read what is no file
    for number, path in enumerate(sorted(path for path in paths.WEB.rglob("*") if path.is_file())):
        blueprint.static(f"/web/{path.relative_to(paths.WEB).as_posix()}", str(path), name=f"web{number}")
    blueprint.static("/favicon.ico", str(paths.WEB / "icon.svg"), name="favicon", content_type="image/svg+xml")
    return blueprint


async def index(request: Request) -> HTTPResponse:
    """The chat page."""
    return await file(paths.WEB / "index.html", headers={"Cache-Control": "no-cache"})


async def add_headers(request: Request, response: HTTPResponse) -> None:
    """Give every response the security headers; answers of the API are never cached."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
