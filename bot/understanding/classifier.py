"""The text classifier, for topics and for languages: three linear models whose scores are added.

One sees the sentence vector (meaning, in any language), one character n-grams (spelling, names), one words and pairs of words
(what is asked, and what is denied). Adding the scores of models instead of training one on all features trains in seconds: the
dense part stays dense, and the sparse parts can be trained one topic against the rest.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.encoder import Encoder
from bot.understanding.typos import with_typos
from bot.understanding.vectors import VectorCache

TYPO_VARIANTS = 1
NGRAMS: Dict[str, Dict[str, Any]] = {
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"},
}
WEIGHT = {"characters": 1.0, "words": 0.5}  # of the sentence vectors; words weigh less, because a slip makes a word unknown
LEAST_TEXTS_WITH_NGRAM = 2
SENTENCE_C, SENTENCE_STEPS = 0.3, 40
NGRAM_ALPHA, NGRAM_PASSES = 3e-6, 6
SEED = 0
ARRAYS, WORDS = "classifier.npz", "classifier.json"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class LinearModel:
    """Scores = features @ weights + bias. Shapes: weights [features, labels], bias [labels]."""

    weights: np.ndarray
    bias: np.ndarray

    def scores(self, features: Union[np.ndarray, csr_matrix]) -> np.ndarray:
        """Scores [texts, labels] of features [texts, features]."""
        return features @ self.weights + self.bias


@dataclass(frozen=True)
class NgramModel:
    """A linear model on tf-idf of n-grams."""

    vectorizer: TfidfVectorizer
    linear: LinearModel

    def scores(self, texts: Sequence[str]) -> np.ndarray:
        """Scores, float32 [len(texts), labels]."""
        features = self.vectorizer.transform(texts).astype(np.float32)  # else the product copies the weights to float64
        return self.linear.scores(features)


def ngram_vectorizer(kind: str, vocabulary: Optional[dict[str, int]] = None) -> TfidfVectorizer:
    """Tf-idf of n-grams of a ``kind`` of ``NGRAMS``."""
    return TfidfVectorizer(
        sublinear_tf=True, min_df=1 if vocabulary else LEAST_TEXTS_WITH_NGRAM, dtype=np.float32, vocabulary=vocabulary,
        **NGRAMS[kind],
    )


class TextModel:
    """Scores every label for a message. ``labels``: topic ids or languages, sorted."""

    def __init__(
        self, labels: Sequence[str], sentence: LinearModel, ngrams: Mapping[str, NgramModel], mean: np.ndarray, scale: float
    ) -> None:
        self.labels = list(labels)
        self._sentence, self._ngrams = sentence, dict(ngrams)
        self._mean, self._scale = mean, scale

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Scores, float32 [len(texts), labels]; a softmax of them are probabilities. ``vectors``: [len(texts), dimension]."""
        found = self._sentence.scores((vectors - self._mean) * self._scale)
        for model in self._ngrams.values():
            found = found + model.scores(texts)
        return found

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON: loading it runs no code."""
        arrays = {"mean": self._mean, "scale": self._scale, **_arrays("sentence", self._sentence)}
        words: Dict[str, Any] = {"labels": self.labels, "ngrams": {}}
        for kind, model in self._ngrams.items():
            arrays.update({f"{kind}_idf": model.vectorizer.idf_, **_arrays(kind, model.linear)})
            vocabulary = model.vectorizer.vocabulary_
            words["ngrams"][kind] = sorted(vocabulary, key=vocabulary.get)
        np.savez(folder / ARRAYS, **arrays)
        (folder / WORDS).write_text(json.dumps(words, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> TextModel:
        """Read what ``save`` wrote."""
        words = json.loads((folder / WORDS).read_text("utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            ngrams = {}
            for kind, vocabulary in words["ngrams"].items():
                vectorizer = ngram_vectorizer(kind, {word: index for index, word in enumerate(vocabulary)})
                vectorizer.idf_ = arrays[f"{kind}_idf"]
                ngrams[kind] = NgramModel(vectorizer, _linear_of(kind, arrays))
            return cls(words["labels"], _linear_of("sentence", arrays), ngrams, arrays["mean"], float(arrays["scale"]))


def _arrays(name: str, model: LinearModel) -> Dict[str, np.ndarray]:
    return {f"{name}_weights": model.weights, f"{name}_bias": model.bias}


def _linear_of(name: str, arrays: Mapping[str, np.ndarray]) -> LinearModel:
    return LinearModel(arrays[f"{name}_weights"], arrays[f"{name}_bias"])


def train(
    texts: Sequence[str], labels: Sequence[str], encoder: Encoder, typo_variants: int = TYPO_VARIANTS,
    cache: Optional[VectorCache] = None, progress: Progress = print,
) -> TextModel:
    """Train on ``texts`` and their ``labels``, each text also with typing errors. Deterministic."""
    rows, labels = with_variants(texts, labels, typo_variants)
    steps = 1 + len(NGRAMS)
    progress(f"Training 1/{steps}: sentence vectors of {len(rows)} texts")
    vectors = (cache or VectorCache()).encode(encoder, rows, _percentages(progress))
    mean, scale = centre_and_scale(vectors)
    dense = (vectors - mean) * scale
    sentence = fit_dense(dense, labels)
    spread = float(sentence.scores(dense).std())
    ngrams = {}
    for step, kind in enumerate(NGRAMS, 2):
        progress(f"Training {step}/{steps}: {kind}, {len(set(labels))} labels")
        ngrams[kind] = _fit_ngrams(kind, rows, labels, spread * WEIGHT[kind])
    return TextModel(sorted(set(labels)), sentence, ngrams, mean, scale)


def with_variants(texts: Sequence[str], labels: Sequence[str], variants: int) -> Tuple[List[str], List[str]]:
    """Texts and labels, each text also in ``variants`` forms with typing errors."""
    rows = [*texts, *(with_typos(text, variant) for variant in range(variants) for text in texts)]
    return rows, list(labels) * (variants + 1)


def _percentages(progress: Progress) -> Callable[[int, int], None]:
    """Reports each tenth of the work once."""
    said = [0]

    def report(done: int, total: int) -> None:
        tenths = done * 10 // max(total, 1)
        if tenths > said[0]:
            said[0] = tenths
            progress(f"  {tenths * 10} %")

    return report


def centre_and_scale(vectors: np.ndarray) -> Tuple[np.ndarray, float]:
    """The mean of vectors [texts, dimension], and what brings their standard deviation to one."""
    mean = vectors.mean(axis=0)
    return mean, float(1 / (vectors - mean).std())


def fit_dense(features: np.ndarray, labels: Sequence[str]) -> LinearModel:
    """The model on sentence vectors, centred and scaled."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of steps is chosen, not a limit that was hit
        model = LogisticRegression(C=SENTENCE_C, max_iter=SENTENCE_STEPS).fit(features.astype(np.float32), labels)
    return _linear(model)


def fit_sparse(features: csr_matrix, labels: Sequence[str]) -> LinearModel:
    """A model on tf-idf of n-grams."""
    model = SGDClassifier(
        loss="log_loss", alpha=NGRAM_ALPHA, average=True, max_iter=NGRAM_PASSES, tol=None, n_jobs=2, random_state=SEED
    )
    return _linear(model.fit(features, labels))


def _fit_ngrams(kind: str, texts: Sequence[str], labels: Sequence[str], spread: float) -> NgramModel:
    """A model whose scores have the standard deviation ``spread``: what it weighs beside the others."""
    vectorizer = ngram_vectorizer(kind)
    features = vectorizer.fit_transform(texts)
    linear = fit_sparse(features, labels)
    weight = spread / float(linear.scores(features).std())
    return NgramModel(vectorizer, LinearModel(linear.weights * weight, linear.bias * weight))


def _linear(model: Union[LogisticRegression, SGDClassifier]) -> LinearModel:
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two labels only the second has weights of its own
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    # in row order, because a sparse product copies weights in any other order at each question
    return LinearModel(np.ascontiguousarray(weights.T, np.float32), bias.astype(np.float32))
