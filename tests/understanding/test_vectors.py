"""Sentence vectors kept between two trainings."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple

import numpy as np
import pytest

from bot.understanding import vectors
from bot.understanding.vectors import VectorCache


class LetterCounter:
    """An encoder whose vectors are counts of letters; remembers what it was asked to encode."""

    dimension = 26

    def __init__(self, identity: str = "letters") -> None:
        self.identity = identity
        self.encoded: List[str] = []

    def encode(self, texts: Sequence[str], progress: Optional[Callable[[int], None]] = None) -> np.ndarray:
        """Counts of a to z, one row a text."""
        self.encoded += texts
        if progress:
            progress(len(texts))
        return np.array([[text.count(chr(97 + letter)) for letter in range(26)] for text in texts], np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    """An empty cache."""
    return VectorCache(tmp_path / "kept" / "vectors.sqlite")


def test_vectors_come_in_the_order_of_the_texts(cache: VectorCache) -> None:
    texts = ["abc", "b", "abc", "", "zz"]
    np.testing.assert_array_equal(cache.encode(LetterCounter(), texts), LetterCounter().encode(texts))


def test_a_text_is_encoded_once_also_when_it_comes_twice(cache: VectorCache) -> None:
    encoder = LetterCounter()
    cache.encode(encoder, ["a", "b", "a"])
    assert encoder.encoded == ["a", "b"]


def test_after_a_small_edit_only_what_is_new_is_encoded(tmp_path: Path) -> None:
    VectorCache(tmp_path / "v").encode(LetterCounter(), ["a", "b"])
    encoder = LetterCounter()
    found = VectorCache(tmp_path / "v").encode(encoder, ["b", "new", "a"])
    assert encoder.encoded == ["new"]
    np.testing.assert_array_equal(found, LetterCounter().encode(["b", "new", "a"]))


def test_texts_that_differ_in_one_character_are_different_texts(cache: VectorCache) -> None:
    encoder = LetterCounter()
    cache.encode(encoder, ["a", "A", "a ", "\ud800", "?", "é", "e\u0301"])
    assert len(encoder.encoded) == 7


def test_each_encoder_has_vectors_of_its_own(cache: VectorCache) -> None:
    cache.encode(LetterCounter("one"), ["a"])
    other = LetterCounter("other")
    cache.encode(other, ["a"])
    assert other.encoded == ["a"]


def test_progress_tells_how_many_new_texts_are_done(cache: VectorCache) -> None:
    cache.encode(LetterCounter(), ["a"])
    told: List[Tuple[int, int]] = []
    cache.encode(LetterCounter(), ["a", "b", "c"], lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but text", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "v"
    path.write_bytes(damage)
    np.testing.assert_array_equal(VectorCache(path).encode(LetterCounter(), ["ab"]), LetterCounter().encode(["ab"]))
    encoder = LetterCounter()
    VectorCache(path).encode(encoder, ["ab"])
    assert encoder.encoded == []


def test_a_database_of_something_else_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "v"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE vectors (name TEXT)")
    database.close()
    VectorCache(path).encode(LetterCounter(), ["ab"])
    encoder = LetterCounter()
    VectorCache(path).encode(encoder, ["ab"])
    assert encoder.encoded == []


def test_a_place_that_cannot_be_written_costs_time_and_no_training(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    with caplog.at_level(logging.WARNING):
        found = VectorCache(tmp_path / "file" / "v").encode(LetterCounter(), ["ab"])
    np.testing.assert_array_equal(found, LetterCounter().encode(["ab"]))
    assert "could not be kept" in caplog.text


def test_a_full_cache_keeps_what_was_asked_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST_KEPT", 3)
    VectorCache(tmp_path / "v").encode(LetterCounter(), ["a", "b", "c"])
    VectorCache(tmp_path / "v").encode(LetterCounter(), ["c", "d"])
    encoder = LetterCounter()
    VectorCache(tmp_path / "v").encode(encoder, ["a", "c", "d"])
    assert encoder.encoded == ["a"]
