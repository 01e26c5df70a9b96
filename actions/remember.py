"""Remembers a fixed answer, so that follow-ups know what they are about."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember
from bot.content.topics import CONVERSATION_GROUP


class ActionRemember(Action):
    """Remembers a fixed answer, so that follow-ups know what they are about."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_remember"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Keep the topic; small talk leaves the last topic as it was."""
        turn = read_turn(tracker)
        small_talk = (turn.topic or "").startswith(f"{CONVERSATION_GROUP}/")
        return remember(turn, None if small_talk else turn.topic)
