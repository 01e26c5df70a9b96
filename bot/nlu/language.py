"""The language of a message, as part of what Rasa knows of it."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.language import detect


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Sets ``language`` (nl, en, de, or null when it cannot be told) on each message."""

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["py3langid"]

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> LanguageDetector:
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Detect the language of each message."""
        for message in messages:
            message.set("language", detect(message.get(TEXT) or ""), add_to_output=True)
        return messages
