"""The text classifier, for topics and for languages: two logistic regressions whose scores are added.

One sees the sentence vector (meaning, in any language), the other character n-grams (spelling, names). Adding the scores
of two models instead of training one on both kinds of features trains in seconds: the dense part stays dense, and the
sparse part can be trained one topic against the rest.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple, Union

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.encoder import Encoder
from bot.understanding.typos import with_typos
from bot.understanding.vectors import VectorCache

TYPO_VARIANTS = 2
NGRAMS = (2, 4)
LEAST_TEXTS_WITH_NGRAM = 2
SENTENCE_C, SENTENCE_STEPS = 0.3, 60
NGRAM_ALPHA, NGRAM_PASSES = 3e-6, 12
SEED = 0
ARRAYS, WORDS = "classifier.npz", "classifier.json"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class LinearModel:
    """Scores = features @ weights + bias. Shapes: weights [features, labels], bias [labels]."""

    weights: np.ndarray
    bias: np.ndarray


def ngram_vectorizer(vocabulary: Optional[dict[str, int]] = None) -> TfidfVectorizer:
    """Tf-idf of character n-grams within words."""
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=NGRAMS, sublinear_tf=True, min_df=1 if vocabulary else LEAST_TEXTS_WITH_NGRAM,
        dtype=np.float32, vocabulary=vocabulary,
    )


class TextModel:
    """Scores every label for a message. ``labels``: topic ids or languages, sorted."""

    def __init__(
        self, labels: Sequence[str], vectorizer: TfidfVectorizer, sentence: LinearModel, ngram: LinearModel,
        mean: np.ndarray, scale: float,
    ) -> None:
        self.labels = list(labels)
        self._vectorizer = vectorizer
        self._sentence, self._ngram = sentence, ngram
        self._mean, self._scale = mean, scale

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Scores, float32 [len(texts), labels]; a softmax of them are probabilities. ``vectors``: [len(texts), dimension]."""
        dense = (vectors - self._mean) * self._scale @ self._sentence.weights + self._sentence.bias
        ngrams = self._vectorizer.transform(texts).astype(np.float32)  # else the product copies the weights to float64
        sparse = ngrams @ self._ngram.weights + self._ngram.bias
        return dense + sparse

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON: loading it runs no code."""
        np.savez(
            folder / ARRAYS, mean=self._mean, scale=self._scale, idf=self._vectorizer.idf_,
            sentence_weights=self._sentence.weights, sentence_bias=self._sentence.bias,
            ngram_weights=self._ngram.weights, ngram_bias=self._ngram.bias,
        )
        words = sorted(self._vectorizer.vocabulary_, key=self._vectorizer.vocabulary_.get)
        (folder / WORDS).write_text(json.dumps({"labels": self.labels, "ngrams": words}, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> TextModel:
        """Read what ``save`` wrote."""
        words = json.loads((folder / WORDS).read_text("utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            vectorizer = ngram_vectorizer({word: index for index, word in enumerate(words["ngrams"])})
            vectorizer.idf_ = arrays["idf"]
            return cls(
                words["labels"], vectorizer,
                LinearModel(arrays["sentence_weights"], arrays["sentence_bias"]),
                LinearModel(arrays["ngram_weights"], arrays["ngram_bias"]),
                arrays["mean"], float(arrays["scale"]),
            )


def train(
    texts: Sequence[str], labels: Sequence[str], encoder: Encoder, typo_variants: int = TYPO_VARIANTS,
    cache: Optional[VectorCache] = None, progress: Progress = print,
) -> TextModel:
    """Train on ``texts`` and their ``labels``, each text also with typing errors. Deterministic."""
    rows, labels = _with_variants(texts, labels, typo_variants)
    progress(f"Training 1/2: sentence vectors of {len(rows)} texts")
    vectors = (cache or VectorCache()).encode(encoder, rows, _percentages(progress))
    mean = vectors.mean(axis=0)
    scale = float(1 / (vectors - mean).std())
    vectorizer = ngram_vectorizer()
    ngrams = vectorizer.fit_transform(rows)
    progress(f"Training 2/2: {len(set(labels))} labels, {vectors.shape[1]} + {ngrams.shape[1]} features")
    sentence = _fit_sentence((vectors - mean) * scale, labels)
    ngram = _fit_ngram(ngrams, labels)
    weight = _spread((vectors - mean) * scale, sentence) / _spread(ngrams, ngram)
    balanced = LinearModel(ngram.weights * weight, ngram.bias * weight)
    return TextModel(sorted(set(labels)), vectorizer, sentence, balanced, mean, scale)


def _with_variants(texts: Sequence[str], labels: Sequence[str], variants: int) -> Tuple[List[str], List[str]]:
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


def _fit_sentence(features: np.ndarray, labels: Sequence[str]) -> LinearModel:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of steps is chosen, not a limit that was hit
        model = LogisticRegression(C=SENTENCE_C, max_iter=SENTENCE_STEPS).fit(features.astype(np.float32), labels)
    return _linear(model)


def _fit_ngram(features: csr_matrix, labels: Sequence[str]) -> LinearModel:
    model = SGDClassifier(
        loss="log_loss", alpha=NGRAM_ALPHA, average=True, max_iter=NGRAM_PASSES, tol=None, n_jobs=2, random_state=SEED
    )
    return _linear(model.fit(features, labels))


def _linear(model: Union[LogisticRegression, SGDClassifier]) -> LinearModel:
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # of two labels only the second has weights of its own
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    # in row order, because a sparse product copies weights in any other order at each question
    return LinearModel(np.ascontiguousarray(weights.T, np.float32), bias.astype(np.float32))


def _spread(features: Union[np.ndarray, csr_matrix], model: LinearModel) -> float:
    """Standard deviation of a model's scores, so that both models weigh the same."""
    return float((features @ model.weights + model.bias).std())
