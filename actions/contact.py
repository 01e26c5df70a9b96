"""Answers a contact topic with the desks that fit."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.contacts import contact_reply
from bot.answers.turn import Turn
from bot.content.library import Library

GENERAL = "contact/algemeen"


class ActionContact(Speaker):
    """Answers a contact topic with the desks that fit."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_contact"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        topic = turn.topic or GENERAL
        return Outcome(contact_reply(library, topic, turn.language, turn.confidence), topic)
