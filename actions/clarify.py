"""Asks which of several topics is meant."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import clarify_reply
from bot.answers.reply import CLARIFY
from bot.answers.turn import CHOICE_ASKED, Turn
from bot.content.library import Library


class ActionClarify(Speaker):
    """Asks which of several topics is meant."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_clarify"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        reply = clarify_reply(library, turn)
        if reply.kind != CLARIFY:
            return Outcome(reply, failed=True)
        return Outcome(reply, asked=CHOICE_ASKED, failed=True, slots={"offered": list(turn.topics)})
