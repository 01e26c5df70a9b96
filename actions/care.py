"""Answers a message that asks for care."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.care import care_reply
from bot.answers.turn import CARE_ASKED, Turn
from bot.content.library import Library


class ActionCare(Speaker):
    """Answers a message that asks for care."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_care"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(care_reply(library, turn), asked=CARE_ASKED)
