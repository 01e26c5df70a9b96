"""Greets, or says what the bot can do, with six good first questions."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.greeting import GREETING, greeting_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionGreet(Speaker):
    """Greets, or says what the bot can do, with six good first questions."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_greet"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        topic = turn.topic or GREETING
        return Outcome(greeting_reply(library, turn, topic), None if topic == GREETING else topic)
