"""What an answer needs to know of the turn: read from Rasa's tracker, whichever of its two kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Tuple

from bot.content.models import LANGUAGES


FORGET_ASKED, CHOICE_ASKED = "wissen", "keuze"


@dataclass(frozen=True)
class Turn:
    """The understood message and what came before.

    ``topic``: understood topic; ``topics``: candidates when several fit; ``last_topic`` and ``last_depth``: the last answer;
    ``asked``: what the bot has just asked (``wissen`` or ``keuze``), if it did.
    """

    language: str
    topic: Optional[str]
    topics: Tuple[str, ...]
    confidence: Optional[float]
    last_topic: Optional[str]
    last_depth: str
    asked: Optional[str]

    @classmethod
    def of(cls, parse_data: Mapping[str, Any], slots: Mapping[str, Any]) -> Turn:
        """Read a turn from the parse data of the last message and the slots of the tracker."""
        wish = (parse_data.get("metadata") or {}).get("language")
        language = wish or parse_data.get("language") or slots.get("language")
        return cls(
            language=language if language in LANGUAGES else LANGUAGES[0],
            topic=parse_data.get("topic"),
            topics=tuple(parse_data.get("topics") or ()),
            confidence=(parse_data.get("intent") or {}).get("confidence"),
            last_topic=slots.get("last_topic"),
            last_depth=slots.get("last_depth") or "text",
            asked=slots.get("asked"),
        )
