"""Says how to reach a person."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.person import person_reply
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import PERSON


class ActionPerson(Speaker):
    """Says how to reach a person."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_person"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(person_reply(library, turn), PERSON)
