"""Remembers a fixed answer, so that follow-ups know what they are about."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import CONVERSATION_GROUP, Topic


class ActionRemember(Speaker):
    """Remembers a fixed answer, so that follow-ups know what they are about."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_remember"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """Nothing: the answer was said. Small talk, with nothing more to tell, leaves the last topic as it was."""
        small_talk = turn.topic is None or is_small_talk(library.topic(turn.topic))
        return Outcome(topic=None if small_talk else turn.topic)


def is_small_talk(topic: Topic) -> bool:
    """Whether a topic belongs to the conversation itself and has no longer version."""
    return topic.group == CONVERSATION_GROUP and topic.metadata.meer is None
