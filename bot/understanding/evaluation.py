"""How well questions are understood: the figures of a question set."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, List, Sequence, Tuple

import numpy as np

from bot.content.topics import OUT_OF_SCOPE
from bot.understanding.decision import Decision, Outcome, Thresholds, decide, probabilities
from bot.understanding.questions import Question

BINS = 10
TOP = 3


@dataclass(frozen=True)
class Case:
    """A question and what was decided about it."""

    question: Question
    decision: Decision

    @property
    def best(self) -> str:
        """The topic with the highest probability."""
        return self.decision.ranking[0][0]

    @property
    def first_right(self) -> bool:
        """Whether the best topic is the right one."""
        return self.best == self.question.topic

    @property
    def in_top(self) -> bool:
        """Whether the right topic is among the first three."""
        return self.question.topic in [topic for topic, _ in self.decision.ranking[:TOP]]

    @property
    def answered_right(self) -> bool:
        """Whether the bot answers, and with the right topic."""
        return self.decision.outcome is Outcome.ANSWER and self.first_right

    @property
    def resolved(self) -> bool:
        """Whether the visitor gets the right answer, at once or by choosing from the topics offered."""
        offered = self.decision.outcome is not Outcome.REFUSE and self.question.topic in self.decision.topics
        return self.answered_right or offered

    @property
    def wrong(self) -> bool:
        """Whether the bot answers with a topic that is not the right one, and does not name the right one beside it."""
        return self.decision.outcome is Outcome.ANSWER and self.question.topic not in self.decision.topics

    @property
    def refused(self) -> bool:
        """Whether the bot turns the question away."""
        return self.decision.outcome is Outcome.REFUSE


def judge(
    questions: Sequence[Question], labels: Sequence[str], scores: np.ndarray, thresholds: Thresholds
) -> List[Case]:
    """Decide about each question from its ``scores`` [questions, labels]."""
    return [Case(question, decide(labels, row, thresholds)) for question, row in zip(questions, scores)]


def share(cases: Iterable[Case], holds: Callable[[Case], bool]) -> float:
    """Share of ``cases`` for which something holds; not a number when there are none."""
    found = [holds(case) for case in cases]
    return float(np.mean(found)) if found else float("nan")


def figures(cases: Sequence[Case]) -> Dict[str, float]:
    """The figures that the floors are about; all are shares from 0 to 1.

    ``first``, ``top3``, ``answered``, ``resolved``, ``refused_in_scope``: of the questions in scope; ``refused``: of those out of
    scope; ``wrong``: answered wrongly, of all questions.
    """
    inside = [case for case in cases if case.question.in_scope]
    outside = [case for case in cases if not case.question.in_scope]
    return {
        "first": share(inside, lambda case: case.first_right),
        "top3": share(inside, lambda case: case.in_top),
        "answered": share(inside, lambda case: case.answered_right),
        "resolved": share(inside, lambda case: case.resolved),
        "refused_in_scope": share(inside, lambda case: case.refused),
        "refused": share(outside, lambda case: case.refused),
        "wrong": share(cases, lambda case: case.wrong),
    }


def by_style(cases: Sequence[Case]) -> Dict[str, Dict[str, float]]:
    """The figures of each style, in the order of the question set."""
    styles = dict.fromkeys(case.question.style for case in cases)
    return {style: figures([case for case in cases if case.question.style == style]) for style in styles}


def by_topic(cases: Sequence[Case]) -> Dict[str, Dict[str, float]]:
    """The figures of each topic, those first of whose questions the fewest are right."""
    topics = sorted({case.question.topic for case in cases})
    rows = {topic: figures([case for case in cases if case.question.topic == topic]) for topic in topics}
    return dict(sorted(rows.items(), key=lambda item: item[1]["refused" if item[0] == OUT_OF_SCOPE else "first"]))


def confusions(cases: Sequence[Case]) -> List[Tuple[str, str, int]]:
    """Right topic, topic found instead, and how often; the most frequent first."""
    wrong = Counter((case.question.topic, case.best) for case in cases if not case.first_right)
    return [(right, found, count) for (right, found), count in wrong.most_common()]


def reliability(probability: np.ndarray, right: np.ndarray) -> List[Dict[str, float]]:
    """For each tenth of the probability: mean probability, share that was right, and how many. Inputs: [questions]."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    return [
        {
            "probability": float(probability[bins == number].mean()),
            "right": float(right[bins == number].mean()),
            "count": int((bins == number).sum()),
        }
        for number in range(BINS)
        if (bins == number).any()
    ]


def calibration_error(rows: Sequence[Dict[str, float]]) -> float:
    """Expected calibration error: mean distance between probability and share right, weighed by count."""
    total = sum(row["count"] for row in rows)
    return sum(abs(row["probability"] - row["right"]) * row["count"] for row in rows) / total


def calibration(cases: Sequence[Case]) -> List[Dict[str, float]]:
    """The reliability of the best topic's probability."""
    probability = np.array([case.decision.ranking[0][1] for case in cases])
    return reliability(probability, np.array([case.first_right for case in cases], float))


def below_floors(found: Dict[str, float], floors: Dict[str, float]) -> List[str]:
    """The figures that miss their floor; ``wrong`` and ``calibration_error`` must not be above theirs."""
    upper = ("wrong", "calibration_error", "refused_in_scope", "false_alarms")
    return [name for name, floor in floors.items() if (found[name] > floor if name in upper else not found[name] >= floor)]


def report(cases: Sequence[Case]) -> Dict[str, Any]:
    """Everything about a question set, ready for JSON."""
    rows = calibration(cases)
    return {
        "questions": len(cases),
        "figures": {**figures(cases), "calibration_error": calibration_error(rows)},
        "by_style": by_style(cases),
        "by_topic": by_topic(cases),
        "confusions": [{"right": right, "found": found, "count": count} for right, found, count in confusions(cases)],
        "reliability": rows,
    }


def log_loss(scores: np.ndarray, right: np.ndarray, temperature: float) -> float:
    """Mean negative log probability of the right labels. ``scores`` [questions, labels], ``right``: label numbers."""
    shares = probabilities(scores, temperature)
    return float(-np.log(np.maximum(shares[np.arange(len(right)), right], 1e-12)).mean())
