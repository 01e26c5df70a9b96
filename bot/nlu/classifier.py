"""The topic classifier as a component of Rasa's graph."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import click
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.content.library import shared_library
from bot.nlu.featurizer import asked, sentence_vector
from bot.nlu.parse import parse_of_decision
from bot.nlu.trained import TrainedComponent
from bot.understanding.classifier import TextModel, train
from bot.understanding.decision import read_thresholds
from bot.understanding.prior import after_of, read_prior
from bot.understanding.reading import Reader


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
        decision = paths.ROOT / config["decision"]
        self._thresholds, self._prior = read_thresholds(decision), read_prior(decision)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples and write the model."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        topics = [example.get_full_intent() for example in examples]
        return self.keep(train(texts, topics, self.encoder, progress=click.echo))

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Classify each message and set what was decided."""
        library = shared_library()
        after = after_of(library, tracker.get_slot("last_topic") if tracker else None)
        reader = Reader(self.model, self.encoder, self._thresholds, self._prior, library.question_words)
        for message in messages:
            decision = reader.read(asked(message), sentence_vector(message), after)
            for key, value in parse_of_decision(decision).items():
                message.set(key, value, add_to_output=True)
        return messages
