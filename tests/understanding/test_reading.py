"""A message is read as a whole, and sentence by sentence when the whole is not sure."""

from __future__ import annotations

from typing import Dict, List, Sequence

import numpy as np
import pytest

from bot.content.library import shared_library
from bot.content.topics import GENERAL, OUT_OF_SCOPE
from bot.understanding.decision import Decision, Outcome, Thresholds
from bot.understanding.prior import After, Prior
from bot.understanding.reading import Reader

LABELS = [GENERAL, "contact/financiering", "contact/personeel", "gesprek/bedankt", OUT_OF_SCOPE, "technologie/robotica"]
THANKS, WEATHER, ROBOTS, STAFF, WHO = "Dank u wel", "Regent het morgen?", "iets met robots graag", "wij komen mensen tekort", "wie helpt?"
MONEY = "de bank doet moeilijk"
ABOUT = {
    MONEY: "contact/financiering",
    THANKS: "gesprek/bedankt", WEATHER: OUT_OF_SCOPE, ROBOTS: "technologie/robotica", STAFF: "contact/personeel", WHO: GENERAL,
}


class Known:
    """A model that is sure of some sentences, and less so of a text that holds them."""

    labels = LABELS

    def __init__(self, whole: Dict[str, str]) -> None:
        self._about = {**ABOUT, **whole}

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        return np.array([[self._score(text.rstrip("."), label) for label in LABELS] for text in texts])

    def _score(self, text: str, label: str) -> float:
        if text in self._about:
            return 9.0 * (self._about[text] == label)
        return 0.5 * sum(sentence in text and topic == label for sentence, topic in self._about.items())

    def encode(self, texts: List[str]) -> np.ndarray:
        return np.zeros((len(texts), 2))


def decided(text: str, whole: str = "", after: str = "", prior: Prior = Prior()) -> Decision:
    """What is decided."""
    model = Known({text: whole} if whole else {})
    words = shared_library().question_words
    reader = Reader(model, model, Thresholds(1.0, 0.6, 0.5, 0.1), prior, words)  # type: ignore[arg-type]
    return reader.read(text, np.zeros((1, 2)), After(after) if after else None)


def read(text: str, whole: str = "", after: str = "", prior: Prior = Prior()) -> str:
    """The topic that is decided on; what is asked or refused has none."""
    decision = decided(text, whole, after, prior)
    return decision.topics[0] if decision.outcome is not Outcome.CLARIFY else ""


def test_one_sentence_is_read_as_a_whole() -> None:
    assert read(ROBOTS) == "technologie/robotica"


def test_a_whole_that_is_sure_is_not_taken_apart() -> None:
    assert read(f"{STAFF}. {ROBOTS}", whole="technologie/robotica") == "technologie/robotica"


def test_a_second_kind_of_help_in_another_sentence_stands_beside_the_first() -> None:
    both = f"{STAFF}. {MONEY}"
    assert decided(both, whole="contact/personeel").topics == ("contact/personeel", "contact/financiering")
    assert decided(both, whole="technologie/robotica").topics == ("technologie/robotica",)
    assert decided(f"{STAFF}. {ROBOTS}", whole="contact/personeel").topics == ("contact/personeel",)


@pytest.mark.parametrize("text", [f"Zware dag. {ROBOTS}", f"{THANKS}. {ROBOTS}", f"{ROBOTS}. {THANKS}"])
def test_what_is_asked_between_other_sentences_is_found(text: str) -> None:
    assert read(text) == "technologie/robotica"


def test_thanks_do_not_hide_what_comes_after_them() -> None:
    assert read(f"{THANKS}. {ROBOTS}", whole="gesprek/bedankt") == "technologie/robotica"
    assert read(f"{THANKS}. {WEATHER}", whole="gesprek/bedankt") == "gesprek/bedankt"
    assert read(f"{THANKS}. Robots!", whole="gesprek/bedankt") == "gesprek/bedankt"  # one word may mean anything


def test_a_question_that_is_surely_foreign_is_not_answered_with_what_stands_around_it() -> None:
    assert read(f"{ROBOTS}. {WEATHER}", whole=OUT_OF_SCOPE) == OUT_OF_SCOPE
    assert read(f"{ROBOTS}. {WEATHER}", whole="gesprek/bedankt") == "gesprek/bedankt"


def test_a_message_that_is_surely_foreign_as_a_whole_stays_so() -> None:
    assert read(f"{ROBOTS}. Zo gaat dat", whole=OUT_OF_SCOPE) == OUT_OF_SCOPE


def test_a_sentence_that_leans_on_the_others_does_not_speak_for_them() -> None:
    assert read(f"Ik zoek een bus. {WHO}") != GENERAL


def test_who_asks_for_help_gets_the_help_for_what_was_told_before() -> None:
    assert read(f"{STAFF}. {WHO}", whole=GENERAL) == "contact/personeel"
    assert read(f"{ROBOTS}. {WHO}", whole=GENERAL) == GENERAL


def test_the_answer_before_counts_for_the_whole_and_for_its_sentences() -> None:
    prior = Prior(same=9.0)
    assert read("vertel", after="technologie/robotica", prior=prior) == "technologie/robotica"
    assert read("Mooi zo. vertel maar verder", after="technologie/robotica", prior=prior) == "technologie/robotica"


def test_of_two_kinds_of_help_that_share_the_whole_neither_is_dropped() -> None:
    class Shared(Known):
        def _score(self, text: str, label: str) -> float:
            return 9.0 * (label in ("contact/personeel", "contact/financiering")) if "," in text else super()._score(text, label)

    model = Shared({})
    reader = Reader(model, model, Thresholds(1.0, 0.9, 0.5, 0.1), Prior(), shared_library().question_words)  # type: ignore[arg-type]
    topics = reader.read(f"{STAFF}, {MONEY}. {STAFF}", np.zeros((1, 2))).topics
    assert set(topics) == {"contact/personeel", "contact/financiering"}
