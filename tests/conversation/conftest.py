"""The dialogue without a server, and actions that misbehave."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.interfaces import ActionExecutionRejection

import bot.quiet
from bot import model
from bot.conversation.agent import InProcessActions, load_agent
from bot.conversation.dialogue import Dialogue

LONGEST_SECONDS = 0.1


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The dialogue with the trained model; conversations are kept in memory."""
    bot.quiet.quiet_logs()
    return Dialogue(load_agent(model.ensure_current(), in_memory=True))


async def slow(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    """Takes longer than an action may."""
    await asyncio.sleep(2 * LONGEST_SECONDS)
    dispatcher.messages.append({"text": "laat", "reply": {"id": "late", "text": "laat"}})
    return []


async def failing(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    """Has a fault in its code."""
    raise ValueError("this action fails")


async def rejecting(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    """Does not want to run."""
    raise ActionExecutionRejection("action_why", "not now")


async def garbled(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    """Gives what Rasa cannot read."""
    return [{"event": "slot"}]


@pytest.fixture
def bad_actions() -> InProcessActions:
    """Actions of which some misbehave and one is missing."""
    actions = InProcessActions(timeout=LONGEST_SECONDS)
    for name, run in {"more": slow, "source": failing, "why": rejecting, "simpler": garbled}.items():
        actions._executor.register_function(f"action_{name}", run)
    del actions._executor.actions["action_repeat"]
    return actions
