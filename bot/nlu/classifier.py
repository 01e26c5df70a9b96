"""The topic classifier as a component of Rasa's graph."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import click
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.nlu.featurizer import asked, sentence_vector
from bot.nlu.parse import parse_of_decision
from bot.nlu.trained import TrainedComponent
from bot.understanding.classifier import TextModel, train
from bot.understanding.decision import decide, read_thresholds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedComponent, IntentClassifier):
    """Finds the topic of a message and decides: answer, ask or refuse.

    Fills ``intent``, ``intent_ranking`` and ``response_selector``. ``decision``: file with the thresholds, read when the model
    is loaded, so that they can be set without training.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {**TrainedComponent.get_default_config(), "decision": paths.relative(paths.DECISION)}

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, model: Optional[TextModel]
    ) -> None:
        super().__init__(config, model_storage, resource, model)
        self._thresholds = read_thresholds(paths.ROOT / config["decision"])

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples and write the model."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        topics = [example.get_full_intent() for example in examples]
        return self.keep(train(texts, topics, self.encoder, progress=click.echo))

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify each message and set what was decided."""
        for message in messages:
            scores = self.model.scores([asked(message)], sentence_vector(message))[0]
            for key, value in parse_of_decision(decide(self.model.labels, scores, self._thresholds)).items():
                message.set(key, value, add_to_output=True)
        return messages
