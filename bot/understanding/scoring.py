"""Scores of the trained model for the questions of a set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Sequence

import numpy as np

from bot import model, paths
from bot.content.library import shared_library
from bot.encoder import load_encoder
from bot.understanding.questions import Question, read_questions, set_files, unseen


@dataclass(frozen=True)
class Scored:
    """Questions, the labels of a model, and its scores, float32 [questions, labels]."""

    questions: List[Question]
    labels: List[str]
    scores: np.ndarray


def score_files(files: Sequence[Path], progress: Callable[[str], None]) -> Scored:
    """Scores for the questions of ``files`` that do not stand among the examples. Trains when the model is out of date."""
    questions = unseen_questions(files, progress)
    classifier = model.load_classifier(model.ensure_current(progress))
    texts = [question.text for question in questions]
    return Scored(questions, classifier.labels, classifier.scores(texts, load_encoder().encode(texts)))


def score_set(name: str, progress: Callable[[str], None]) -> Scored:
    """Scores for all questions of the set ``name``."""
    return score_files(set_files(name), progress)


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
