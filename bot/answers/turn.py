"""What an answer needs to know of the turn: read from Rasa's tracker, whichever of its two kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Tuple

from bot.content.models import LANGUAGES
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT

FORGET_ASKED, CHOICE_ASKED, CARE_ASKED = "wissen", "keuze", "zorg"
THEME_ASKED, WHO_ASKED, PLACE_ASKED = "thema", "wie", "plaats"
VISITOR = ("audience", "municipality")
QUESTION_ASKED, CONSENT_ASKED, REACH_ASKED = "vraag", "toestemming", "bereik"


@dataclass(frozen=True)
class Turn:
    """The understood message and what came before.

    ``topic``: understood topic; ``topics``: candidates when several fit; ``last_topic`` and ``last_depth``: the last
    answer; ``asked``: what the bot has just asked, if it did; ``act``: what a message that is no topic asks for;
    ``audience`` and ``municipality``: who the visitor is; ``finder_asked``: how many questions the desk finder asked since
    it had a theme; ``finder_about``: the topic that its desks are for; ``failures``: how many turns in a row were not
    understood; ``unclear``: the last message that was not;
    ``question``: a question that is being left; ``reference``: the number under which it was just kept, and ``left``
    that of the last one; ``offered``: the topics among which the visitor was asked to choose; ``noted``: which of
    ``audience`` and ``municipality`` this message told;
    ``topic_before``: the topic before ``last_topic``.
    """

    language: str
    topic: Optional[str]
    topics: Tuple[str, ...]
    confidence: Optional[float]
    last_topic: Optional[str]
    last_depth: str
    asked: Optional[str]
    text: str = ""
    act: Optional[str] = None
    audience: Optional[str] = None
    municipality: Optional[str] = None
    finder_asked: int = 0
    finder_about: Optional[str] = None
    failures: int = 0
    unclear: Optional[str] = None
    question: Optional[str] = None
    reference: Optional[str] = None
    left: Optional[str] = None
    offered: Tuple[str, ...] = ()
    noted: Tuple[str, ...] = ()
    topic_before: Optional[str] = None

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
            text=parse_data.get("text") or "",
            act=parse_data.get("act"),
            audience=slots.get("audience"),
            municipality=slots.get("municipality"),
            finder_asked=int(slots.get("finder_asked") or 0),
            finder_about=slots.get("finder_about"),
            failures=int(slots.get("failures") or 0),
            unclear=slots.get("unclear"),
            question=slots.get("question"),
            left=slots.get("left"),
            offered=tuple(slots.get("offered") or ()),
            topic_before=slots.get("topic_before"),
            noted=tuple(entity["entity"] for entity in parse_data.get("entities") or () if entity["entity"] in VISITOR),
            reference=(parse_data.get("metadata") or {}).get("reference"),
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
