"""The language of a message: Dutch, English or German. Twents counts as Dutch."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Mapping, Optional, Sequence, Set

import numpy as np

from bot.encoder import Encoder
from bot.understanding.classifier import Progress, TextModel, train
from bot.understanding.decision import probabilities

TEMPERATURE, SURE = 1.0, 0.75
SURE_OF_A_WORD = 0.9  # a name by itself, such as "Twente" or "Enschede", leaves the language open
LEAST_USES, LEAST_LETTERS, LEAST_SHARE = 2, 3, 0.95
WORDS = "words.json"
DIALECTS = {"twents": "nl"}


@dataclass(frozen=True)
class LanguageModel:
    """Tells nl, en and de apart. ``words``: those that nearly one language alone uses, with that language."""

    texts: TextModel
    words: Mapping[str, str]

    def detect(self, text: str, vector: np.ndarray) -> Optional[str]:
        """Language of ``text``; None when it cannot be told, so that the conversation's language holds.

        ``vector``: its sentence vector, [1, dimension].
        """
        languages = {self.words[word] for word in words_of(text) if word in self.words}
        if len(languages) == 1:
            return languages.pop()
        if not any(map(str.isalpha, text)):
            return None
        shares = probabilities(self.texts.scores([text], vector), TEMPERATURE)[0]
        best = int(shares.argmax())
        least = SURE if len(text.split()) > 1 else SURE_OF_A_WORD
        return self.texts.labels[best] if shares[best] >= least else None

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON."""
        self.texts.save(folder)
        (folder / WORDS).write_text(json.dumps(self.words, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> LanguageModel:
        """Read what ``save`` wrote."""
        return cls(TextModel.load(folder), json.loads((folder / WORDS).read_text("utf-8")))


def train_languages(
    texts: Sequence[str], languages: Sequence[str], encoder: Encoder, progress: Progress = print
) -> LanguageModel:
    """A model of languages, trained on the examples of the topics: it knows the region's own words and dialect.

    Words that nearly one language alone uses are examples by themselves: the encoder says what a word means rather than whose it is.
    """
    names = [DIALECTS.get(name, name) for name in languages]
    words = own_words(texts, languages)
    model = train([*texts, *words], [*names, *words.values()], encoder, typo_variants=0, progress=progress)
    return LanguageModel(model, words)


def own_words(texts: Sequence[str], languages: Sequence[str]) -> Dict[str, str]:
    """The words that nearly only texts of one language use, at least twice, and that language; ``languages`` may name a dialect."""
    uses: Dict[str, Counter[str]] = defaultdict(Counter)
    for text, name in zip(texts, languages):
        for word in words_of(text):
            uses[word][DIALECTS.get(name, name)] += 1
    most = {word: count.most_common(1)[0] for word, count in uses.items()}
    return {
        word: language for word, (language, times) in most.items()
        if times >= LEAST_USES and len(word) >= LEAST_LETTERS and times >= LEAST_SHARE * sum(uses[word].values())
    }


def words_of(text: str) -> Set[str]:
    """The words of a text, in small letters."""
    return set(re.findall(r"[^\W\d_]+", text.lower()))
