"""Does what the bot asked about, after a yes."""

from __future__ import annotations

from dataclasses import replace
from typing import Text

from actions.leave import leave_step
from actions.outcome import Outcome, Speaker
from bot.answers.clarify import none_fits_reply
from bot.answers.follow_up import forget_outcome
from bot.answers.turn import CONSENT_ASKED, FORGET_ASKED, Turn
from bot.content.library import Library


class ActionConfirm(Speaker):
    """Does what the bot asked about, after a yes."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_confirm"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        if turn.asked == FORGET_ASKED:
            return Outcome(forget_outcome(library, turn, confirmed=True))
        if turn.asked == CONSENT_ASKED:
            return leave_step(replace(turn, act=CONSENT_ASKED), library)
        return Outcome(none_fits_reply(library, turn))
