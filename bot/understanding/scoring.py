"""Scores of the trained model for the questions of a set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple

import numpy as np

from bot import model, paths
from bot.content.library import shared_library
from bot.conversation.alarms import Alarms
from bot.encoder import load_encoder
from bot.understanding.decision import read_thresholds
from bot.understanding.evaluation import Case
from bot.understanding.prior import After, after_of, read_prior
from bot.understanding.questions import Question, read_questions, unseen
from bot.understanding.reading import Reader


@dataclass(frozen=True)
class Scored:
    """Questions, the labels of a model, its scores, float32 [questions, labels], and what came before each question."""

    questions: List[Question]
    labels: List[str]
    scores: np.ndarray
    after: List[Optional[After]]


class Scorer:
    """Puts questions to the trained model; trains first when it is out of date."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        self._progress = progress
        path = model.ensure_current(progress)
        self._classifier = model.load_classifier(path)
        self._library, self._encoder = shared_library(), load_encoder()
        danger = model.load_classifier(path, model.CARE_CLASSIFIER)
        self.alarms = Alarms(self._library.care, danger, self._encoder)

    def score(self, files: Sequence[Path]) -> Scored:
        """Scores for the questions of ``files`` that do not stand among the examples."""
        questions, vectors = self._vectors(files)
        scores = self._classifier.scores([question.text for question in questions], vectors)
        return Scored(questions, self._classifier.labels, scores, [self._after(question) for question in questions])

    def cases(self, files: Sequence[Path]) -> List[Case]:
        """What is decided about the same questions, at the thresholds in use."""
        questions, vectors = self._vectors(files)
        words = self._library.question_words
        reader = Reader(self._classifier, self._encoder, read_thresholds(), read_prior(), words)
        return [
            Case(question, reader.read(question.text, vector[None], self._after(question)))
            for question, vector in zip(questions, vectors)
        ]

    def _vectors(self, files: Sequence[Path]) -> Tuple[List[Question], np.ndarray]:
        questions = unseen_questions(files, self._progress)
        return questions, self._encoder.encode([question.text for question in questions])

    def _after(self, question: Question) -> Optional[After]:
        return after_of(self._library, question.after)


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
