"""Does what the bot asked about, after a yes."""

from __future__ import annotations

from typing import Text

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.outcome import Events, read_turn, remember, say
from bot.answers.clarify import none_fits_reply
from bot.answers.follow_up import forget_outcome
from bot.answers.turn import FORGET_ASKED
from bot.content.library import shared_library


class ActionConfirm(Action):
    """Does what the bot asked about, after a yes."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_confirm"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say it and remember it."""
        turn = read_turn(tracker)
        if turn.asked == FORGET_ASKED:
            say(dispatcher, forget_outcome(shared_library(), turn, confirmed=True))
        else:
            say(dispatcher, none_fits_reply(shared_library(), turn))
        return remember(turn)
