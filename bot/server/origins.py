"""Other websites that show the chat: the list of their origins, and what a browser has to hear about it (CORS)."""

from __future__ import annotations

import os
import re
from typing import FrozenSet

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

VARIABLE = "EMBED_ORIGINS"
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
CALLED = ("/api/chat", "/api/feedback", "/api/conversation")
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "7200",
}


class OriginError(ValueError):
    """The setting names something that is no origin."""


def allowed_origins() -> FrozenSet[str]:
    """The origins in the environment, apart by spaces or commas. Raises ``OriginError`` for one that is none."""
    given = re.split(r"[\s,]+", os.environ.get(VARIABLE, "").strip())
    origins = [origin.lower().rstrip("/") for origin in given if origin]
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            advice = "write it like https://www.example.nl, without a path"
            raise OriginError(f"{VARIABLE}: '{origin}' is no origin; {advice}")
    return frozenset(origins)


class Origins:
    """Tells browsers which other websites may use the chat."""

    def __init__(self, origins: FrozenSet[str]) -> None:
        self._origins = origins

    def blueprint(self) -> Blueprint:
        """The question that a browser asks before it calls the API from another website."""
        blueprint = Blueprint("origins")

        async def may(request: Request) -> HTTPResponse:
            return empty(headers=ALLOWED if request.headers.get("origin") in self._origins else None)

        for address in CALLED if self._origins else ():
            blueprint.add_route(may, address, methods=["OPTIONS"], name=f"may{address.replace('/', '_')}")
        return blueprint

    async def add_headers(self, request: Request, response: HTTPResponse) -> None:
        """Name the origin of the request in the response when it is on the list."""
        if not self._origins:
            return
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "Origin"]))
        origin = request.headers.get("origin")
        if origin in self._origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
