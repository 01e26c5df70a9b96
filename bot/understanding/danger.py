"""Messages of somebody in danger, told from ordinary ones: a classifier beside the patterns of ``data/care.yml``."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence

import numpy as np

from bot.content.guides import CareExamples
from bot.encoder import Encoder
from bot.understanding.classifier import Progress, TextModel, train

ORDINARY = "gewoon"
EACH = 6  # of the examples of the topics: with all of them danger would be too rare to be learned
MOST_FALSE_ALARMS = 0.004


def train_danger(examples: CareExamples, others: Sequence[str], encoder: Encoder, progress: Progress = print) -> TextModel:
    """A classifier of ``zelfdoding``, ``gevaar`` and ``gewoon``. ``others``: examples of the topics, all of them ordinary."""
    rows: Dict[str, List[str]] = {**vars(examples), ORDINARY: [*examples.gewoon, *others[::EACH]]}
    texts = [text for kind in rows.values() for text in kind]
    labels = [name for name, kind in rows.items() for _ in kind]
    return train(texts, labels, encoder, progress=progress)


def margins(model: TextModel, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
    """By how much each kind of danger scores above the ordinary, [texts, labels]; ``vectors``: [texts, dimension]."""
    scores = model.scores(texts, vectors)
    return scores - scores[:, [model.labels.index(ORDINARY)]]


def danger_in(model: TextModel, text: str, vector: np.ndarray, least: float) -> Optional[str]:
    """``zelfdoding`` or ``gevaar`` when one scores ``least`` above the ordinary; else None. ``vector``: [1, dimension]."""
    found = margins(model, [text], vector)[0]
    best = int(found.argmax())
    return model.labels[best] if model.labels[best] != ORDINARY and found[best] >= least else None


def fit_least(ordinary: np.ndarray) -> float:
    """The least margin at which no more than four of a thousand ordinary messages would set off an alarm.

    ``ordinary``: the highest margin of each ordinary message, [messages].
    """
    allowed = int(len(ordinary) * MOST_FALSE_ALARMS)
    return round(float(np.sort(ordinary)[::-1][allowed]) + 0.01, 2)
