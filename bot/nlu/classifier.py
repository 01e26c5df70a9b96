"""The topic classifier as a component of Rasa's graph."""

from __future__ import annotations

import hashlib
import inspect
import logging
from pathlib import Path
from typing import Any, Dict, List, Optional, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.encoder import load_encoder
from bot.nlu.featurizer import SentenceEncoderFeaturizer
from bot.nlu.parse import parse_of_decision
from bot.understanding import classifier, typos
from bot.understanding.decision import decide, read_thresholds

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Finds the topic of a message and decides: answer, ask or refuse.

    Fills ``intent``, ``intent_ranking`` and ``response_selector``. ``model``, ``precision``: the encoder, as for the featurizer;
    ``decision``: file with the thresholds, read when the model is loaded.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {"model": "packaged", "precision": "int8", "threads": 2, "decision": paths.relative(paths.DECISION)}

    @classmethod
    def required_components(cls) -> List[type]:
        """The featurizer whose vectors are read."""
        return [SentenceEncoderFeaturizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """The code that Rasa's own fingerprint does not see: the classifier and the typing errors."""
        source = inspect.getsource(classifier) + inspect.getsource(typos)
        return hashlib.sha256(source.encode()).hexdigest()

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> TopicClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> TopicClassifier:
        """Load the trained component. Raises ``ValueError`` when the archive does not hold one."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, classifier.TopicModel.load(Path(folder)))

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
        model: Optional[classifier.TopicModel],
    ) -> None:
        self._config, self._storage, self._resource = config, model_storage, resource
        self._model = model
        self._thresholds = read_thresholds(paths.ROOT / config["decision"]) if model else None

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples and write the model."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        topics = [example.get_full_intent() for example in examples]
        encoder = load_encoder(self._config["model"], self._config["precision"], self._config["threads"])
        model = classifier.train(texts, topics, encoder, progress=logger.info)
        with self._storage.write_to(self._resource) as folder:
            model.save(Path(folder))
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify each message and set what was decided."""
        if self._model is None or self._thresholds is None:
            raise RuntimeError("the topic classifier is not trained; run: python -m bot train")
        for message in messages:
            scores = self._model.scores([message.get(TEXT) or ""], self._vector(message))[0]
            for key, value in parse_of_decision(decide(self._model.labels, scores, self._thresholds)).items():
                message.set(key, value, add_to_output=True)
        return messages

    @staticmethod
    def _vector(message: Message) -> np.ndarray:
        _, sentence = message.get_dense_features(TEXT)
        if sentence is None:
            raise RuntimeError("no sentence vector: SentenceEncoderFeaturizer has to stand before TopicClassifier")
        return sentence.features
