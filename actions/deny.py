"""Leaves what the bot asked about, after a no."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import none_fits_reply
from bot.answers.follow_up import forget_outcome
from bot.answers.turn import FORGET_ASKED, Turn
from bot.content.library import Library


class ActionDeny(Speaker):
    """Leaves what the bot asked about, after a no."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_deny"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        if turn.asked == FORGET_ASKED:
            return Outcome(forget_outcome(library, turn, confirmed=False))
        return Outcome(none_fits_reply(library, turn))
