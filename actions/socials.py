"""Says where the region can be followed."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.downloads import socials_reply
from bot.content.library import shared_library

TOPIC = "strategie/socials"


class ActionSocials(Action):
    """Says where the region can be followed."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_socials"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, socials_reply(shared_library(), TOPIC, turn.language, turn.confidence))
        return remember(turn, TOPIC)
