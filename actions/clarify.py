"""Asks which of several topics is meant."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.clarify import clarify_reply
from bot.answers.turn import CHOICE_ASKED
from bot.content.library import shared_library


class ActionClarify(Action):
    """Asks which of several topics is meant."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_clarify"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, clarify_reply(shared_library(), turn))
        return remember(turn, asked=CHOICE_ASKED)
