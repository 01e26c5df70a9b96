"""Rasa's agent: actions in the same process, and the store without the wrapper that forgets."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Dict

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError

from bot import model, paths
from bot.conversation.agent import AgentError, InProcessActions, load_agent
from bot.conversation.dialogue import Dialogue
from bot.store.tracker import ConversationStore


def run(actions: InProcessActions, name: str, **slots: Any) -> Dict[str, Any]:
    """Run an action as Rasa does, for a visitor with ``slots`` who has just said something."""
    tracker = {
        "sender_id": "a", "slots": slots, "latest_message": {"text": "x"}, "events": [], "paused": False,
        "followup_action": None, "active_loop": {}, "latest_action_name": None,
    }
    call = {"next_action": name, "sender_id": "a", "tracker": tracker, "domain": {}}
    return asyncio.run(actions.request(json=call, method="post", timeout=1, compress=True)) or {}


def test_an_action_says_and_remembers_something() -> None:
    result = run(InProcessActions(), "action_more", last_topic="technologie/fotonica", language="nl")
    assert [message["reply"]["about"] for message in result["responses"]] == ["technologie/fotonica"]
    assert {event["name"]: event["value"] for event in result["events"]}["last_depth"] == "meer"


def test_an_action_that_is_not_there_is_an_error_as_of_a_server() -> None:
    with pytest.raises(ClientResponseError) as failed:
        run(InProcessActions(), "action_unknown")
    assert failed.value.status == 404
    assert json.loads(failed.value.text)["action_name"] == "action_unknown"


def test_an_action_that_rejects_is_an_error_as_of_a_server(bad_actions: InProcessActions) -> None:
    with pytest.raises(ClientResponseError) as failed:
        run(bad_actions, "action_why")
    assert failed.value.status == 400
    assert json.loads(failed.value.text) == {"action_name": "action_why", "error": "not now"}


def test_an_action_that_is_too_slow_is_broken_off(bad_actions: InProcessActions) -> None:
    with pytest.raises(asyncio.TimeoutError):
        run(bad_actions, "action_more")


def test_an_error_in_an_action_is_passed_on(bad_actions: InProcessActions) -> None:
    with pytest.raises(ValueError, match="this action fails"):
        run(bad_actions, "action_source")


def test_the_actions_of_the_domain_are_all_there(dialogue: Dialogue) -> None:
    known = set(InProcessActions()._executor.actions)
    assert known == {action for action in dialogue.agent.domain.user_actions if action.startswith("action_")}


@pytest.mark.parametrize("result", [{"events": [{"event": "slot"}]}, {"events": "none"}, {"responses": ["text"]}])
def test_rasa_still_checks_the_results_of_actions(dialogue: Dialogue, result: Dict[str, Any]) -> None:
    action = RemoteAction("action_more", dialogue.agent.processor.action_endpoint)
    right = {"events": [{"event": "slot", "name": "asked", "value": None}], "responses": []}
    assert action._validate_action_result(right)
    with pytest.raises(ValidationError):
        action._validate_action_result(result)


def test_the_store_is_used_without_the_wrapper_that_forgets(dialogue: Dialogue) -> None:
    assert type(dialogue.agent.tracker_store) is ConversationStore
    assert dialogue.agent.processor.tracker_store is dialogue.agent.tracker_store


def test_another_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "endpoints.yml"
    settings.write_text("tracker_store: {type: bot.store.tracker.NoSuchStore}", "utf-8")
    monkeypatch.setattr(paths, "ENDPOINTS", settings)
    with pytest.raises(AgentError, match="InMemoryTrackerStore, not ConversationStore"):
        load_agent(model.FILE)


@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_a_model_that_cannot_be_loaded_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.tar.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(AgentError, match="model.tar.gz cannot be loaded; run: python -m bot train"):
        load_agent(file, in_memory=True)
