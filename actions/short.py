"""Says the last answer in one line."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import short_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionShort(Speaker):
    """Says the last answer in one line."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_short"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(short_reply(library, turn))
