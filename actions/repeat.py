"""Repeats the last answer."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.follow_up import repeat_reply
from bot.content.library import shared_library

TOPIC = "gesprek/herhaal"


class ActionRepeat(Action):
    """Repeats the last answer."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_repeat"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, repeat_reply(shared_library(), turn, TOPIC))
        return remember(turn)
