"""The decision rule: answer, ask or refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import List, Tuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.topics import GENERAL, OUT_OF_SCOPE, PERSON
from bot.content.yaml_file import ContentError
from bot.understanding.decision import (
    COURTESIES,
    LEAST_SECOND_WISH,
    LIKELY,
    LIKELY_COURTESY,
    LIKELY_PERSON,
    NO_CHOICE,
    Decision,
    Outcome,
    Thresholds,
    decide,
    is_wish,
    probabilities,
    read_thresholds,
    write_decision,
)

THRESHOLDS = Thresholds(temperature=1.0, answer=0.6, refuse=0.5, clarify=0.1)

shares = st.floats(0, 1, allow_nan=False)
thresholds = st.builds(Thresholds, temperature=st.floats(0.1, 10), answer=shares, refuse=shares, clarify=shares)
LABELS = [OUT_OF_SCOPE, "gesprek/groet", "gesprek/schelden", *(f"groep/onderwerp{number}" for number in range(6))]
labelled_scores = st.lists(st.integers(-2000, 2000), min_size=5, max_size=9, unique=True).map(
    lambda numbers: (LABELS[: len(numbers)], np.array(numbers) / 100)
)


def decided(thresholds: Thresholds = THRESHOLDS, outside: float = 0.0, **topics: float) -> Decision:
    """The decision about a message whose probabilities are given; the rest is spread over a hundred other topics."""
    given = {OUT_OF_SCOPE: outside, **{name.replace("__", "/"): share for name, share in topics.items()}}
    rest = (1 - sum(given.values())) / 100
    values = {**given, **{f"overig/{number}": rest for number in range(100)}}
    return decide(list(values), np.log(np.maximum(list(values.values()), 1e-9)), thresholds)


def test_a_sure_topic_is_answered() -> None:
    decision = decided(technologie__fotonica=0.61, technologie__ai=0.3)
    assert (decision.outcome, decision.topics) == (Outcome.ANSWER, ("technologie/fotonica",))
    assert decision.confidence == pytest.approx(0.61, abs=0.001)


def test_topics_that_all_fit_are_offered_the_best_first() -> None:
    decision = decided(technologie__ai=0.3, technologie__fotonica=0.5, regio__hub=0.15)
    assert decision.outcome is Outcome.CLARIFY
    assert decision.topics == ("technologie/fotonica", "technologie/ai", "regio/hub")


def test_a_topic_just_below_the_threshold_is_not_answered() -> None:
    assert decided(technologie__fotonica=0.59).outcome is Outcome.CLARIFY


def test_one_topic_that_fits_is_offered_with_the_next_best() -> None:
    decision = decided(technologie__ai=0.55, technologie__fotonica=0.08)
    assert decision.topics == ("technologie/ai", "technologie/fotonica")


def test_more_than_four_topics_are_never_offered() -> None:
    decision = decided(a=0.18, b=0.17, c=0.16, d=0.15, e=0.14, f=0.13)
    assert decision.topics == ("a", "b", "c", "d")


def test_a_likely_topic_is_presumed_and_the_others_stand_beside_it() -> None:
    strict = replace(THRESHOLDS, answer=0.95)
    likely = decided(strict, technologie__ai=LIKELY + 0.01, regio__hub=0.1, outside=0.05)
    assert likely.outcome is Outcome.ANSWER and likely.presumed and likely.topics == ("technologie/ai", "regio/hub")
    assert decided(strict, technologie__ai=0.9, outside=0.05).topics == ("technologie/ai", PERSON)
    assert decided(strict, contact__medewerker=0.9).topics == (PERSON, GENERAL)
    assert not decided(technologie__ai=0.9).presumed


def test_of_two_kinds_of_help_that_are_sure_together_the_first_is_answered_and_the_second_stands_beside_it() -> None:
    strict = replace(THRESHOLDS, answer=0.9)
    both = decided(strict, contact__financiering=0.55, contact__personeel=0.4)
    assert (both.outcome, both.topics) == (Outcome.ANSWER, ("contact/financiering", "contact/personeel"))
    assert decided(strict, contact__financiering=0.5, contact__personeel=0.3).outcome is Outcome.CLARIFY
    assert decided(strict, contact__financiering=0.55, regio__hub=0.4).outcome is Outcome.CLARIFY
    assert decided(strict, contact__financiering=0.55, contact__medewerker=0.4).outcome is Outcome.CLARIFY


def test_a_message_about_something_else_is_refused() -> None:
    decision = decided(outside=0.7, technologie__ai=0.25)
    assert (decision.outcome, decision.topics) == (Outcome.REFUSE, (OUT_OF_SCOPE,))
    assert decision.confidence == pytest.approx(0.7, abs=0.001)


def test_a_message_that_fits_nothing_is_refused() -> None:
    decision = decided(outside=0.02, technologie__ai=0.04)
    assert (decision.outcome, decision.topics) == (Outcome.REFUSE, (OUT_OF_SCOPE,))


def test_a_message_that_may_be_about_something_else_is_asked_about() -> None:
    decision = decided(outside=0.45, technologie__ai=0.4)
    assert decision.outcome is Outcome.CLARIFY and OUT_OF_SCOPE not in decision.topics


def test_out_of_scope_is_never_an_answer_however_sure() -> None:
    assert decided(outside=0.97).outcome is Outcome.REFUSE


@pytest.mark.parametrize("topic", sorted(COURTESIES))
def test_a_greeting_that_may_be_another_is_answered_without_asking(topic: str) -> None:
    decision = decided(**{topic.replace("/", "__"): 0.4, "technologie__ai": 0.3})
    assert (decision.outcome, decision.topics) == (Outcome.ANSWER, (topic,))


@pytest.mark.parametrize("topic", sorted(NO_CHOICE - {OUT_OF_SCOPE}))
def test_nobody_is_asked_whether_they_meant_to_greet_or_swear(topic: str) -> None:
    decision = decided(technologie__ai=0.4, technologie__fotonica=0.12, **{topic.replace("/", "__"): 0.3})
    assert decision.topics == ("technologie/ai", "technologie/fotonica")


@given(labelled_scores, thresholds)
def test_asking_offers_two_to_four_different_topics(row: Tuple[List[str], np.ndarray], limits: Thresholds) -> None:
    decision = decide(*row, limits)
    if decision.outcome is Outcome.CLARIFY:
        assert 2 <= len(decision.topics) == len(set(decision.topics)) <= 4
        assert not NO_CHOICE & set(decision.topics)
        assert dict(decision.ranking)[decision.topics[0]] >= limits.clarify / 2


def least(decision: Decision, limits: Thresholds) -> float:
    """The probability from which the best topic of ``decision`` may be answered."""
    best, (second, share) = decision.topics[0], decision.ranking[1]
    special = {PERSON: LIKELY_PERSON, **dict.fromkeys(COURTESIES, LIKELY_COURTESY)}
    both = limits.answer - share if is_wish(best) and is_wish(second) and share >= LEAST_SECOND_WISH else 1.0
    return min(limits.answer, special.get(best, LIKELY), both) - 1e-9


@given(labelled_scores, thresholds)
def test_answering_takes_the_best_topic_and_enough_probability(
    row: Tuple[List[str], np.ndarray], limits: Thresholds
) -> None:
    decision = decide(*row, limits)
    if decision.outcome is Outcome.ANSWER:
        assert decision.topics[0] == row[0][int(row[1].argmax())] != OUT_OF_SCOPE
        assert decision.confidence >= least(decision, limits)
        assert decision.presumed is (len(decision.topics) > 1)


@given(labelled_scores, thresholds)
def test_refusing_has_a_reason(row: Tuple[List[str], np.ndarray], limits: Thresholds) -> None:
    decision = decide(*row, limits)
    if decision.outcome is Outcome.REFUSE:
        inside = [share for topic, share in decision.ranking if topic not in NO_CHOICE]
        assert decision.topics == (OUT_OF_SCOPE,)
        assert decision.confidence >= limits.refuse or max(inside) < limits.clarify


@given(labelled_scores, thresholds)
def test_the_ranking_holds_all_labels_and_adds_up_to_one(row: Tuple[List[str], np.ndarray], limits: Thresholds) -> None:
    ranking = decide(*row, limits).ranking
    assert sorted(topic for topic, _ in ranking) == sorted(row[0])
    assert sum(share for _, share in ranking) == pytest.approx(1)
    assert [share for _, share in ranking] == sorted((share for _, share in ranking), reverse=True)


@given(labelled_scores, thresholds, st.randoms(use_true_random=False))
def test_the_order_of_the_labels_makes_no_difference(
    row: Tuple[List[str], np.ndarray], limits: Thresholds, random: Random
) -> None:
    labels, scores = row
    order = list(range(len(labels)))
    random.shuffle(order)
    one, other = decide(labels, scores, limits), decide([labels[i] for i in order], scores[order], limits)
    assert one.outcome is other.outcome
    assert one.confidence == pytest.approx(other.confidence)
    assert dict(one.ranking) == pytest.approx(dict(other.ranking))


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=20), st.floats(0.05, 50))
def test_probabilities_are_shares_of_one(scores: List[float], temperature: float) -> None:
    found = probabilities(np.array([scores]), temperature)[0]
    assert found.sum() == pytest.approx(1)
    assert ((found >= 0) & (found <= 1)).all()
    assert found[int(np.argmax(scores))] == found.max()


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=20), st.floats(0.1, 10), st.floats(1.1, 10))
def test_a_higher_temperature_makes_less_sure(scores: List[float], temperature: float, factor: float) -> None:
    row = np.array([scores])
    assert probabilities(row, temperature * factor).max() <= probabilities(row, temperature).max() + 1e-12


def test_thresholds_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_decision(THRESHOLDS, {}, tmp_path / "decision.yml")
    assert read_thresholds(tmp_path / "decision.yml") == THRESHOLDS
    assert (tmp_path / "decision.yml").read_text("utf-8").startswith("# Made by `python -m bot evaluate --calibrate`")


def test_the_thresholds_of_the_project_can_be_used() -> None:
    found = read_thresholds()
    assert found.temperature > 0 and found.clarify <= found.answer


@pytest.mark.parametrize(
    "text, line",
    [
        ("", 1),
        ("- 1\n- 2\n", 1),
        ("temperature: 1\nanswer: 0.5\nrefuse: 0.5\n", 1),
        ("temperature: 1\nanswer: 0.5\nrefuse: 0.5\nclarify: 0.1\nmood: 3\n", 1),
        ("temperature: warm\nanswer: 0.5\nrefuse: 0.5\nclarify: 0.1\n", 1),
        ("answer: 0.5\nrefuse: 0.5\ntemperature: 0\nclarify: 0.1\n", 3),
        ("answer: 0.5\nrefuse: 0.5\nclarify: 0.1\ntemperature: .nan\n", 4),
        ("temperature: 1\nanswer: 40\nrefuse: 0.5\nclarify: 0.1\n", 2),
        ("temperature: 1\nanswer: 0.5\nrefuse: -0.1\nclarify: 0.1\n", 3),
    ],
)
def test_thresholds_that_cannot_be_used_are_named_with_their_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "decision.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"temperature, answer, refuse en clarify") as error:
        read_thresholds(path)
    assert error.value.line == line


def test_missing_thresholds_are_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="decision.yml"):
        read_thresholds(tmp_path / "decision.yml")
