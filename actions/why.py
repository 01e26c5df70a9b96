"""Gives the background of the last answer."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import why_reply
from bot.answers.turn import Turn
from bot.content.library import Library

TOPIC, DEPTH = "gesprek/waarom", "meer"


class ActionWhy(Speaker):
    """Gives the background of the last answer."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_why"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(why_reply(library, turn, TOPIC, DEPTH), turn.last_topic, DEPTH)
