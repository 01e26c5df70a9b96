"""What each kind of feature adds, on the development questions and without thresholds: vectors, characters, words, lemmas.

.venv/bin/python benchmarks/understanding/features.py [--share 0.25]
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

import click
import numpy as np
from sklearn.pipeline import FeatureUnion

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(Path(__file__).parent)]

from classifiers import CHARACTERS, VECTORS, WORDS, linear_svm, print_rows, shares  # noqa: E402
from corpora import Corpus, own  # noqa: E402
from dutch_pipeline import lemma_vectorizer, people_found  # noqa: E402
from report import write  # noqa: E402

from bot.encoder import load_encoder  # noqa: E402
from bot.understanding.classifier import (  # noqa: E402
    TYPO_VARIANTS, WEIGHT, LinearModel, centre_and_scale, fit_dense, fit_sparse, ngram_vectorizer, with_variants,
)
from bot.understanding.vectors import VectorCache  # noqa: E402

SVM, LEMMAS, TOGETHER = "linear SVM on vectors", "lemmas", "one model on characters and words"
SLIPS = {"slips": ("typo", "slips")}
WEIGHTS = (0.3, 0.5, 0.75, 1.0)
BOTH = {VECTORS: 1.0, CHARACTERS: WEIGHT[CHARACTERS]}
MIXES: List[Dict[str, float]] = [
    {VECTORS: 1.0}, BOTH, *({**BOTH, kind: weight} for kind in (WORDS, LEMMAS) for weight in WEIGHTS),
    {VECTORS: 1.0, TOGETHER: 1.0}, {SVM: 1.0, CHARACTERS: WEIGHT[CHARACTERS], WORDS: WEIGHT[WORDS]},
]


@dataclass(frozen=True)
class Part:
    """Scores of one model for the questions, with the spread of its scores for the examples made one, and its training time."""

    scores: np.ndarray
    seconds: float


def on_vectors(
    fit: Callable[[np.ndarray, Sequence[str]], LinearModel], known: np.ndarray, asked: np.ndarray, labels: Sequence[str]
) -> Part:
    """A model on sentence vectors."""
    started = time.perf_counter()
    model = fit(known, labels)
    seconds = time.perf_counter() - started
    return Part(model.scores(asked) / model.scores(known).std(), seconds)


def fit_svm(features: np.ndarray, labels: Sequence[str]) -> LinearModel:
    """A linear SVM."""
    model = linear_svm().fit(features, labels)
    return LinearModel(model.coef_.T, model.intercept_)


def on_text(vectorizer: Any, texts: Sequence[str], questions: Sequence[str], labels: Sequence[str]) -> Part:
    """A model on tf-idf; its time is that of making the features too."""
    started = time.perf_counter()
    known = vectorizer.fit_transform(texts)
    model = fit_sparse(known, labels)
    seconds = time.perf_counter() - started
    return Part(model.scores(vectorizer.transform(questions)) / model.scores(known).std(), seconds)


def parts(corpus: Corpus) -> Tuple[List[str], Dict[str, Part]]:
    """The labels, and a model of each kind."""
    encoder, questions = load_encoder(), [question.text for question in corpus.dev]
    texts, labels = with_variants(*zip(*corpus.train), TYPO_VARIANTS)
    known, asked = VectorCache().encode(encoder, texts), encoder.encode(questions)
    mean, scale = centre_and_scale(known)
    found = {
        VECTORS: on_vectors(fit_dense, (known - mean) * scale, (asked - mean) * scale, labels),
        SVM: on_vectors(fit_svm, known, asked, labels),
    }
    vectorizers = {
        CHARACTERS: ngram_vectorizer(CHARACTERS), WORDS: ngram_vectorizer(WORDS), LEMMAS: lemma_vectorizer(),
        TOGETHER: FeatureUnion([(kind, ngram_vectorizer(kind)) for kind in (CHARACTERS, WORDS)]),
    }
    for name, vectorizer in vectorizers.items():
        found[name] = on_text(vectorizer, texts, questions, labels)
    return sorted(set(labels)), found


def row(mix: Dict[str, float], labels: Sequence[str], found: Dict[str, Part], corpus: Corpus) -> Dict[str, Any]:
    """Name and figures of models that are added, each with its weight."""
    scores = sum(weight * found[name].scores for name, weight in mix.items())
    best = np.array(labels)[scores.argmax(axis=1)]
    name = ", ".join(f"{part} {weight:g}" if part in (WORDS, LEMMAS) else part for part, weight in mix.items())
    return {"models added": name, **shares(best, corpus.dev, SLIPS), "seconds": sum(found[part].seconds for part in mix)}


@click.command()
@click.option("--share", default=0.25, show_default=True, help="Share of each topic's examples to train on.")
def main(share: float) -> None:
    """Measure combinations of models, and the pipeline's names of people. Writes results/benchmarks/features.json."""
    corpus = own(share)
    labels, found = parts(corpus)
    rows = [row(mix, labels, found, corpus) for mix in MIXES]
    print(f"\n{len(corpus.train)} examples, {len(corpus.dev)} questions")
    print_rows(rows)
    people = people_found(corpus.dev)
    print()
    print_rows(people)
    write("features", {"examples": len(corpus.train), "questions": len(corpus.dev), "models": rows, "people": people})


if __name__ == "__main__":
    main()
