"""What is likely after an answer: some topics weigh more there than at the start of a conversation."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence

import numpy as np
from scipy.optimize import minimize

from bot import paths
from bot.content.library import Library
from bot.content.topics import OUT_OF_SCOPE
from bot.content.yaml_file import YamlFile
from bot.understanding.decision import PRIOR, probabilities

FOLLOW_UPS = frozenset({"gesprek/meer", "gesprek/waarom", "gesprek/bron", "gesprek/eenvoudiger", "gesprek/herhaal"})
MORE, COMPLAINT = "gesprek/meer", "gesprek/klacht"
STEPS = 200
MOST = 10.0  # an answer before tips the balance between topics; what a message clearly says goes first
LEAST_SAME = -2.0  # whoever names the same topic once more means it


@dataclass(frozen=True)
class After:
    """The topic of the last answer, and the topics that it leads on to."""

    topic: str
    related: Sequence[str] = ()


def after_of(library: Library, topic: Optional[str]) -> Optional[After]:
    """What came before, from the topic of the last answer."""
    return After(topic, tuple(library.topic(topic).metadata.choices)) if topic and library.has(topic) else None


@dataclass(frozen=True)
class Prior:
    """What is added to the score of a topic after an answer, set from a development set by ``evaluate --calibrate``.

    ``follow_up``: what works on the last answer; ``more``: asking on about it, on top of that; ``complaint``: a complaint;
    ``same``: its topic; ``group``: other topics of its group; ``related``: those that it leads on to; ``outside``: out of scope.
    """

    follow_up: float = 0.0
    more: float = 0.0
    complaint: float = 0.0
    same: float = 0.0
    group: float = 0.0
    related: float = 0.0
    outside: float = 0.0

    def added(self, labels: Sequence[str], after: Optional[After]) -> np.ndarray:
        """What is added to the score of each label, [labels]; zero without an answer before."""
        return np.array(astuple(self)) @ relations(labels, after)


def relations(labels: Sequence[str], after: Optional[After]) -> np.ndarray:
    """Which label stands in which relation to the last answer, [relations, labels], each 0 or 1."""
    holds: Dict[str, Callable[[str, After], bool]] = {
        "follow_up": lambda label, last: label in FOLLOW_UPS,
        "more": lambda label, last: label == MORE,
        "complaint": lambda label, last: label == COMPLAINT,
        "same": lambda label, last: label == last.topic,
        "group": lambda label, last: label != last.topic and _group(label) == _group(last.topic) != "gesprek",
        "related": lambda label, last: label in last.related,
        "outside": lambda label, last: label == OUT_OF_SCOPE,
    }
    names = [field.name for field in fields(Prior)]
    return np.array([[float(after is not None and holds[name](label, after)) for label in labels] for name in names])


def _group(topic: str) -> str:
    return topic.partition("/")[0]


def fit_prior(labels: Sequence[str], scores: np.ndarray, right: Sequence[str], after: Sequence[Optional[After]]) -> Prior:
    """The prior and temperature with the least log loss; the temperature is set again with the thresholds.

    ``scores``: [questions, labels]; ``right`` and ``after``: the right topic and what came before, a question each.
    """
    known = [relations(labels, last) for last in after]
    numbers = [list(labels).index(topic) for topic in right]

    def loss(values: np.ndarray) -> float:
        added = np.array([values[1:] @ relation for relation in known])
        shares = probabilities(scores + added, float(np.exp(values[0])))
        return float(-np.log(np.maximum(shares[np.arange(len(numbers)), numbers], 1e-12)).mean())

    start = np.concatenate([[np.log(max(float(scores.std()), 1.0))], np.zeros(len(fields(Prior)))])
    least = [LEAST_SAME if field.name == "same" else -MOST for field in fields(Prior)]
    bounds = [(None, None), *[(low, MOST) for low in least]]
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}).x
    weights: List[float] = [round(float(value), 2) for value in found[1:]]
    return Prior(*weights)


def read_prior(path: Path = paths.DECISION) -> Prior:
    """Read the prior. Raises ``ContentError`` when the file cannot be used."""
    file = YamlFile(path)
    try:
        prior = Prior(**{name: float(value) for name, value in file.data.get(PRIOR, {}).items()})
    except (TypeError, ValueError, AttributeError) as error:
        raise file.error("thresholds", PRIOR, reason=error) from error
    for name, value in vars(prior).items():
        if not np.isfinite(value):
            raise file.error("thresholds", PRIOR, name, reason=f"{name}: {value}")
    return prior
