"""Repeats the last answer."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import repeat_reply
from bot.answers.turn import Turn
from bot.content.library import Library

TOPIC = "gesprek/herhaal"


class ActionRepeat(Speaker):
    """Repeats the last answer."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_repeat"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(repeat_reply(library, turn, TOPIC))
