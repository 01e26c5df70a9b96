"""The figures of a question set, on cases that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.content.topics import OUT_OF_SCOPE
from bot.understanding.decision import Thresholds
from bot.understanding.evaluation import below_floors, by_style, by_topic, calibration_error, confusions, figures, judge, reliability
from bot.content.yaml_file import ContentError
from bot.understanding.questions import Question, read_questions, unseen
from bot.understanding.thresholds import fit

LABELS = ["a/een", "a/twee", OUT_OF_SCOPE]
RULE = Thresholds(temperature=1.0, answer=0.7, refuse=0.5, clarify=0.2)
QUESTIONS = [
    Question("a/een", "plain", "goed"), Question("a/een", "plain", "fout"), Question("a/twee", "chat", "twijfel"),
    Question("a/twee", "chat", "geweigerd"), Question(OUT_OF_SCOPE, "plain", "vreemd"),
    Question(OUT_OF_SCOPE, "chat", "toch beantwoord"),
]
SHARES = np.array([
    [0.90, 0.05, 0.05], [0.10, 0.85, 0.05], [0.55, 0.40, 0.05], [0.05, 0.05, 0.90], [0.10, 0.10, 0.80], [0.80, 0.10, 0.10],
])
SCORES = np.log(SHARES)


def test_the_figures_are_those_counted_by_hand() -> None:
    found = figures(judge(QUESTIONS, LABELS, SCORES, RULE))
    assert found == pytest.approx({
        "first": 1 / 4, "top3": 1.0, "answered": 1 / 4, "resolved": 2 / 4, "refused_in_scope": 1 / 4,
        "refused": 1 / 2, "wrong": 2 / 6,
    })


def test_styles_and_confusions_are_counted_apart() -> None:
    cases = judge(QUESTIONS, LABELS, SCORES, RULE)
    assert {style: row["first"] for style, row in by_style(cases).items()} == {"plain": 0.5, "chat": 0.0}
    assert ("a/een", "a/twee", 1) in confusions(cases) and len(confusions(cases)) == 4


def test_the_calibration_error_is_the_weighed_distance() -> None:
    rows = reliability(np.array([0.95, 0.95, 0.55]), np.array([1.0, 0.0, 1.0]))
    assert [row["count"] for row in rows] == [1, 2]
    assert calibration_error(rows) == pytest.approx((0.45 * 1 + 0.45 * 2) / 3)


@pytest.mark.parametrize("name, value, missed", [
    ("first", 0.94, True), ("first", 0.95, False), ("wrong", 0.04, True), ("wrong", 0.03, False), ("first", float("nan"), True),
])
def test_a_figure_on_the_wrong_side_of_its_floor_is_missed(name: str, value: float, missed: bool) -> None:
    floor = {"first": 0.95, "wrong": 0.03}[name]
    assert below_floors({name: value}, {name: floor}) == ([name] if missed else [])


def test_questions_that_stand_among_the_examples_are_left_out() -> None:
    kept = unseen([Question("a/een", "plain", "Wat is dat?"), Question("a/een", "plain", "wat is dat nou")], ["wat is dat!"])
    assert [question.text for question in kept] == ["wat is dat nou"]


def test_the_thresholds_found_answer_what_is_sure_and_refuse_what_is_foreign() -> None:
    questions = [QUESTIONS[0], QUESTIONS[4]]
    cases = judge(questions, LABELS, SCORES[[0, 4]], fit(questions, LABELS, SCORES[[0, 4]]))
    assert cases[0].answered_right and cases[1].refused


def test_topics_with_the_fewest_right_come_first_and_out_of_scope_counts_by_what_is_refused() -> None:
    rows = by_topic(judge(QUESTIONS, LABELS, SCORES, RULE))
    assert list(rows) == ["a/twee", "a/een", OUT_OF_SCOPE]
    assert rows[OUT_OF_SCOPE]["refused"] == 0.5 and rows["a/twee"]["first"] == 0.0


def test_a_pair_gives_two_questions(tmp_path: Path) -> None:
    path = tmp_path / "pairs.yml"
    path.write_text("- {word: bank, right: {topic: a/een, text: Welke bank?}, trap: {topic: a/twee, text: een zitbank}}\n", "utf-8")
    assert read_questions(path) == [Question("a/een", "right", "Welke bank?"), Question("a/twee", "trap", "een zitbank")]


@pytest.mark.parametrize("row", ["{right: {topic: a, text: b}}", "{topic: a, style: plain}", "{right: {topic: a}, trap: {topic: a, text: b}}"])
def test_half_a_question_is_named_with_file_and_line(row: str, tmp_path: Path) -> None:
    path = tmp_path / "half.yml"
    path.write_text(f"- {{topic: a/een, style: plain, text: heel}}\n- {row}\n", "utf-8")
    with pytest.raises(ContentError, match=r"half\.yml.*2"):
        read_questions(path)
