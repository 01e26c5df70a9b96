"""Vectors of the last questions: kept for a while, in memory, without the texts."""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
from typing import Callable, List

import numpy as np
import pytest

from bot.encoder import SentenceEncoder, cache
from bot.encoder.recent import MOST, SECONDS, VARIABLE, RecentVectors, RepeatError, seconds_wished

VECTOR = np.ones(3, np.float32)
SECRET = "mijn naam is Zonnebloem en ik woon in de Kerkstraat"


class Clock:
    """A clock that goes when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_vector_is_found_again_and_only_for_its_own_text() -> None:
    recent = RecentVectors()
    recent.keep("moi", VECTOR)
    assert recent.find("moi") is VECTOR
    assert recent.find("Moi") is None and recent.find("moi ") is None


def test_the_text_that_was_asked_for_longest_ago_makes_room() -> None:
    recent = RecentVectors(most=2)
    recent.keep("a", VECTOR)
    recent.keep("b", VECTOR)
    recent.find("a")
    recent.keep("c", VECTOR)
    assert recent.find("b") is None
    assert recent.find("a") is VECTOR and recent.find("c") is VECTOR


def test_no_more_than_512_vectors_are_kept() -> None:
    recent = RecentVectors()
    for number in range(MOST + 100):
        recent.keep(str(number), VECTOR)
    assert len(recent) == MOST == 512


def test_a_vector_is_not_found_after_its_time_however_often_it_was_asked_for() -> None:
    clock = Clock()
    recent = RecentVectors(clock=clock)
    recent.keep("moi", VECTOR)
    clock.now += SECONDS - 1
    assert recent.find("moi") is VECTOR
    clock.now += 1
    assert SECONDS == 900 and recent.find("moi") is None


def test_old_vectors_are_dropped_and_younger_ones_stay() -> None:
    clock = Clock()
    recent = RecentVectors(seconds=10, clock=clock)
    recent.keep("old", VECTOR)
    clock.now += 6
    recent.keep("young", VECTOR)
    recent.find("old")
    clock.now += 5
    recent.drop_old()
    assert len(recent) == 1 and recent.find("young") is VECTOR


def test_vectors_go_on_time_when_nobody_asks_anything_any_more() -> None:
    recent = RecentVectors(seconds=0.2)
    recent.keep("first", VECTOR)
    time.sleep(0.1)
    recent.keep("second", VECTOR)
    until(lambda: len(recent) == 0)


def test_waiting_for_old_vectors_does_not_keep_the_process_alive() -> None:
    before = set(threading.enumerate())
    RecentVectors(seconds=5).keep("moi", VECTOR)
    assert all(thread.daemon for thread in set(threading.enumerate()) - before)


def test_with_no_seconds_nothing_is_kept() -> None:
    recent = RecentVectors(seconds=0)
    recent.keep("moi", VECTOR)
    assert len(recent) == 0 and recent.find("moi") is None


def test_neither_the_text_nor_a_plain_checksum_of_it_is_kept() -> None:
    one, other = RecentVectors(), RecentVectors()
    for recent in (one, other):
        recent.keep(SECRET, VECTOR)
        assert SECRET not in repr(vars(recent)) and SECRET.encode() not in pickle.dumps(recent._kept)
    plain = hashlib.sha256(SECRET.encode()).digest()
    assert set(one._kept) != set(other._kept) and plain not in one._kept


def test_questions_at_once_do_not_harm_each_other() -> None:
    recent = RecentVectors(most=5)

    def ask(start: int) -> None:
        for number in range(2000):
            text = str((start + number) % 10)
            recent.find(text)
            recent.keep(text, VECTOR)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(recent) == 5


def test_a_question_that_comes_again_is_not_computed_again() -> None:
    asked: List[str] = []

    class Remembering(RecentVectors):
        def keep(self, text: str, vector: np.ndarray) -> None:
            asked.append(text)
            super().keep(text, vector)

    encoder = SentenceEncoder(cache.ensure_built(), cache.GRAPHS["int8"], 1, Remembering())
    first, again = encoder.encode(["wat is fotonica"]), encoder.encode([" wat is fotonica"])
    assert asked == ["wat is fotonica"]
    np.testing.assert_array_equal(first, again)


def test_changing_a_vector_that_was_given_changes_no_other() -> None:
    encoder = SentenceEncoder(cache.ensure_built(), cache.GRAPHS["int8"], 1)
    first = encoder.encode(["wat is fotonica"])
    kept = first.copy()
    first[:] = 0
    np.testing.assert_array_equal(encoder.encode(["wat is fotonica"]), kept)


def test_the_time_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert seconds_wished() == 900
    monkeypatch.setenv(VARIABLE, "60")
    assert seconds_wished() == 60
    monkeypatch.setenv(VARIABLE, "0")
    assert seconds_wished() == 0


@pytest.mark.parametrize("wished", ["soon", "15m", "nan", "-1", "inf"])
def test_a_time_that_is_no_number_is_an_error(monkeypatch: pytest.MonkeyPatch, wished: str) -> None:
    monkeypatch.setenv(VARIABLE, wished)
    with pytest.raises(RepeatError, match=f"{VARIABLE}: .* '{wished}'"):
        seconds_wished()
