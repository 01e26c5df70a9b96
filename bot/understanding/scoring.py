"""Scores of the trained model for the questions of a set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Sequence

import numpy as np

from bot import model, paths
from bot.content.library import shared_library
from bot.encoder import load_encoder
from bot.understanding.questions import Question, read_questions, unseen


@dataclass(frozen=True)
class Scored:
    """Questions, the labels of a model, and its scores, float32 [questions, labels]."""

    questions: List[Question]
    labels: List[str]
    scores: np.ndarray


class Scorer:
    """Puts questions to the trained model; trains first when it is out of date."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        self._classifier = model.load_classifier(model.ensure_current(progress))

    def score(self, files: Sequence[Path]) -> Scored:
        """Scores for the questions of ``files`` that do not stand among the examples."""
        questions = unseen_questions(files, self._progress)
        texts = [question.text for question in questions]
        vectors = load_encoder().encode(texts)
        return Scored(questions, self._classifier.labels, self._classifier.scores(texts, vectors))


def unseen_questions(files: Sequence[Path], progress: Callable[[str], None]) -> List[Question]:
    """The questions of ``files`` that do not stand among the examples; says how many were left out."""
    examples = [example.text for topic in shared_library().topics() for example in topic.examples]
    kept: List[Question] = []
    for path in files:
        everything = read_questions(path)
        questions = unseen(everything, examples)
        left = len(everything) - len(questions)
        progress(f"{paths.relative(path)}: {len(questions)} questions; {left} left out that stand among the examples")
        kept += questions
    return kept
