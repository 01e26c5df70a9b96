"""What a button sends: which choices there are, and what each means as parse data."""

from __future__ import annotations

from typing import Any, Dict, Optional

from bot.answers.reply import CONFIRM, DENY, DESK, FIND, GROUP, LANGUAGE, LEAVE, SHORT, TOPIC_CHOICE
from bot.content.library import Library
from bot.content.models import LANGUAGES
from bot.conversation.seeker import entity
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT, parse_of_intent, parse_of_topic

CARE_INTENT, DECLINE_INTENT, DESK_INTENT, LEAVE_INTENT = "zorg", "afwijzen", "loket", "achterlaten"
SHORT_INTENT, LANGUAGE_INTENT, GROUP_INTENT, COMPARE_INTENT = "kort", "taal", "groep", "verschil"
SKIP, STOP, HELP, UNKNOWN, LAST, AGAIN, OTHER = "skip", "stop", "help", "unknown", "last", "again", "other"
ELSEWHERE, WHY = "elsewhere", "why"
INTENTS = {
    CONFIRM: CONFIRM_INTENT, DENY: DENY_INTENT, LEAVE: LEAVE_INTENT, f"{LEAVE}:{LAST}": LEAVE_INTENT,
    SHORT: SHORT_INTENT,
}


def is_choice(choice: str, library: Library) -> bool:
    """Whether ``choice`` is one that the bot offers."""
    if choice in INTENTS:
        return True
    kind, _, value = choice.partition(":")
    if f"{kind}:" == TOPIC_CHOICE:
        return library.has(value)
    if f"{kind}:" == FIND:
        return value in (SKIP, STOP) or value in {audience.key for audience in library.finder.audiences}
    if f"{kind}:" == DESK:
        return library.contact(value) is not None
    if f"{kind}:" == LANGUAGE:
        return value in LANGUAGES
    group, _, offset = value.partition(":")
    return f"{kind}:" == GROUP and group in library.groups and offset.isdecimal() and len(offset) < 4


def parse_of_choice(choice: str) -> Dict[str, Any]:
    """Parse data for a pressed button."""
    kind, _, value = choice.partition(":")
    if f"{kind}:" == TOPIC_CHOICE:
        return parse_of_topic(value)
    if choice in INTENTS:
        return act(INTENTS[choice], value or None)
    if f"{kind}:" == FIND and value not in (SKIP, STOP):
        return {**act(DESK_INTENT, AGAIN), "entities": [entity("audience", value)]}
    intents = {FIND: DESK_INTENT, DESK: DESK_INTENT, LANGUAGE: LANGUAGE_INTENT, GROUP: GROUP_INTENT}
    return act(intents[f"{kind}:"], value if f"{kind}:" != DESK else choice)


def act(intent: str, what: Optional[str] = None) -> Dict[str, Any]:
    """Parse data for an intent that is no topic, with what it asks for in ``act``."""
    return {**parse_of_intent(intent), "act": what}
