"""Asks whether the conversation is to be wiped."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import forget_question
from bot.answers.turn import FORGET_ASKED, Turn
from bot.content.library import Library


class ActionForget(Speaker):
    """Asks whether the conversation is to be wiped."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_forget"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(forget_question(library, turn), asked=FORGET_ASKED)
