"""The pipelines that are compared, as settings of Rasa."""

from __future__ import annotations

from typing import Any, Dict, List

Component = Dict[str, Any]

RANKING = 0  # the whole ranking, so that thresholds can be set on it
EPOCHS = 100  # what Rasa's own default configuration says

WORDS_AND_CHARACTERS: List[Component] = [
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
DIET: Component = {
    "name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True, "ranking_length": RANKING, "random_seed": 0,
    "entity_recognition": False, "model_confidence": "softmax",
}


def rasa_default() -> List[Component]:
    """The pipeline that ``rasa init`` writes: words, character n-grams, DIET."""
    return [{"name": "WhitespaceTokenizer"}, *WORDS_AND_CHARACTERS, DIET]


def diet_on_spacy(model: str) -> List[Component]:
    """DIET on the vectors of a Dutch spaCy pipeline besides words and character n-grams."""
    return [
        {"name": "SpacyNLP", "model": model}, {"name": "SpacyTokenizer"}, {"name": "SpacyFeaturizer", "pooling": "mean"},
        *WORDS_AND_CHARACTERS, DIET,
    ]


def noaber() -> List[Component]:
    """What this project uses."""
    return [
        {"name": "bot.nlu.tokenizer.DutchTokenizer"},
        {"name": "bot.nlu.featurizer.SentenceEncoderFeaturizer"},
        {"name": "bot.nlu.classifier.TopicClassifier"},
    ]


PIPELINES = {
    "noaber": noaber(),
    "rasa default": rasa_default(),
    "diet on spacy": diet_on_spacy("nl_ud_sm"),
}
