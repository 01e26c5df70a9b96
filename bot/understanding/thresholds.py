"""Setting the thresholds of the decision rule from a development set."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import List, Sequence

import numpy as np

from bot.understanding.decision import Outcome, Thresholds, decide_ranked, rank
from bot.understanding.evaluation import Case, log_loss
from bot.understanding.questions import Question

TEMPERATURES = np.geomspace(0.3, 10, 72)
ANSWERS = np.arange(0.30, 0.96, 0.05)
REFUSES = np.arange(0.20, 0.81, 0.05)
CLARIFIES = np.arange(0.04, 0.37, 0.04)
CHANCE = 0.0015  # options that differ by less are as good: it is two questions of the development set

# What an outcome is worth to a visitor. A wrong answer costs what two right ones bring: people trust a public body's bot,
# and do not notice. Being asked first is worth half: a tap and a doubt. A question for nothing is worth as little as no answer.
RIGHT, OFFERED, ASKED_IN_VAIN, TURNED_AWAY, WRONG = 1.0, 0.5, 0.0, 0.0, -2.0
# An answer that says what the question was taken for is worth a little less when right, and does half the harm when wrong.
# With the right topic beside it, it is worth a tap and a doubt more than a question for nothing.
PRESUMED_RIGHT, PRESUMED_BESIDE, PRESUMED_WRONG = 0.9, 0.1, -1.0


def worth(case: Case) -> float:
    """What the outcome of ``case`` is worth."""
    if case.decision.presumed:
        return PRESUMED_RIGHT if case.answered_right else PRESUMED_BESIDE if case.resolved else PRESUMED_WRONG
    if case.wrong:
        return WRONG
    if case.answered_right or (case.refused and not case.question.in_scope):
        return RIGHT
    if case.decision.outcome is Outcome.CLARIFY:
        return OFFERED if case.resolved else ASKED_IN_VAIN
    return TURNED_AWAY


def total_worth(cases: Sequence[Case]) -> float:
    """Mean worth of the outcomes."""
    return float(np.mean([worth(case) for case in cases]))


def fit(questions: Sequence[Question], labels: Sequence[str], scores: np.ndarray) -> Thresholds:
    """The thresholds that are worth most on ``questions``; of those as good but for chance the one in the middle.

    ``scores``: [questions, labels].
    """
    numbers = {label: number for number, label in enumerate(labels)}
    right = np.array([numbers[question.topic] for question in questions])
    temperature = min(TEMPERATURES, key=lambda value: log_loss(scores, right, value))
    base = Thresholds(round(float(temperature), 3), 0.5, 0.5, 0.1)
    options = [
        replace(base, answer=round(float(a), 2), refuse=round(float(r), 2), clarify=round(float(c), 2))
        for a, r, c in product(ANSWERS, REFUSES, CLARIFIES)
    ]
    rankings = [rank(labels, row, base.temperature) for row in scores]
    worths = np.array([
        total_worth([Case(question, decide_ranked(ranking, option)) for question, ranking in zip(questions, rankings)])
        for option in options
    ])
    return _middle([option for option, value in zip(options, worths) if value >= worths.max() - CHANCE])


def _middle(options: List[Thresholds]) -> Thresholds:
    """The option nearest to the mean of all: least likely to owe its place to chance."""
    values = np.array([[option.answer, option.refuse, option.clarify] for option in options])
    return options[int(np.abs(values - values.mean(axis=0)).sum(axis=1).argmin())]
