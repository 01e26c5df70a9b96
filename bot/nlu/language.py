"""The language of a message, as part of what Rasa knows of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.library import shared_library
from bot.nlu.featurizer import asked, sentence_vector
from bot.nlu.trained import TrainedComponent, language_of
from bot.understanding.language import detect, own_words, told_by_words, train_languages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageDetector(TrainedComponent):
    """Sets ``language`` (nl, en, de, or null when it cannot be told) on each message."""

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples, whose blocks say their language."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        languages = [language_of(example) for example in examples]
        return self.keep(train_languages(texts, languages, self.encoder, progress=lambda line: None))

    def process(self, messages: List[Message]) -> List[Message]:
        """Detect the language of each message."""
        for message in messages:
            text = asked(message)
            by_model = detect(self.model, text, sentence_vector(message))
            found = told_by_words(_words(), text) or by_model
            message.set("language", found, add_to_output=True)
        return messages


@lru_cache(maxsize=1)
def _words() -> Dict[str, str]:
    """The words that nearly only the examples of one language use: "hello" by itself is English."""
    examples = [example for topic in shared_library().topics() for example in topic.examples]
    return own_words([example.text for example in examples], [example.language for example in examples])
