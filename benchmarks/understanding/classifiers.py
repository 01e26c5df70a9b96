"""Other classifiers than the one in use, on the same examples and the same development questions, without thresholds.

.venv/bin/python benchmarks/understanding/classifiers.py [--share 0.25]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

import click
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, RidgeClassifier, SGDClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(Path(__file__).parent)]

from corpora import own  # noqa: E402
from report import print_table, write  # noqa: E402

from bot.encoder import load_encoder  # noqa: E402
from bot.understanding.classifier import TYPO_VARIANTS, ngram_vectorizer, train, with_variants  # noqa: E402
from bot.understanding.questions import Question  # noqa: E402
from bot.understanding.vectors import VectorCache  # noqa: E402

VECTORS, CHARACTERS, WORDS, ALL = "vectors", "characters", "words", "all three"
STYLES = {name: (name,) for name in ("typo", "slips", "speech", "twents", "english", "german")}
CANDIDATES: List[Tuple[str, str, Callable[[], Any]]] = [
    ("nearest centroid", VECTORS, lambda: NearestCentroid()),
    ("5 nearest neighbours, cosine", VECTORS, lambda: KNeighborsClassifier(5, metric="cosine", weights="distance")),
    ("logistic regression, vectors not scaled", VECTORS, lambda: LogisticRegression(C=1.0, max_iter=100)),
    ("linear SVM", VECTORS, lambda: linear_svm()),
    ("neural network, 256 hidden", VECTORS, lambda: MLPClassifier((256,), max_iter=15, random_state=0)),
    ("random forest, 200 trees", VECTORS, lambda: RandomForestClassifier(200, random_state=0, n_jobs=2)),
    ("naive Bayes", CHARACTERS, lambda: ComplementNB()),
    ("ridge", CHARACTERS, lambda: RidgeClassifier()),
    ("linear SVM", CHARACTERS, lambda: linear_svm()),
    ("SGD, log loss", CHARACTERS, lambda: _sgd()),
    ("naive Bayes", WORDS, lambda: ComplementNB()),
    ("SGD, log loss", WORDS, lambda: _sgd()),
]


def linear_svm() -> LinearSVC:
    """The support vector machine that stands in several tables."""
    return LinearSVC(C=0.3, random_state=0)


def _sgd() -> SGDClassifier:
    return SGDClassifier(loss="log_loss", alpha=3e-6, average=True, max_iter=12, tol=None, random_state=0)


def shares(
    found: np.ndarray, questions: Sequence[Question], styles: Mapping[str, Sequence[str]] = STYLES
) -> Dict[str, float]:
    """Share right: in scope, out of scope, and in scope in each group of ``styles``."""
    right = np.array([label == question.topic for label, question in zip(found, questions)])
    inside = np.array([question.in_scope for question in questions])
    style = np.array([question.style for question in questions])
    return {
        "in scope": right[inside].mean(), "out of scope": right[~inside].mean(),
        **{name: right[inside & np.isin(style, group)].mean() for name, group in styles.items()},
    }


def print_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows that have the same keys as a table; shares with three digits, seconds without."""
    cells = [[_cell(key, value) for key, value in row.items()] for row in rows]
    print_table(list(rows[0]), cells)


def _cell(key: str, value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if key == "seconds" else f"{value:.3f}"
    return str(value)


@click.command()
@click.option("--share", default=0.25, show_default=True, help="Share of each topic's examples to train on.")
def main(share: float) -> None:
    """Train each classifier and print its row, that in use first. Writes results/benchmarks/classifiers.json."""
    corpus, encoder = own(share), load_encoder()
    texts, labels = [list(column) for column in zip(*corpus.train)]
    questions = [question.text for question in corpus.dev]
    asked, cache = encoder.encode(questions), VectorCache()
    many, labels_of_many = with_variants(texts, labels, TYPO_VARIANTS)
    features = {VECTORS: (cache.encode(encoder, many), asked)}
    started = time.perf_counter()
    model = train(texts, labels, encoder, cache=cache, progress=lambda line: None)
    seconds = time.perf_counter() - started
    found = np.array(model.labels)[model.scores(questions, asked).argmax(axis=1)]
    rows = [{"classifier": "in use", "features": ALL, "seconds": seconds, **shares(found, corpus.dev)}]
    for name in (CHARACTERS, WORDS):
        vectorizer = ngram_vectorizer(name)
        features[name] = (vectorizer.fit_transform(many), vectorizer.transform(questions))
    for name, kind, make in CANDIDATES:
        known, unknown = features[kind]
        started = time.perf_counter()
        candidate = make().fit(known, labels_of_many)
        seconds = time.perf_counter() - started
        rows.append({
            "classifier": name, "features": kind, "seconds": seconds, **shares(candidate.predict(unknown), corpus.dev),
        })
        print(f"{name} on {kind}: in scope {rows[-1]['in scope']:.3f}", flush=True)
    print(f"{len(texts)} examples, {len(questions)} questions")
    print_rows(rows)
    write("classifiers", {"examples": len(texts), "questions": len(questions), "rows": rows})


if __name__ == "__main__":
    main()
