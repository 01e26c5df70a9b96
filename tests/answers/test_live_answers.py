"""Rasa's fixed answers come from the content files as they are now."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any, Dict, Optional

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from small_library import add_topic, small_data

from bot.answers.generator import LiveAnswers
from bot.content import library as library_module
from bot.content.library import Library
from bot.nlu.parse import parse_of_topic

DOMAIN = Domain.from_dict(
    {
        "intents": ["regio"], "responses": {"utter_iets": [{"text": "van Rasa"}]},
        "slots": {"language": {"type": "text", "mappings": [{"type": "custom"}]}},
    }
)


def say(answers: LiveAnswers, action: str, held: Optional[str] = None, wish: Optional[str] = None) -> Dict[str, Any]:
    """The message for ``action`` after a message that was understood as ``regio/hub``."""
    parse = {**parse_of_topic("regio/hub", 0.75), "text": "de hub van Twente", "language": None}
    user = UserUttered("de hub van Twente", parse_data=parse, metadata={"language": wish})
    tracker = DialogueStateTracker.from_events("een", [SlotSet("language", held), user], slots=DOMAIN.slots)
    return asyncio.run(answers.generate(action, tracker, "site")) or {}


def test_a_topic_is_answered_with_the_whole_reply_beside_the_text(tmp_path: Path) -> None:
    add_topic(small_data(tmp_path), "regio/hub", section="kort")
    message = say(LiveAnswers(domain=DOMAIN, library=Library(tmp_path)), "utter_regio/hub")
    assert message["text"] == "hub text nl"
    assert (message["reply"]["topic"], message["reply"]["confidence"]) == ("regio/hub", 0.75)
    assert message["reply"]["source"]["section"] == "kort"


def test_the_answer_is_in_the_language_of_the_turn(tmp_path: Path) -> None:
    add_topic(small_data(tmp_path), "regio/hub")
    answers = LiveAnswers(domain=DOMAIN, library=Library(tmp_path))
    assert say(answers, "utter_regio/hub", held="de")["text"] == "hub text de"
    assert say(answers, "utter_regio/hub", held="de", wish="en")["text"] == "hub text en"


def test_an_edited_answer_is_live_without_training(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(library_module, "LOOK_AGAIN_SECONDS", 0)
    add_topic(small_data(tmp_path), "regio/hub")
    answers = LiveAnswers(domain=DOMAIN, library=Library(tmp_path))
    path = tmp_path / "nlu" / "regio" / "hub.yml"
    path.write_text(path.read_text("utf-8").replace("hub text nl", "een nieuw antwoord"), "utf-8")
    os.utime(path, (1, 1))
    assert say(answers, "utter_regio/hub")["text"] == "een nieuw antwoord"


def test_another_response_is_that_of_rasa(tmp_path: Path) -> None:
    assert say(LiveAnswers(domain=DOMAIN, library=Library(small_data(tmp_path))), "utter_iets")["text"] == "van Rasa"
