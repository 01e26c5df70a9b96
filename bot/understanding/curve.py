"""The learning curve: how much understanding grows with the number of examples, and which topics would gain most from more."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np

from bot.content.topics import Example
from bot.encoder import Encoder
from bot.understanding.classifier import train
from bot.understanding.decision import Thresholds, probabilities
from bot.understanding.evaluation import figures, judge
from bot.understanding.questions import Question

SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0)
SEED = 0
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Point:
    """A model trained on a share of the examples: mean number a topic, its figures, and for each topic the mean
    probability that its own questions were given to it."""

    examples: float
    figures: Dict[str, float]
    by_topic: Dict[str, float]


@dataclass(frozen=True)
class Gain:
    """What a topic may expect of more examples.

    ``probability``: mean of the right topic now; ``gain``: what the last doubling of the examples added to it, at most what is
    still missing.
    """

    topic: str
    examples: int
    probability: float
    gain: float


def part_of(examples: Sequence[Example], share: float) -> List[Example]:
    """The same share of each topic's examples, at least two; a smaller share is part of a larger one."""
    of_topic: Dict[str, List[Example]] = defaultdict(list)
    for example in examples:
        of_topic[example.topic].append(example)
    kept: List[Example] = []
    for topic, rows in sorted(of_topic.items()):
        random.Random(f"{SEED}:{topic}").shuffle(rows)
        kept += rows[:max(2, round(len(rows) * share))]
    return kept


def learning_curve(
    examples: Sequence[Example], questions: Sequence[Question], encoder: Encoder, thresholds: Thresholds, progress: Progress
) -> List[Point]:
    """A point for each of ``SHARES``, measured on ``questions`` at the thresholds in use."""
    vectors = encoder.encode([question.text for question in questions])
    points = []
    for share in SHARES:
        rows = part_of(examples, share)
        progress(f"Share {share:.3f}: training on {len(rows)} examples")
        model = train([row.text for row in rows], [row.topic for row in rows], encoder, progress=lambda line: None)
        scores = model.scores([question.text for question in questions], vectors)
        found = figures(judge(questions, model.labels, scores, thresholds))
        mean = len(rows) / len(model.labels)
        points.append(Point(mean, found, _by_topic(questions, model.labels, scores, thresholds.temperature)))
        progress(f"  {mean:.1f} a topic: first {found['first']:.3f}, refused {found['refused']:.3f}")
    return points


def _by_topic(
    questions: Sequence[Question], labels: Sequence[str], scores: np.ndarray, temperature: float
) -> Dict[str, float]:
    shares: Dict[str, List[float]] = defaultdict(list)
    for question, row in zip(questions, probabilities(scores, temperature)):
        shares[question.topic].append(float(row[labels.index(question.topic)]))
    return {topic: float(np.mean(values)) for topic, values in shares.items()}


def gains(points: Sequence[Point], examples: Sequence[Example]) -> List[Gain]:
    """The topics by what more examples would bring them, the most first."""
    half, whole = points[-2].by_topic, points[-1].by_topic
    counts = Counter(example.topic for example in examples)
    rows = [
        Gain(topic, counts[topic], now, min(max(now - half[topic], 0.0), 1 - now)) for topic, now in whole.items()
    ]
    return sorted(rows, key=lambda row: (-row.gain, row.probability))


def report(points: Sequence[Point], found: Sequence[Gain]) -> Dict[str, Any]:
    """Curve and gains, ready for JSON."""
    return {
        "curve": [{"examples": point.examples, **point.figures} for point in points],
        "topics": [vars(row) for row in found],
    }


def counts_by_language(examples: Sequence[Example]) -> Dict[str, Tuple[int, float, int]]:
    """For each language the number of examples, the mean a topic, and the fewest that a topic has."""
    topics = sorted({example.topic for example in examples})
    result = {}
    for language in sorted({example.language for example in examples}):
        counts = Counter(example.topic for example in examples if example.language == language)
        numbers = [counts[topic] for topic in topics]
        result[language] = (sum(numbers), sum(numbers) / len(topics), min(numbers))
    return result
