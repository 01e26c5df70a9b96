"""Answers a contact topic with the desks that fit."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.contacts import contact_reply
from bot.content.library import shared_library

GENERAL = "contact/algemeen"


class ActionContact(Action):
    """Answers a contact topic with the desks that fit."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_contact"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        topic = turn.topic or GENERAL
        say(dispatcher, contact_reply(shared_library(), topic, turn.language, turn.confidence))
        return remember(turn, topic)
