"""Declines medical, legal and political questions, with a pointer."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.care import declined_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionDecline(Speaker):
    """Declines medical, legal and political questions, with a pointer."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_decline"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(declined_reply(library, turn))
