"""What an answer before makes likely."""

from __future__ import annotations

from pathlib import Path
from typing import List

import numpy as np
import pytest

from bot.content.library import shared_library
from bot.content.topics import OUT_OF_SCOPE
from bot.content.yaml_file import ContentError
from bot.understanding.decision import Thresholds, write_decision
from bot.understanding.prior import FOLLOW_UPS, MOST, After, Prior, after_of, fit_prior, read_prior

LABELS = ["contact/personeel", "contact/starten", OUT_OF_SCOPE, "gesprek/bron", "gesprek/klacht", "gesprek/meer", "technologie/ai", "technologie/robotica"]
ROBOTICS = After("technologie/robotica", ("contact/starten",))
WEIGHTS = Prior(follow_up=1, more=6, complaint=7, same=2, group=3, related=4, outside=5)


def added(after: After, prior: Prior = WEIGHTS) -> dict[str, float]:
    return dict(zip(LABELS, prior.added(LABELS, after)))


def test_without_an_answer_before_nothing_is_added() -> None:
    assert not WEIGHTS.added(LABELS, None).any()


def test_each_relation_to_the_last_answer_adds_its_own_weight() -> None:
    assert added(ROBOTICS) == {
        "contact/personeel": 0, "contact/starten": 4, OUT_OF_SCOPE: 5, "gesprek/bron": 1, "gesprek/klacht": 7,
        "gesprek/meer": 7, "technologie/ai": 3, "technologie/robotica": 2,
    }


def test_small_talk_is_no_group_of_subjects() -> None:
    assert added(After("gesprek/groet"))[OUT_OF_SCOPE] == WEIGHTS.outside


def test_what_came_before_has_the_topics_that_its_answer_leads_on_to() -> None:
    found = after_of(shared_library(), "technologie/robotica")
    assert found and "contact/innovatie" in found.related
    assert after_of(shared_library(), None) is None and after_of(shared_library(), "technologie/gone") is None


def test_follow_ups_are_topics() -> None:
    assert FOLLOW_UPS <= set(shared_library().topic_ids)


def test_the_prior_learns_what_is_likely_and_is_held_within_bounds() -> None:
    right: List[str] = ["gesprek/meer"] * 30
    prior = fit_prior(LABELS, np.zeros((30, len(LABELS))), right, [ROBOTICS] * 30)
    assert 5 < prior.follow_up + prior.more <= 2 * MOST and prior.same < 0 and prior.outside < 0


def test_where_nothing_came_before_the_prior_stays_out_of_it() -> None:
    scores = np.eye(len(LABELS)) * 5
    assert fit_prior(LABELS, scores, LABELS, [None] * len(LABELS)) == Prior()


def test_the_prior_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decision.yml"
    write_decision(Thresholds(1.0, 0.6, 0.5, 0.1), vars(WEIGHTS), path)
    assert read_prior(path) == WEIGHTS


@pytest.mark.parametrize("after", ["{mood: 1}", "{same: warm}", "[1]", "{same: .inf}"])
def test_a_prior_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, after: str) -> None:
    path = tmp_path / "decision.yml"
    path.write_text(f"temperature: 1\nanswer: 0.6\nrefuse: 0.5\nclarify: 0.1\nafter: {after}\n", "utf-8")
    with pytest.raises(ContentError, match="decision.yml") as error:
        read_prior(path)
    assert error.value.line == 5
