"""Remembers a fixed answer, so that follow-ups know what they are about."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember
from bot.content.library import shared_library
from bot.content.topics import CONVERSATION_GROUP


class ActionRemember(Action):
    """Remembers a fixed answer, so that follow-ups know what they are about."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_remember"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Keep the topic; small talk, about which there is nothing more to tell, leaves the last topic as it was."""
        turn = read_turn(tracker)
        return remember(turn, None if turn.topic and is_small_talk(turn.topic) else turn.topic)


def is_small_talk(identity: str) -> bool:
    """Whether a topic belongs to the conversation itself and has no longer version."""
    topic = shared_library().topic(identity)
    return topic.group == CONVERSATION_GROUP and topic.metadata.meer is None
