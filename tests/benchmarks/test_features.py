"""What each feature adds, on scores and questions made up for it."""

from __future__ import annotations

import sys

import numpy as np

from bot import paths
from bot.content.topics import OUT_OF_SCOPE
from bot.understanding.questions import Question

sys.path[:0] = [str(paths.ROOT / "benchmarks"), str(paths.ROOT / "benchmarks" / "understanding")]

from classifiers import VECTORS, WORDS  # noqa: E402
from corpora import Corpus  # noqa: E402
from dutch_pipeline import lemma_vectorizer, people_found  # noqa: E402
from features import Part, row  # noqa: E402

TOPIC = "strategie/ambitie"


def test_scores_are_added_by_weight_and_typing_errors_of_both_styles_are_one_column() -> None:
    questions = (Question(TOPIC, "typo", "a"), Question(TOPIC, "slips", "b"), Question(OUT_OF_SCOPE, "plain", "c"))
    found = {
        VECTORS: Part(np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]), 2.0),
        WORDS: Part(np.array([[0.0, 0.0], [0.0, 3.0], [0.0, 1.0]]), 1.0),
    }
    corpus, labels = Corpus("own", (), questions, ()), [OUT_OF_SCOPE, TOPIC]
    light, heavy = (row({VECTORS: 1.0, WORDS: weight}, labels, found, corpus) for weight in (0.3, 0.5))
    assert light == {"models added": "vectors, words 0.3", "in scope": 0.5, "out of scope": 1.0, "slips": 0.5, "seconds": 3.0}
    assert heavy == {**light, "models added": "vectors, words 0.5", "in scope": 1.0, "slips": 1.0}


def test_people_are_counted_with_and_without_the_condition() -> None:
    questions = [
        Question(TOPIC, "plain", "Ik ben Jan de Vries, hoe werkt dat?"), Question(TOPIC, "plain", "Dat zegt Jan de Vries ook."),
        Question(TOPIC, "twents", "wat is dat"),
    ]
    rows = {counts["style"]: list(counts.values())[1:] for counts in people_found(questions)}
    assert rows == {"english": [0, 0, 0], "german": [0, 0, 0], "twents": [1, 0, 0], "other": [2, 2, 1], "all": [3, 2, 1]}


def test_lemmas_stand_in_place_of_words() -> None:
    vectorizer = lemma_vectorizer()
    vectorizer.fit(["De bedrijven zochten medewerkers.", "Het bedrijf zoekt een medewerker."])
    assert {"bedrijf", "zoeken", "medewerker"} <= set(vectorizer[-1].vocabulary_)
