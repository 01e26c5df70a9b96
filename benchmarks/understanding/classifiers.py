"""Other classifiers than the one in use, on the same examples and the same development questions, without thresholds.

.venv/bin/python benchmarks/understanding/classifiers.py [--share 0.25]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List

import click
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
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
from bot.understanding.classifier import train, with_variants  # noqa: E402
from bot.understanding.vectors import VectorCache  # noqa: E402

VECTORS, CHARACTERS, WORDS, ALL = "vectors", "characters", "words", "all three"
STYLES = ("typo", "slips", "speech", "twents", "english", "german")
CANDIDATES: List[tuple[str, str, Callable[[], Any]]] = [
    ("nearest centroid", VECTORS, lambda: NearestCentroid()),
    ("5 nearest neighbours, cosine", VECTORS, lambda: KNeighborsClassifier(5, metric="cosine", weights="distance")),
    ("logistic regression", VECTORS, lambda: LogisticRegression(C=1.0, max_iter=100)),
    ("linear SVM", VECTORS, lambda: LinearSVC(C=0.3)),
    ("neural network, 256 hidden", VECTORS, lambda: MLPClassifier((256,), max_iter=15, random_state=0)),
    ("random forest, 200 trees", VECTORS, lambda: RandomForestClassifier(200, random_state=0, n_jobs=2)),
    ("naive Bayes", CHARACTERS, lambda: ComplementNB()),
    ("ridge", CHARACTERS, lambda: RidgeClassifier()),
    ("linear SVM", CHARACTERS, lambda: LinearSVC(C=0.3)),
    ("SGD, log loss", CHARACTERS, lambda: _sgd()),
    ("naive Bayes", WORDS, lambda: ComplementNB()),
    ("SGD, log loss", WORDS, lambda: _sgd()),
]


def _sgd() -> SGDClassifier:
    return SGDClassifier(loss="log_loss", alpha=3e-6, average=True, max_iter=12, tol=None, random_state=0)


def shares(found: np.ndarray, questions: Any) -> Dict[str, float]:
    """Share right: in scope, out of scope, and in scope by style."""
    right = np.array([label == question.topic for label, question in zip(found, questions)])
    inside = np.array([question.in_scope for question in questions])
    style = np.array([question.style for question in questions])
    return {
        "first": right[inside].mean(), "out of scope": right[~inside].mean(),
        **{name: right[inside & (style == name)].mean() for name in STYLES},
    }


@click.command()
@click.option("--share", default=0.25, show_default=True, help="Share of each topic's examples to train on.")
def main(share: float) -> None:
    """Train each classifier and print its row. Writes results/benchmarks/classifiers.json."""
    corpus, encoder = own(share), load_encoder()
    texts, labels = [list(column) for column in zip(*corpus.train)]
    questions = [question.text for question in corpus.dev]
    asked = encoder.encode(questions)
    started = time.perf_counter()
    model = train(texts, labels, encoder, progress=lambda line: None)
    found = np.array(model.labels)[model.scores(questions, asked).argmax(axis=1)]
    rows = [{"classifier": "in use", "features": ALL, "s": time.perf_counter() - started, **shares(found, corpus.dev)}]
    texts, labels = with_variants(texts, labels, 2)
    features = {VECTORS: (VectorCache().encode(encoder, texts), asked)}
    for name, settings in ((CHARACTERS, {"analyzer": "char_wb", "ngram_range": (2, 4)}), (WORDS, {"ngram_range": (1, 2)})):
        vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32, **settings)
        features[name] = (vectorizer.fit_transform(texts), vectorizer.transform(questions))
    for name, kind, make in CANDIDATES:
        started = time.perf_counter()
        known, unknown = features[kind]
        found = make().fit(known, labels).predict(unknown)
        rows.append({"classifier": name, "features": kind, "s": time.perf_counter() - started, **shares(found, corpus.dev)})
        print(f"{name} on {kind}: first {rows[-1]['first']:.3f}", flush=True)
    cells = [[f"{value:.3f}" if isinstance(value, float) and key != "s" else str(value)[:34] if key != "s" else f"{value:.0f}"
              for key, value in row.items()] for row in rows]
    print_table(list(rows[0]), cells)
    write("classifiers", {"examples": len(corpus.train), "questions": len(questions), "rows": rows})


if __name__ == "__main__":
    main()
