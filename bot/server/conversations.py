"""Asking, rating and wiping, for the API and for the page without JavaScript alike."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Dict, List, NamedTuple, Optional

from sanic.request import Request

from bot.content.library import Library
from bot.conversation.dialogue import Dialogue, DialogueError
from bot.conversation.message import FieldError, read_request
from bot.conversation.privacy import mask
from bot.conversation.token import TokenSigner
from bot.server.errors import ApiError
from bot.server.limits import ADDRESS, CONVERSATION, Limiter, Rate, limits_apply

RATINGS = ("up", "down")
LONGEST_COMMENT = 500


class Spoken(NamedTuple):
    """What one turn gave: the token of the conversation and the replies."""

    conversation: str
    replies: List[Dict[str, Any]]


class Conversations:
    """What a visitor can do with a conversation, within the limits."""

    def __init__(self, dialogue: Dialogue, library: Library, signer: TokenSigner) -> None:
        self._dialogue, self._library = dialogue, library
        self._signer, self._ratings = signer, dialogue.ratings
        self._limiter: Optional[Limiter] = Limiter() if limits_apply() else None

    async def ask(self, body: Any) -> Spoken:
        """Answer the message or the choice in ``body``."""
        started = time.perf_counter()
        asked = read_request(body, self._library)
        identity = self._signer.new_identity() if asked.conversation is None else self._signer.read(asked.conversation)
        self._limit(f"conversation {identity}", CONVERSATION)
        try:
            turn = await self._dialogue.respond(identity, asked.message, asked.choice, asked.language)
        except asyncio.TimeoutError as error:
            raise DialogueError("too slow") from error
        notice = [] if asked.conversation else self._dialogue.notice(turn.replies[0]["language"])
        replies = [*notice, *turn.replies]
        if turn.forgotten:
            identity = self._signer.new_identity()  # by a new token the client knows that the old conversation is gone
        self._ratings.note_turn(identity, replies, (time.perf_counter() - started) * 1000)
        return Spoken(self._signer.sign(identity), replies)

    def rate(self, body: Any) -> None:
        """Keep the rating of a reply in ``body``."""
        identity = self._signer.read(_text(body, "conversation", required=True) or "")
        reply, rating = _text(body, "reply", required=True) or "", _text(body, "rating", required=True)
        if rating not in RATINGS:
            raise FieldError("rating", "unknown_rating")
        comment = _text(body, "comment")
        if comment and len(comment) > LONGEST_COMMENT:
            raise FieldError("comment", "too_long")
        if not self._ratings.rate(identity, reply, rating, mask(comment) if comment else None):
            raise FieldError("reply", "unknown_reply")

    async def forget(self, token: str) -> None:
        """Wipe the conversation of ``token`` everywhere it is stored."""
        identity = self._signer.read(token)
        await self._dialogue.forget(identity)

    def identity(self, token: str) -> str:
        """The id of the conversation of ``token``. Raises ``TokenError``."""
        return self._signer.read(token)

    def limit_address(self, request: Request) -> None:
        """Raise ``ApiError`` 429 when the address of ``request`` asks too much."""
        self._limit(f"address {request.remote_addr or request.ip}", ADDRESS)

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
