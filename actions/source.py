"""Says where the last answer comes from."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import source_reply
from bot.answers.turn import Turn
from bot.content.library import Library

TOPIC = "gesprek/bron"


class ActionSource(Speaker):
    """Says where the last answer comes from."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_source"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(source_reply(library, turn, TOPIC))
