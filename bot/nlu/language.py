"""The language of a message, as part of what Rasa knows of it."""

from __future__ import annotations

from typing import List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.featurizer import asked, sentence_vector
from bot.nlu.trained import TrainedComponent, language_of
from bot.understanding.language import LanguageModel, train_languages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageDetector(TrainedComponent):
    """Sets ``language`` (nl, en, de, or null when it cannot be told) on each message."""

    kind = LanguageModel

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples, whose blocks say their language."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        languages = [language_of(example) for example in examples]
        return self.keep(train_languages(texts, languages, self.encoder, progress=lambda line: None))

    def process(self, messages: List[Message]) -> List[Message]:
        """Detect the language of each message."""
        for message in messages:
            message.set("language", self.model.detect(asked(message), sentence_vector(message)), add_to_output=True)
        return messages
