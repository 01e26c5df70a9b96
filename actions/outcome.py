"""What all actions share: reading the turn, saying a reply, remembering what follow-ups need."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.answers.doubt import with_doubt
from bot.answers.reply import Reply
from bot.answers.turn import Turn
from bot.content.library import Library, shared_library


@dataclass(frozen=True)
class Outcome:
    """A reply, if there is one to say, and what follow-ups need of it.

    ``topic`` and ``depth``: the answer that was given (without ``topic`` the last one stays); ``asked``: what the bot
    asks; ``failed``: the message was not understood; ``slots``: what else is remembered.
    """

    reply: Optional[Reply] = None
    topic: Optional[str] = None
    depth: str = "text"
    asked: Optional[str] = None
    failed: bool = False
    slots: Mapping[str, Any] = field(default_factory=dict)


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
        library = shared_library()
        outcome = self.speak(turn, library)
        if outcome.reply:
            dispatcher.messages.append(with_doubt(library, turn, outcome.reply).as_message())
        if turn.unclear and turn.topic in turn.offered:
            dispatcher.messages.append({"suggestion": suggestion(turn)})
        return [SlotSet(name, value) for name, value in remembered(turn, outcome).items()]


def remembered(turn: Turn, outcome: Outcome) -> Dict[str, Any]:
    """The slots that a turn leaves behind."""
    kept = {"last_topic": outcome.topic, "last_depth": outcome.depth} if outcome.topic else {}
    if outcome.topic and outcome.topic != turn.last_topic:
        kept["topic_before"] = turn.last_topic
    failures = turn.failures + 1 if outcome.failed else 0
    unclear = turn.text if outcome.failed else turn.unclear
    return {
        **kept, "language": turn.language, "asked": outcome.asked, "failures": failures, "unclear": unclear,
        "offered": [],
        **outcome.slots,
    }


def suggestion(turn: Turn) -> Dict[str, Any]:
    """A message that fitted several topics, and the one that the visitor picked."""
    return {"text": turn.unclear, "topic": turn.topic, "language": turn.language}
