"""Reading a message: as a whole, in the light of the answer before it, and sentence by sentence when the whole is not sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Sequence

import numpy as np

from bot.content.guides import QuestionWords
from bot.content.topics import CONTACT_GROUP, CONVERSATION_GROUP, GENERAL, OUT_OF_SCOPE
from bot.encoder import Encoder
from bot.understanding.classifier import TextModel
from bot.understanding.decision import COURTESIES, LIKELY, SURELY_OUTSIDE, Decision, Outcome, Thresholds, decide, is_wish
from bot.understanding.prior import After, Prior
from bot.understanding.splitting import clauses_of, is_question, parts_of

CONTACT, SMALL_TALK = f"{CONTACT_GROUP}/", f"{CONVERSATION_GROUP}/"
FEWEST_WORDS, MOST_LIKELY = 3, 4


@dataclass(frozen=True)
class Reader:
    """Decides what a message is about."""

    model: TextModel
    encoder: Encoder
    thresholds: Thresholds
    prior: Prior
    words: QuestionWords

    def read(self, text: str, vector: np.ndarray, after: Optional[After] = None) -> Decision:
        """Decide about ``text``. ``vector``: its sentence vector, [1, dimension]; ``after``: the answer before it."""
        whole = self._decide([text], vector, after)[0]
        helps = whole.topics[0].startswith(CONTACT)
        parts = clauses_of(text) if whole.topics[0] == GENERAL else parts_of(text, self.words)
        both = whole.outcome is Outcome.ANSWER and len(whole.topics) == 2 and all(map(is_wish, whole.topics))
        if len(parts) < 2 or both or (_is_sure(whole) and not helps):
            return whole
        decisions = self._decide(parts, self.encoder.encode(parts), after)
        if _is_sure(whole):
            return _theme_told(decisions) or whole if whole.topics[0] == GENERAL else _with_second(whole, decisions)
        return _read_apart(whole, parts, decisions, self.words)

    def _decide(self, texts: Sequence[str], vectors: np.ndarray, after: Optional[After]) -> List[Decision]:
        scores = self.model.scores(texts, vectors) + self.prior.added(self.model.labels, after)
        return [decide(self.model.labels, row, self.thresholds) for row in scores]


def _is_sure(decision: Decision) -> bool:
    return decision.outcome is Outcome.ANSWER and not decision.presumed and not _is_courtesy(decision)


def _is_courtesy(decision: Decision) -> bool:
    return decision.outcome is Outcome.ANSWER and decision.topics[0] in COURTESIES


def _theme_told(decisions: Sequence[Decision]) -> Optional[Decision]:
    """The help that one sentence describes where another only asks who can help."""
    return _surest([decision for decision in decisions if _tells(decision) and decision.topics[0].startswith(CONTACT)])


def _with_second(whole: Decision, decisions: Sequence[Decision]) -> Decision:
    """``whole`` with another kind of help that a sentence by itself asks for."""
    others = [decision for decision in decisions if decision.outcome is Outcome.ANSWER and is_wish(decision.topics[0])]
    second = _surest([decision for decision in others if decision.topics[0] != whole.topics[0]])  # a button: likely is enough
    return replace(whole, topics=(whole.topics[0], second.topics[0])) if second and is_wish(whole.topics[0]) else whole


def _read_apart(whole: Decision, parts: Sequence[str], decisions: Sequence[Decision], words: QuestionWords) -> Decision:
    """What a sentence says that the whole does not: thanks, a complaint and small talk may stand around what is asked."""
    foreign = any(is_question(part, words) and _is_outside(decision) for part, decision in zip(parts, decisions))
    if _is_courtesy(whole) and whole.confidence < LIKELY:
        foreign_part = next((decision for decision in decisions if decision.ranking[0][0] == OUT_OF_SCOPE), None)
        whole = foreign_part or whole
    if foreign or _is_outside(whole):
        return whole
    enough = [decision for part, decision in zip(parts, decisions) if len(part.split()) >= FEWEST_WORDS]
    if _is_courtesy(whole):
        return _surest([decision for decision in enough if _is_sure(decision)]) or whole
    likely = [topic for topic, _ in whole.ranking[:MOST_LIKELY]]
    free = whole.ranking[0][0] == OUT_OF_SCOPE
    return _surest([decision for decision in enough if _tells(decision) and (free or decision.topics[0] in likely)]) or whole


def _tells(decision: Decision) -> bool:
    """Whether a sentence by itself is surely about a subject; "tell me more" and "who can help" lean on what is around them."""
    topic = decision.topics[0]
    return _is_sure(decision) and topic != GENERAL and not topic.startswith(SMALL_TALK)


def _surest(decisions: Sequence[Decision]) -> Optional[Decision]:
    return max(decisions, key=lambda decision: decision.confidence, default=None)


def _is_outside(decision: Decision) -> bool:
    best, share = decision.ranking[0]
    return best == OUT_OF_SCOPE and share >= SURELY_OUTSIDE
