"""Offers ways out when no rule fits."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import none_fits_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionDefaultFallback(Speaker):
    """Offers ways out when no rule fits."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_default_fallback"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(none_fits_reply(library, turn))
