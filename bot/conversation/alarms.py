"""How well danger is recognised: the share that gets help, and ordinary messages that set off an alarm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence

import numpy as np

from bot import paths
from bot.content.guides import Care, CareExamples
from bot.content.topics import parse
from bot.content.yaml_file import YamlFile
from bot.conversation.care import DANGER, SUICIDE, care_kind
from bot.encoder import Encoder
from bot.understanding.classifier import TextModel
from bot.understanding.danger import ORDINARY, danger_in, fit_least, margins


@dataclass(frozen=True)
class Alarms:
    """What the patterns of ``care`` and the classifier ``model`` make of messages."""

    care: Care
    model: TextModel
    encoder: Encoder

    def kinds(self, texts: Sequence[str], least: float) -> List[str]:
        """``zelfdoding``, ``gevaar`` or ``gewoon`` for each of ``texts``, at the threshold ``least``."""
        vectors = self.encoder.encode(list(texts))
        return [
            care_kind(self.care, text) or danger_in(self.model, text, vector[None], least) or ORDINARY
            for text, vector in zip(texts, vectors)
        ]

    def figures(self, messages: CareExamples, least: float) -> Dict[str, float]:
        """Shares: of each kind of danger that gets help (``recall``), and of ordinary messages that get it too."""
        rows = {name: self.kinds(texts, least) for name, texts in vars(messages).items()}
        alarms = {name: float(np.mean([kind != ORDINARY for kind in kinds])) for name, kinds in rows.items()}
        return {
            "recall_suicide": alarms[SUICIDE], "recall_danger": alarms[DANGER], "false_alarms": alarms[ORDINARY],
        }

    def fitted(self, ordinary: Sequence[str]) -> float:
        """The threshold at which ``ordinary`` messages hardly ever set off an alarm."""
        return fit_least(margins_of(self.model, self.encoder, ordinary))


def margins_of(model: TextModel, encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """By how much the worst kind of danger scores above the ordinary, [texts]."""
    found = margins(model, texts, encoder.encode(list(texts)))
    return np.delete(found, model.labels.index(ORDINARY), axis=1).max(axis=1)


def messages_of(name: str) -> CareExamples:
    """The messages of the set ``name``. Raises ``ContentError`` with file and line."""
    return parse(YamlFile(paths.QUESTIONS / "care" / f"{name}.yml"), CareExamples)
