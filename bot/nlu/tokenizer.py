"""Tokens from a Dutch spaCy pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding import dutch

RECORD = "pipeline.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class DutchTokenizer(Tokenizer):
    """Splits messages as Dutch is written, and sees to it that a model runs with the pipeline it was trained with.

    ``pipeline``: ``dutch`` for ``nl_core_news_sm`` where it is installed and ``nl_ud_sm`` otherwise, or the name or folder of
    another Dutch spaCy pipeline.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        of_rasa = {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}
        return {"pipeline": dutch.INSTALLED, **of_rasa}

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """What Rasa's cache of trained components depends on besides settings: which pipeline is installed."""
        return str(dutch.identify(config.get("pipeline", dutch.INSTALLED)))

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DutchTokenizer:
        """Make the component from its settings. Raises ``PipelineError`` when the pipeline is not installed."""
        return cls(config, model_storage, resource, dutch.identify(config["pipeline"]))

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DutchTokenizer:
        """Load the component. Raises ``PipelineError`` when the model was trained with another pipeline than is here."""
        with model_storage.read_from(resource) as folder:
            trained = dutch.Identity(**json.loads((Path(folder) / RECORD).read_text("utf-8")))
        here = dutch.identify(config["pipeline"])
        if here != trained:
            raise dutch.PipelineError(
                f"The model was trained with the spaCy pipeline {trained}, and here is {here}. "
                "Train it again (python -m bot train), or install the other one."
            )
        return cls(config, model_storage, resource, here)

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, identity: dutch.Identity
    ) -> None:
        super().__init__(config)
        self._storage, self._resource, self._identity = model_storage, resource, identity
        self._pipeline = dutch.load(identity.name)  # now, and not in the first visitor's turn

    def train(self, training_data: TrainingData) -> Resource:
        """Record which pipeline the model goes with."""
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / RECORD).write_text(json.dumps(self._identity.as_dict()), "utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data as it is: no component trains on tokens, and Rasa would fingerprint each of them."""
        return training_data

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """Tokens of ``attribute`` with their places in the text."""
        document = self._pipeline.make_doc(message.get(attribute) or "")
        tokens = [Token(token.text, token.idx) for token in document if not token.is_space]
        return self._apply_token_pattern(tokens)
