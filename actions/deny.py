"""Leaves what the bot asked about, after a no."""

from __future__ import annotations

from dataclasses import replace
from typing import Text

from actions.leave import leave_step
from actions.outcome import Outcome, Speaker
from bot.answers.clarify import none_fits_reply
from bot.answers.follow_up import forget_outcome
from bot.answers.turn import CONSENT_ASKED, FORGET_ASKED, Turn
from bot.content.library import Library
from bot.conversation.choices import STOP


class ActionDeny(Speaker):
    """Leaves what the bot asked about, after a no."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_deny"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        if turn.asked == FORGET_ASKED:
            return Outcome(forget_outcome(library, turn, confirmed=False))
        if turn.asked == CONSENT_ASKED:
            return leave_step(replace(turn, act=STOP), library)
        return Outcome(none_fits_reply(library, turn), failed=True, slots={"unclear": turn.unclear})
