"""Says where the region can be followed."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.downloads import socials_reply
from bot.answers.turn import Turn
from bot.content.library import Library

TOPIC = "strategie/socials"


class ActionSocials(Speaker):
    """Says where the region can be followed."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_socials"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(socials_reply(library, TOPIC, turn.language, turn.confidence), TOPIC)
