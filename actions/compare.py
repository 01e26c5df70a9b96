"""Puts two topics side by side."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import compare_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionCompare(Speaker):
    """Puts two topics side by side."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_compare"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(compare_reply(library, turn))
