"""Tokens from a Dutch spaCy pipeline."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Text

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

BLANK = "blank:nl"


@lru_cache(maxsize=2)
def pipeline(name: str) -> Language:
    """The spaCy pipeline ``name``; ``blank:nl`` is the Dutch one without a trained model."""
    return spacy.blank("nl") if name == BLANK else spacy.load(name)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):
    """Splits messages as Dutch is written. ``pipeline``: name of an installed spaCy pipeline, or ``blank:nl``."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {"pipeline": BLANK, "intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["spacy"]

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DutchTokenizer:
        """Make the component from its settings."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is: no component trains on tokens, and Rasa would fingerprint each of them."""
        return training_data

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """Tokens of ``attribute`` with their places in the text."""
        document = pipeline(self._config["pipeline"]).make_doc(message.get(attribute) or "")
        tokens = [Token(token.text, token.idx, lemma=token.lemma_ or token.text) for token in document if not token.is_space]
        return self._apply_token_pattern(tokens)
