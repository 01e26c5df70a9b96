"""The API of the contract: chat, feedback, deleting a conversation."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.conversation.token import TokenError
from bot.server.body import read_json
from bot.server.conversations import Conversations

BEARER = "Bearer "


class ChatApi:
    """The handlers of the API."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def blueprint(self) -> Blueprint:
        """The routes under ``/api``."""
        blueprint = Blueprint("api", url_prefix="/api")

        # sanic marks handlers by attributes, which a method cannot have
        @blueprint.post("/chat", stream=True)
        async def chat(request: Request) -> HTTPResponse:
            return await self.chat(request)

        @blueprint.post("/feedback", stream=True)
        async def feedback(request: Request) -> HTTPResponse:
            return await self.feedback(request)

        @blueprint.delete("/conversation", ignore_body=False)
        async def delete(request: Request) -> HTTPResponse:
            return await self.delete(request)

        return blueprint

    async def chat(self, request: Request) -> HTTPResponse:
        """Answer a message or a choice."""
        self._conversations.limit_address(request)
        spoken = await self._conversations.ask(await read_json(request))
        return json(spoken._asdict())

    async def feedback(self, request: Request) -> HTTPResponse:
        """Keep a rating of a reply."""
        self._conversations.limit_address(request)
        self._conversations.rate(await read_json(request))
        return empty()

    async def delete(self, request: Request) -> HTTPResponse:
        """Wipe a conversation everywhere it is stored."""
        header = request.headers.get("authorization", "")
        if not header.startswith(BEARER):
            raise TokenError("no token")
        await self._conversations.forget(header[len(BEARER) :])
        return empty()
