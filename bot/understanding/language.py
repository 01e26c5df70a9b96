"""The language of a message: Dutch, English or German. Twents counts as Dutch."""

from __future__ import annotations

from typing import Optional

import numpy as np

from bot.encoder import Encoder
from bot.understanding.classifier import Progress, TextModel, train
from bot.understanding.decision import probabilities

SURE, TEMPERATURE = 0.75, 5.0  # at this temperature a name, such as "Twente" or "Enschede", leaves the language open
DIALECTS = {"twents": "nl"}


def train_languages(texts: list[str], languages: list[str], encoder: Encoder, progress: Progress = print) -> TextModel:
    """A classifier of languages, trained on the examples of the topics: it knows the region's own words and dialect."""
    return train(texts, [DIALECTS.get(name, name) for name in languages], encoder, typo_variants=0, progress=progress)


def detect(model: TextModel, text: str, vector: np.ndarray) -> Optional[str]:
    """Language of ``text``; None when it cannot be told, so that the conversation's language holds."""
    if not any(map(str.isalpha, text)):
        return None
    shares = probabilities(model.scores([text], vector), TEMPERATURE)[0]
    best = int(shares.argmax())
    return model.labels[best] if shares[best] >= SURE else None
