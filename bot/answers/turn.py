"""What an answer needs to know of the turn: read from Rasa's tracker, whichever of its two kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Tuple

from bot.content.models import LANGUAGES
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT

FORGET_ASKED, CHOICE_ASKED = "wissen", "keuze"


@dataclass(frozen=True)
class Turn:
    """The understood message and what came before.

    ``topic``: understood topic; ``topics``: candidates when several fit; ``last_topic`` and ``last_depth``: the last
    answer; ``asked``: what the bot has just asked (``wissen`` or ``keuze``), if it did.
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
        return cls(
            language=_language(parse_data, slots),
            topic=parse_data.get("topic"),
            topics=tuple(parse_data.get("topics") or ()),
            confidence=(parse_data.get("intent") or {}).get("confidence"),
            last_topic=slots.get("last_topic"),
            last_depth=slots.get("last_depth") or "text",
            asked=slots.get("asked"),
        )


def _language(parse_data: Mapping[str, Any], slots: Mapping[str, Any]) -> str:
    """The wish of the client, else what the message is written in, else what the conversation is held in.

    Yes, no, and one word after an answer leave the language as it was: "no", "ok" and "AI" belong to several languages.
    """
    wish = (parse_data.get("metadata") or {}).get("language")
    found, held = parse_data.get("language"), slots.get("language")
    says_little = slots.get("last_topic") and len((parse_data.get("text") or "").split()) == 1
    if says_little or (parse_data.get("intent") or {}).get("name") in (CONFIRM_INTENT, DENY_INTENT):
        found = held
    language = wish or found or held
    return language if language in LANGUAGES else LANGUAGES[0]
