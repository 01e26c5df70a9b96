"""What all actions share: reading the turn, saying a reply, remembering what follow-ups need."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.answers.reply import Reply
from bot.answers.turn import Turn
from bot.content.library import Library, shared_library


@dataclass(frozen=True)
class Outcome:
    """A reply, if there is one to say, and what follow-ups need of it.

    ``topic`` and ``depth``: the answer that was given (without ``topic`` the last one stays); ``asked``: what the bot asks.
    """

    reply: Optional[Reply] = None
    topic: Optional[str] = None
    depth: str = "text"
    asked: Optional[str] = None


class Speaker(Action, ABC):
    """An action that decides from the turn what is said next."""

    @abstractmethod
    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> List[Dict[str, Any]]:
        """Say it, and return the events that remember it."""
        turn = Turn.of(tracker.latest_message, tracker.slots)
        outcome = self.speak(turn, shared_library())
        if outcome.reply:
            dispatcher.messages.append(outcome.reply.as_message())
        kept = [SlotSet("last_topic", outcome.topic), SlotSet("last_depth", outcome.depth)] if outcome.topic else []
        return [*kept, SlotSet("language", turn.language), SlotSet("asked", outcome.asked)]
