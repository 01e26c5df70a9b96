"""The decision rule: answer when sure, ask when several topics fit, refuse when none does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import List, Mapping, Sequence, Tuple

import numpy as np
import yaml

from bot import paths
from bot.content.topics import CONTACT_GROUP, GENERAL, OUT_OF_SCOPE, PERSON
from bot.content.yaml_file import YamlFile

MOST_CHOICES, FEWEST_CHOICES = 4, 2
# From this probability the best topic is answered as what the question is presumed to be about, with the others at hand. What
# an answer of that kind is worth (thresholds.py) makes asking the better choice below it.
LIKELY = 0.6
LEAST_OTHER, MOST_OTHERS = 0.05, 2
LIKELY_COURTESY = 0.35
LIKELY_PERSON = 0.45  # whoever may want a person is never wrongly told how to reach one
# Two kinds of help that are both wished for share the probability: neither is doubtful when this much belongs to the second.
LEAST_SECOND_WISH = 0.15
SURELY_OUTSIDE = 0.8
# A greeting that may have been a thank-you is answered without asking; and nobody is asked whether they meant to swear.
COURTESIES = frozenset({"gesprek/groet", "gesprek/afscheid", "gesprek/bedankt"})
NO_CHOICE = COURTESIES | {OUT_OF_SCOPE, "gesprek/schelden"}

PRIOR = "after"  # the key of the prior in the file of thresholds

Ranking = Tuple[Tuple[str, float], ...]


class Outcome(str, Enum):
    """What to do with a message."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Thresholds:
    """Set from a development set by ``python -m bot evaluate --calibrate``, see docs/understanding.md.

    ``temperature`` divides the scores so that probabilities mean what they say; ``answer``: probability from which the
    best topic is answered; ``refuse``: probability of "out of scope" from which a message is turned away without asking;
    ``clarify``: probability from which a topic is offered as a choice; ``care``: by how much danger has to score above the
    ordinary.
    """

    temperature: float
    answer: float
    refuse: float
    clarify: float
    care: float = 0.0


@dataclass(frozen=True)
class Decision:
    """Outcome, the topics it concerns (best first) with their probabilities, and the whole ranking.

    An answer with more than one topic is presumed: the first is answered, the others are named beside it.
    """

    outcome: Outcome
    topics: Tuple[str, ...]
    confidence: float
    ranking: Ranking

    @property
    def presumed(self) -> bool:
        """Whether the answer says what the question was taken for."""
        return self.outcome is Outcome.ANSWER and len(self.topics) > 1


def probabilities(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Softmax of ``scores`` [texts, labels] at ``temperature``."""
    shifted = scores / temperature
    powers = np.exp(shifted - shifted.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def rank(labels: Sequence[str], scores: np.ndarray, temperature: float) -> Ranking:
    """All topics with their probabilities, best first, from the ``scores`` [labels] of one message."""
    shares = probabilities(scores, temperature)
    return tuple((labels[i], float(shares[i])) for i in np.argsort(-shares))


def decide(labels: Sequence[str], scores: np.ndarray, thresholds: Thresholds) -> Decision:
    """Decide about one message from its ``scores`` [labels]."""
    return decide_ranked(rank(labels, scores, thresholds.temperature), thresholds)


def decide_ranked(ranking: Ranking, thresholds: Thresholds) -> Decision:
    """Decide about one message from its ranked topics."""
    best, confidence = ranking[0]
    if best in COURTESIES and confidence >= LIKELY_COURTESY:
        return Decision(Outcome.ANSWER, (best,), confidence, ranking)
    if best != OUT_OF_SCOPE and confidence >= thresholds.answer:
        return Decision(Outcome.ANSWER, (best,), confidence, ranking)
    outside = next((share for topic, share in ranking if topic == OUT_OF_SCOPE), 0.0)
    choices = _choices(ranking, thresholds.clarify)
    if _two_wishes(ranking, thresholds.answer):
        return Decision(Outcome.ANSWER, (best, ranking[1][0]), confidence, ranking)
    if best not in NO_CHOICE and confidence >= (LIKELY_PERSON if best == PERSON else LIKELY):
        return Decision(Outcome.ANSWER, (best, *_others(ranking)), confidence, ranking)
    if not choices or outside >= thresholds.refuse:
        return Decision(Outcome.REFUSE, (OUT_OF_SCOPE,), outside, ranking)
    return Decision(Outcome.CLARIFY, tuple(choices), confidence, ranking)


def is_wish(topic: str) -> bool:
    """Whether a topic is help with something, and not help in general or a person."""
    return topic.startswith(f"{CONTACT_GROUP}/") and topic not in (GENERAL, PERSON)


def _two_wishes(ranking: Sequence[Tuple[str, float]], least: float) -> bool:
    """Whether two kinds of help together are sure: whoever asks for money and staff gets the one, with the other at hand."""
    (first, share), (second, other) = ranking[0], ranking[1]
    return is_wish(first) and is_wish(second) and other >= LEAST_SECOND_WISH and share + other >= least


def _choices(ranking: Sequence[Tuple[str, float]], least: float) -> List[str]:
    """Topics to choose from: those from ``least``, at least two and at most four; none when the best has not half of it."""
    likely = ranking[: MOST_CHOICES + len(NO_CHOICE)]
    topics = [(topic, share) for topic, share in likely if topic not in NO_CHOICE][:MOST_CHOICES]
    fitting = [topic for topic, share in topics if share >= least]
    return [topic for topic, _ in topics[: max(len(fitting), FEWEST_CHOICES)]] if topics[0][1] >= least / 2 else []


def _others(ranking: Sequence[Tuple[str, float]]) -> List[str]:
    """What a message could mean besides its best topic; a person when nothing comes near."""
    near = [topic for topic, share in ranking[1:] if topic not in NO_CHOICE and share >= LEAST_OTHER][:MOST_OTHERS]
    return near or [PERSON if ranking[0][0] != PERSON else GENERAL]


def read_thresholds(path: Path = paths.DECISION) -> Thresholds:
    """Read the thresholds. Raises ``ContentError`` when the file cannot be used."""
    file = YamlFile(path)
    try:
        values = Thresholds(**{key: float(value) for key, value in file.data.items() if key != PRIOR})
    except (TypeError, ValueError, AttributeError) as error:
        raise file.error("thresholds", reason=error) from error
    for name, value in vars(values).items():
        if not (math.isfinite(value) if name == "care" else 0 < value < math.inf if name == "temperature" else 0 <= value <= 1):
            raise file.error("thresholds", name, reason=f"{name}: {value}")
    return values


def write_decision(thresholds: Thresholds, prior: Mapping[str, float], path: Path = paths.DECISION) -> None:
    """Write thresholds and prior with a heading that says where they come from."""
    heading = "# Made by `python -m bot evaluate --calibrate` from the development set; not set by hand.\n"
    values = {**vars(thresholds), PRIOR: dict(prior)}
    path.write_text(heading + yaml.safe_dump(values, sort_keys=False), "utf-8")
