"""Turns a message away that is outside the subjects; the second time it offers a person."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import refuse_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionRefuse(Speaker):
    """Turns a message away that is outside the subjects; the second time it offers a person."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_refuse"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(refuse_reply(library, turn), failed=True)
