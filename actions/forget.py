"""Asks whether the conversation is to be wiped."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.follow_up import forget_question
from bot.answers.turn import FORGET_ASKED
from bot.content.library import shared_library


class ActionForget(Action):
    """Asks whether the conversation is to be wiped."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_forget"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, forget_question(shared_library(), turn))
        return remember(turn, asked=FORGET_ASKED)
