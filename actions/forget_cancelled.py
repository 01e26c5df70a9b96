"""Says that the conversation is kept."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.follow_up import forget_outcome
from bot.content.library import shared_library


class ActionForgetCancelled(Action):
    """Says that the conversation is kept."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_forget_cancelled"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, forget_outcome(shared_library(), turn, confirmed=False))
        return remember(turn)
