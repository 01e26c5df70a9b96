"""Yes and no after a question of the bot."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.answers.turn import FORGET_ASKED
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT, parse_of_intent
from bot.understanding.confirmation import confirmation



@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ConfirmationClassifier(GraphComponent):
    """Replaces the intent by yes or no when the slot ``asked`` says that the bot's last message was a question.

    A yes only counts where the question was one of yes or no; a no also turns down a list of choices.
    """

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ConfirmationClassifier:
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Look at each message that answers a question."""
        asked = tracker.get_slot("asked") if tracker else None
        for message in messages if asked else ():
            meant = confirmation(message.get(TEXT) or "")
            if meant is False or (meant and asked == FORGET_ASKED):
                for key, value in parse_of_intent(CONFIRM_INTENT if meant else DENY_INTENT).items():
                    message.set(key, value, add_to_output=True)
        return messages
