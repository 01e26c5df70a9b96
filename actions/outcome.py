"""What all actions share: reading the turn, saying a reply, remembering what was said."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.reply import Reply
from bot.answers.turn import Turn

Events = List[Dict[str, Any]]


def read_turn(tracker: Tracker) -> Turn:
    """The turn that an action answers."""
    return Turn.of(tracker.latest_message, tracker.slots)


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send a reply."""
    dispatcher.messages.append(reply.as_message())


def remember(turn: Turn, topic: Optional[str] = None, depth: str = "text", asked: Optional[str] = None) -> Events:
    """Events for what follow-ups need: the last answer (unchanged without ``topic``), the language, what was asked."""
    kept = [SlotSet("last_topic", topic), SlotSet("last_depth", depth)] if topic else []
    return [*kept, SlotSet("language", turn.language), SlotSet("asked", asked)]
