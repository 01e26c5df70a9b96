"""Rasa's answers, taken from the content files as they are now instead of from the trained model."""

from __future__ import annotations

from typing import Any, Dict, Optional, Text

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.doubt import with_doubt
from bot.answers.render import render
from bot.answers.turn import Turn
from bot.content.library import Library, shared_library

UTTER = "utter_"


class LiveAnswers(TemplatedNaturalLanguageGenerator):
    """Generates the answer of a topic in the language of the turn; anything else as Rasa does."""

    def __init__(
        self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None,
        library: Optional[Library] = None,
    ) -> None:
        super().__init__(domain.responses if domain else {})
        self._library = library or shared_library()

    async def generate(
        self, utter_action: Text, tracker: DialogueStateTracker, output_channel: Text, **kwargs: Any
    ) -> Optional[Dict[Text, Any]]:
        """The message for ``utter_<group>/<key>``, with the whole reply beside its text."""
        topic = utter_action[len(UTTER) :]
        if not self._library.has(topic) or tracker.latest_message is None:
            return await super().generate(utter_action, tracker, output_channel, **kwargs)
        parse_data = {"metadata": tracker.latest_message.metadata, **tracker.latest_message.parse_data}
        turn = Turn.of(parse_data, tracker.current_slot_values())
        return with_doubt(self._library, turn, render(self._library, topic, turn.language, turn.confidence)).as_message()
