"""Reading a turn from what was understood and remembered."""

from __future__ import annotations

from typing import Any, Dict, Optional

import pytest

from bot.answers.turn import Turn
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT, parse_of_intent, parse_of_topic


def language(text: str, found: Optional[str], wish: Optional[str] = None, intent: str = "regio", **slots: Any) -> str:
    """Language of the turn of a message."""
    parse: Dict[str, Any] = {"text": text, "language": found, "intent": {"name": intent}}
    return Turn.of({**parse, "metadata": {"language": wish}}, slots).language


def test_topic_candidates_confidence_and_what_came_before_are_read() -> None:
    slots = {"last_topic": "regio/hub", "last_depth": "meer", "asked": "keuze", "language": "de"}
    parse = {**parse_of_topic("regio/gemeenten", 0.6), "topics": ["a/b", "c/d"], "text": "all towns", "language": "en"}
    turn = Turn.of(parse, slots)
    assert turn == Turn("en", "regio/gemeenten", ("a/b", "c/d"), 0.6, "regio/hub", "meer", "keuze", "all towns")


def test_a_first_turn_has_nothing_before_it_and_is_dutch_when_the_language_cannot_be_told() -> None:
    turn = Turn.of({"text": "?", "language": None, "intent": None}, {})
    assert turn == Turn("nl", None, (), None, None, "text", None, "?")


def test_a_wish_wins_over_the_language_of_the_message_and_of_the_conversation() -> None:
    assert language("wat is er in Twente te doen", "nl", wish="de", language="en") == "de"


def test_a_language_that_the_bot_does_not_have_becomes_dutch() -> None:
    assert language("bonjour à tous les gens", "fr") == "nl"


def test_the_language_follows_the_message() -> None:
    assert language("tell me all about it", "en", language="nl", last_topic="regio/hub") == "en"


def test_a_message_whose_language_cannot_be_told_is_answered_in_that_of_the_conversation() -> None:
    assert language("hmm tja", None, language="en") == "en"


def test_one_word_after_an_answer_leaves_the_language_as_it_was() -> None:
    assert language("AI", "nl", language="en", last_topic="regio/hub") == "en"
    assert language(" ok ", "nl", language="de", last_topic="regio/hub") == "de"


def test_one_word_before_any_answer_sets_the_language() -> None:
    assert language("Photonik", "de", language="nl") == "de"


@pytest.mark.parametrize("intent", [CONFIRM_INTENT, DENY_INTENT])
def test_yes_and_no_leave_the_language_as_it_was(intent: str) -> None:
    assert language("ja, doe maar", "nl", intent=intent, language="en") == "en"


def test_a_pressed_button_is_answered_in_the_language_of_the_conversation() -> None:
    parse = {**parse_of_intent(CONFIRM_INTENT), "text": "confirm", "metadata": {"language": None}}
    assert Turn.of(parse, {"language": "de"}).language == "de"
