"""Offers ways out when no rule fits."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.clarify import none_fits_reply
from bot.content.library import shared_library


class ActionDefaultFallback(Action):
    """Offers ways out when no rule fits."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_default_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, none_fits_reply(shared_library(), turn))
        return remember(turn)
