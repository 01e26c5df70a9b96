"""Says where the strategic plan can be downloaded."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.downloads import download_reply
from bot.content.library import shared_library

TOPIC = "strategie/download"


class ActionDownload(Action):
    """Says where the strategic plan can be downloaded."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_download"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        say(dispatcher, download_reply(shared_library(), TOPIC, turn.language, turn.confidence))
        return remember(turn, TOPIC)
