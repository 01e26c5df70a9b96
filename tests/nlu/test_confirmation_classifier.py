"""Yes and no, which only count after a question of the bot."""

from __future__ import annotations

from typing import Any, Dict, Optional

import pytest
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.answers.turn import CHOICE_ASKED, FORGET_ASKED
from bot.nlu.confirmation import ConfirmationClassifier
from bot.nlu.parse import parse_of_topic


def parsed(text: str, asked: Optional[str], tracker: bool = True) -> Dict[str, Any]:
    """The parse data of a message that was taken for a greeting, in a conversation where ``asked`` was asked."""
    message = Message.build(text)
    for key, value in parse_of_topic("gesprek/groet", 0.4).items():
        message.set(key, value, add_to_output=True)
    slot = TextSlot("asked", [{}], initial_value=asked, influence_conversation=False)
    conversation = DialogueStateTracker.from_events("visitor", [], [slot]) if tracker else None
    return ConfirmationClassifier().process([message], conversation)[0].data


@pytest.mark.parametrize(
    "text, asked, intent",
    [
        ("ja", FORGET_ASKED, "bevestigen"),
        ("Ja graag!", FORGET_ASKED, "bevestigen"),
        ("nee", FORGET_ASKED, "ontkennen"),
        ("geen van deze", CHOICE_ASKED, "ontkennen"),
        ("nee", CHOICE_ASKED, "ontkennen"),
    ],
)
def test_an_answer_to_a_question_becomes_yes_or_no(text: str, asked: str, intent: str) -> None:
    found = parsed(text, asked)
    assert found["intent"] == {"name": intent, "confidence": 1.0}
    assert found["topic"] is None and found["entities"] == [] and found["response_selector"] == {}


@pytest.mark.parametrize(
    "text, asked",
    [
        ("ja", None),
        ("nee", None),
        ("ja", CHOICE_ASKED),
        ("wat is fotonica", FORGET_ASKED),
        ("ja maar wat is dat", FORGET_ASKED),
    ],
)
def test_anything_else_stays_what_it_was(text: str, asked: Optional[str]) -> None:
    assert parsed(text, asked)["topic"] == "gesprek/groet"


def test_without_a_conversation_nothing_was_asked() -> None:
    assert parsed("ja", None, tracker=False)["topic"] == "gesprek/groet"
