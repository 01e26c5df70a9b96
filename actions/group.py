"""Shows the topics of a group."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import group_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionGroup(Speaker):
    """Shows the topics of a group."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_group"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(group_reply(library, turn))
