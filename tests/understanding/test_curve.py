"""The learning curve and what it says about topics."""

from __future__ import annotations

from typing import Dict, List

import pytest

from bot.content.topics import Example
from bot.encoder import load_encoder
from bot.understanding.curve import SHARES, Gain, Point, counts_by_language, gains, learning_curve, part_of
from bot.understanding.decision import Thresholds
from bot.understanding.questions import Question
from tests.understanding.test_classifier import EXAMPLES, UNSEEN

ROWS: List[Example] = [
    Example(text, f"a/{topic}", "nl" if number < 5 else "en") for topic, texts in EXAMPLES.items() for number, text in enumerate(texts)
]


def point(by_topic: Dict[str, float]) -> Point:
    return Point(1.0, {}, by_topic)


def test_a_small_share_is_part_of_a_larger_one_and_keeps_every_topic() -> None:
    small, large = set(part_of(ROWS, 0.3)), set(part_of(ROWS, 0.6))
    assert small < large
    assert {row.topic for row in small} == {row.topic for row in ROWS}


def test_the_curve_has_a_point_for_each_share_and_rises_to_the_whole() -> None:
    questions = [Question(f"a/{topic}", "plain", text) for text, topic in UNSEEN.items()]
    said: List[str] = []
    points = learning_curve(ROWS, questions, load_encoder(), Thresholds(1.0, 0.5, 0.5, 0.2), said.append)
    assert [round(row.examples * 3) for row in points] == [6, 6, 6, 12, 21]
    assert points[-1].figures["first"] == 1.0 and len(said) == 2 * len(SHARES)


def test_the_topic_that_rose_most_with_the_last_doubling_comes_first() -> None:
    rows = gains([point({"a/taart": 0.5, "a/trein": 0.9, "a/weer": 0.8}), point({"a/taart": 0.7, "a/trein": 0.97, "a/weer": 0.7})], ROWS)
    assert [row.topic for row in rows] == ["a/taart", "a/trein", "a/weer"]
    assert rows[0] == Gain("a/taart", 7, 0.7, pytest.approx(0.2)) and rows[1].gain == pytest.approx(0.03) and rows[2].gain == 0


def test_examples_are_counted_by_language() -> None:
    assert counts_by_language(ROWS) == {"en": (6, 2.0, 2), "nl": (15, 5.0, 5)}
