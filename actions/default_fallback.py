"""Offers ways out when no rule fits."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa_sdk import Tracker
from rasa_sdk.events import UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Outcome, Speaker
from bot.answers.clarify import none_fits_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionDefaultFallback(Speaker):
    """Offers ways out when no rule fits."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_default_fallback"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return Outcome(none_fits_reply(library, turn))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> List[Dict[str, Any]]:
        """Say it, and take the message back: else no rule fits what comes next either, and the reply comes ten times."""
        return [UserUtteranceReverted(), *await super().run(dispatcher, tracker, domain)]
