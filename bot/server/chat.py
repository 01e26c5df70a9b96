"""The API of the contract: chat, feedback, deleting a conversation."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Optional

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.content.library import Library
from bot.conversation.dialogue import Dialogue, DialogueError
from bot.conversation.message import FieldError, read_request
from bot.conversation.privacy import mask
from bot.conversation.token import TokenError, TokenSigner
from bot.server.body import read_json
from bot.server.errors import ApiError
from bot.server.limits import ADDRESS, CONVERSATION, Limiter, Rate, limits_apply
from bot.store.ratings import Ratings

BEARER = "Bearer "
RATINGS = ("up", "down")
LONGEST_COMMENT = 500


class ChatApi:
    """The handlers of the API."""

    def __init__(self, dialogue: Dialogue, library: Library, signer: TokenSigner, ratings: Ratings) -> None:
        self._dialogue, self._library = dialogue, library
        self._signer, self._ratings = signer, ratings
        self._limiter: Optional[Limiter] = Limiter() if limits_apply() else None

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
        started = time.perf_counter()
        self._limit(f"address {request.remote_addr or request.ip}", ADDRESS)
        asked = read_request(await read_json(request), self._library)
        identity = self._signer.new_identity() if asked.conversation is None else self._signer.read(asked.conversation)
        self._limit(f"conversation {identity}", CONVERSATION)
        try:
            turn = await self._dialogue.respond(identity, asked.message, asked.choice, asked.language)
        except asyncio.TimeoutError as error:
            raise DialogueError("too slow") from error
        notice = [] if asked.conversation else self._dialogue.notice(turn.replies[0]["language"])
        replies = [*notice, *turn.replies]
        if turn.forgotten:
            self._ratings.forget(identity)
            identity = self._signer.new_identity()  # by a new token the client knows that the old conversation is gone
        self._ratings.note_turn(identity, replies, (time.perf_counter() - started) * 1000)
        return json({"conversation": self._signer.sign(identity), "replies": replies})

    async def feedback(self, request: Request) -> HTTPResponse:
        """Keep a rating of a reply."""
        self._limit(f"address {request.remote_addr or request.ip}", ADDRESS)
        body = await read_json(request)
        identity = self._signer.read(_text(body, "conversation", required=True) or "")
        reply, rating = _text(body, "reply", required=True) or "", _text(body, "rating", required=True)
        if rating not in RATINGS:
            raise FieldError("rating", "unknown_rating")
        comment = _text(body, "comment")
        if comment and len(comment) > LONGEST_COMMENT:
            raise FieldError("comment", "too_long")
        if not self._ratings.rate(identity, reply, rating, mask(comment) if comment else None):
            raise FieldError("reply", "unknown_reply")
        return empty()

    async def delete(self, request: Request) -> HTTPResponse:
        """Wipe a conversation everywhere it is stored."""
        header = request.headers.get("authorization", "")
        if not header.startswith(BEARER):
            raise TokenError("no token")
        identity = self._signer.read(header[len(BEARER) :])
        await self._dialogue.forget(identity)
        self._ratings.forget(identity)
        return empty()

    def _limit(self, key: str, rate: Rate) -> None:
        seconds = self._limiter.wait(key, rate) if self._limiter else 0
        if seconds:
            raise ApiError(429, headers={"Retry-After": str(seconds)}, seconds=seconds)


def _text(body: Any, name: str, required: bool = False) -> Optional[str]:
    """The text field ``name``. Raises ``FieldError`` when it is missing, no text, or holds what cannot be stored."""
    if not isinstance(body, dict):
        raise FieldError("", "not_an_object")
    value = body.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not value:
        raise FieldError(name, "not_text")
    if "\0" in value or value.encode("utf-8", "replace").decode() != value:
        raise FieldError(name, "unusable_characters")
    return value
