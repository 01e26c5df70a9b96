"""Says that the conversation is wiped; the dialogue wipes it after this turn."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.follow_up import forget_outcome
from bot.content.library import shared_library


class ActionForgetConfirmed(Action):
    """Says that the conversation is wiped; the dialogue wipes it after this turn."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_forget_confirmed"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, forget_outcome(shared_library(), turn, confirmed=True))
        return remember(turn)
