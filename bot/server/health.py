"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

import logging
import time
from typing import Optional

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.content.library import Library
from bot.conversation.dialogue import Dialogue
from bot.store.tracker import StoreUnavailable

logger = logging.getLogger(__name__)
CANARY_TOPIC = "technologie/fotonica"
CANARY_EVERY_SECONDS = 30


class Health:
    """The health checks. The canary question is asked without leaving a trace, at most every half minute."""

    def __init__(self, dialogue: Dialogue, library: Library) -> None:
        self._dialogue, self._library = dialogue, library
        self._asked = -float(CANARY_EVERY_SECONDS)
        self._canary: Optional[str] = None

    def blueprint(self) -> Blueprint:
        """``/healthz`` (the process answers) and ``/readyz`` (it answers right, else 503 with the reason)."""
        blueprint = Blueprint("health")

        @blueprint.route("/healthz", methods=["GET", "HEAD"])
        async def alive(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @blueprint.route("/readyz", methods=["GET", "HEAD"])
        async def ready(request: Request) -> HTTPResponse:
            reason = await self.reason_not_ready()
            return json({"status": "not ready", "reason": reason}, status=503) if reason else json({"status": "ready"})

        return blueprint

    async def reason_not_ready(self) -> Optional[str]:
        """Why the bot cannot answer; None when it can."""
        if not self._dialogue.agent.is_ready():
            return "no model"
        try:
            self._dialogue.store.ping()
            self._dialogue.ratings.ping()
        except StoreUnavailable as error:
            logger.error("the database does not work: %s", error)
            return "database"
        return await self._canary_reason()

    async def _canary_reason(self) -> Optional[str]:
        now = time.monotonic()
        if now - self._asked >= CANARY_EVERY_SECONDS:
            self._asked = now
            question = self._library.topic(CANARY_TOPIC).examples[0].text
            parsed = await self._dialogue.agent.parse_message(question)
            self._canary = None if parsed.get("topic") == CANARY_TOPIC else "canary question not understood"
        return self._canary
