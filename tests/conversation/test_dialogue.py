"""One message in, the replies out."""

from __future__ import annotations

import asyncio
from typing import Any, Dict, List

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore

from bot.conversation.agent import InProcessActions
from bot.conversation.dialogue import CHANNEL, Answered, Dialogue, DialogueError
from bot.conversation.token import TokenSigner
from bot.nlu.parse import parse_of_intent

PHOTONICS = "technologie/fotonica"


@pytest.fixture
def visitor() -> str:
    """A conversation that is new."""
    return TokenSigner.new_identity()


@pytest.fixture
def faulty(dialogue: Dialogue, bad_actions: InProcessActions, monkeypatch: pytest.MonkeyPatch) -> Dialogue:
    """The dialogue with actions that misbehave."""
    monkeypatch.setattr(dialogue.agent.processor, "action_endpoint", bad_actions)
    return dialogue


def say(dialogue: Dialogue, visitor: str, message: str = "", **fields: Any) -> Answered:
    """The replies to a message, or to a ``choice``."""
    return asyncio.run(dialogue.respond(visitor, message or None, **fields))


def user_events(dialogue: Dialogue, visitor: str) -> List[Dict[str, Any]]:
    """What the visitor said, as it is stored."""
    tracker = asyncio.run(dialogue.agent.tracker_store.retrieve(visitor))
    return [event.as_dict() for event in tracker.events if event.type_name == "user"] if tracker else []


def test_a_message_is_answered_and_stored(dialogue: Dialogue, visitor: str) -> None:
    answered = say(dialogue, visitor, "Wat is fotonica?")
    assert ([reply["topic"] for reply in answered.replies], answered.forgotten) == ([PHOTONICS], False)
    event, = user_events(dialogue, visitor)
    assert (event["text"], event["input_channel"]) == ("Wat is fotonica?", CHANNEL)


def test_personal_data_is_masked_before_anything_else_sees_it(dialogue: Dialogue, visitor: str) -> None:
    say(dialogue, visitor, "Ik ben op 06-12345678 te bereiken, wat is fotonica?")
    event, = user_events(dialogue, visitor)
    assert event["text"] == "Ik ben op [telefoonnummer] te bereiken, wat is fotonica?"
    assert "12345678" not in str(event)


@pytest.mark.parametrize("language, title", [(None, "Fotonica"), ("de", "Photonik")])
def test_a_button_is_stored_under_what_it_says(dialogue: Dialogue, visitor: str, language: str, title: str) -> None:
    say(dialogue, visitor, choice=f"topic:{PHOTONICS}", language=language)
    event, = user_events(dialogue, visitor)
    assert (event["text"], event["parse_data"]["intent"]["name"]) == (title, "technologie")


def test_a_follow_up_works_on_the_answer_before_it(dialogue: Dialogue, visitor: str) -> None:
    say(dialogue, visitor, choice=f"topic:{PHOTONICS}")
    assert say(dialogue, visitor, "Vertel meer").replies[0]["about"] == PHOTONICS
    assert say(dialogue, TokenSigner.new_identity(), "Vertel meer").replies[0]["about"] is None


def test_a_conversation_is_wiped_after_a_yes(dialogue: Dialogue, visitor: str) -> None:
    say(dialogue, visitor, "Wis mijn gesprek")
    assert say(dialogue, visitor, "ja").forgotten
    assert user_events(dialogue, visitor) == []


def test_a_conversation_stays_after_a_no(dialogue: Dialogue, visitor: str) -> None:
    say(dialogue, visitor, "Wis mijn gesprek")
    assert not say(dialogue, visitor, "nee").forgotten
    assert len(user_events(dialogue, visitor)) == 2


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("topic:gesprek/meer", id="too slow"),
        pytest.param("topic:gesprek/bron", id="fails"),
        pytest.param("topic:gesprek/eenvoudiger", id="gives what Rasa cannot read"),
        pytest.param("topic:gesprek/herhaal", id="is not there"),
    ],
)
def test_an_action_that_misbehaves_gives_an_error_and_no_silence(
    dialogue: Dialogue, faulty: Dialogue, visitor: str, choice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DialogueError, match="no reply"):
        say(faulty, visitor, choice=choice)
    monkeypatch.undo()
    assert say(dialogue, visitor, choice=f"topic:{PHOTONICS}").replies[0]["topic"] == PHOTONICS
    assert say(dialogue, visitor, "Vertel meer").replies[0]["about"] == PHOTONICS


def test_wiping_waits_for_a_turn_that_is_under_way(faulty: Dialogue, visitor: str) -> None:
    faulty.agent.processor.action_endpoint._timeout = 5

    async def wipe_during_a_turn() -> Answered:
        turn = asyncio.ensure_future(faulty.respond(visitor, choice="topic:gesprek/meer"))
        while visitor not in faulty.agent.lock_store.conversation_locks:
            await asyncio.sleep(0)
        await faulty.forget(visitor)
        return await turn

    assert [reply["text"] for reply in asyncio.run(wipe_during_a_turn()).replies] == ["laat"]
    assert user_events(faulty, visitor) == []


def test_a_store_that_cannot_wipe_is_an_error(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogue.agent, "tracker_store", InMemoryTrackerStore(dialogue.agent.domain))
    with pytest.raises(DialogueError, match="InMemoryTrackerStore cannot wipe"):
        Dialogue(dialogue.agent)


def test_when_no_rule_fits_the_ways_out_are_offered_once(
    dialogue: Dialogue, visitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.dialogue.parse_of_topic", lambda topic: parse_of_intent("restart_of_nothing"))
    assert [reply["kind"] for reply in say(dialogue, visitor, choice=f"topic:{PHOTONICS}").replies] == ["refuse"]
    monkeypatch.undo()
    assert [reply["topic"] for reply in say(dialogue, visitor, "Wat is fotonica?").replies] == [PHOTONICS]
