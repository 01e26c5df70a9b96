"""Whether somebody is in danger, as part of what Rasa knows of a message."""

from __future__ import annotations

import hashlib
from typing import Any, Dict, List, Optional, Text

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.content.library import shared_library
from bot.nlu.featurizer import asked, sentence_vector
from bot.nlu.trained import TrainedComponent
from bot.understanding.classifier import TextModel
from bot.understanding.danger import danger_in, train_danger
from bot.understanding.decision import read_thresholds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CareClassifier(TrainedComponent):
    """Sets ``care`` (``zelfdoding``, ``gevaar`` or null) on each message; ``decision``: file with the threshold."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {**TrainedComponent.get_default_config(), "decision": paths.relative(paths.DECISION)}

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """What Rasa's own fingerprint does not see: the examples, which are no intents."""
        examples = hashlib.sha256(paths.CARE_EXAMPLES.read_bytes()).hexdigest()
        return f"{super().fingerprint_addon(config)}{examples}"

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, model: Optional[TextModel]
    ) -> None:
        super().__init__(config, model_storage, resource, model)
        self._least = read_thresholds(paths.ROOT / config["decision"]).care

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples of danger, and on the intent examples as ordinary messages."""
        others = [example.get(TEXT) for example in training_data.intent_examples]
        return self.keep(train_danger(shared_library().care_examples, others, self.encoder, progress=lambda line: None))

    def process(self, messages: List[Message]) -> List[Message]:
        """Look for danger in each message."""
        for message in messages:
            found = danger_in(self.model, asked(message), sentence_vector(message), self._least)
            message.set("care", found, add_to_output=True)
        return messages
