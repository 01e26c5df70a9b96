"""The sentence encoder as a dense featurizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.conversation.privacy import without_masks
from bot.encoder import SentenceEncoder, load_encoder
from bot.encoder.files import GRAPHS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds one vector a message.

    ``model``: ``packaged`` for multilingual-e5-small, or a folder with ``tokenizer.json`` and an ONNX graph of another E5
    model; ``precision``: ``int8`` or ``float32`` for the packaged one, or the name of the graph's file; ``threads``: how many
    texts go at the same time, each on a core.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {**DenseFeaturizer.get_default_config(), "model": "packaged", "precision": "int8", "threads": 1}

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["onnxruntime", "sentencepiece"]

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Raise ``InvalidConfigException`` when the settings name no encoder."""
        if config["model"] == "packaged":
            if config["precision"] not in GRAPHS:
                raise InvalidConfigException(f"precision of the sentence encoder: one of {', '.join(GRAPHS)}")
        elif not Path(config["model"]).is_dir():
            raise InvalidConfigException(f"model of the sentence encoder: no folder '{config['model']}'")

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """What Rasa's cache of trained components depends on besides settings: the encoder's files."""
        return encoder_of(config).identity

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceEncoderFeaturizer:
        """Make the component from its settings."""
        return cls(execution_context.node_name, config)

    def __init__(self, name: Text, config: Dict[Text, Any]) -> None:
        super().__init__(name, config)
        self.validate_config(config)
        self._encoder = encoder_of(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is: the classifier keeps the vectors of training texts in a cache of its own."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add a sentence vector, float32 [1, dimension], to each message."""
        vectors = self._encoder.encode([asked(message) for message in messages])
        for message, vector in zip(messages, vectors):
            self.add_features_to_message(sequence=None, sentence=vector.reshape(1, -1), attribute=TEXT, message=message)
        return messages


def encoder_of(config: Dict[Text, Any]) -> SentenceEncoder:
    """The encoder that the settings name, one per process."""
    return load_encoder(config["model"], config["precision"], config["threads"])


def asked(message: Message) -> Text:
    """What a message asks: its text without what was masked in it."""
    return without_masks(message.get(TEXT) or "")


def sentence_vector(message: Message) -> np.ndarray:
    """The vector of a message, float32 [1, dimension]. Raises ``RuntimeError`` when no featurizer came before."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise RuntimeError("config.yml: SentenceEncoderFeaturizer has to stand before the components that use its vectors")
    return sentence.features
