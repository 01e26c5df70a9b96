"""Danger is told from ordinary messages by examples of both."""

from __future__ import annotations

import numpy as np
import pytest

from bot.content.guides import CareExamples
from bot.encoder import load_encoder
from bot.understanding.classifier import TextModel
from bot.understanding.danger import EACH, danger_in, fit_least, margins, train_danger

EXAMPLES = CareExamples(
    zelfdoding=["ik wil niet meer leven", "het hoeft voor mij allemaal niet meer", "ze zijn beter af zonder mij", "i want to end my life"],
    gevaar=["er is brand in de loods", "hij slaat mij", "mijn collega is bewusteloos", "somebody is breaking into my house"],
    gewoon=["ik ga dood van het lachen", "die vergadering was dodelijk saai", "ik stop ermee voor vandaag", "this deadline is killing me"],
)


@pytest.fixture(scope="module")
def model() -> TextModel:
    sentences = ["wat is fotonica", "hoe vind ik personeel", "welke gemeenten horen bij twente", "stuur me het plan"]
    others = [sentence for sentence in sentences for _ in range(EACH)]
    return train_danger(EXAMPLES, others, load_encoder(), progress=lambda line: None)


@pytest.mark.parametrize(
    "text, kind",
    [
        ("ik wil niet meer verder leven", "zelfdoding"), ("brand in de hal, er zijn nog mensen binnen", "gevaar"),
        ("hoe vind ik nieuw personeel", None), ("ik lach me dood", None),
    ],
)
def test_danger_is_told_from_what_is_ordinary(model: TextModel, text: str, kind: str) -> None:
    assert danger_in(model, text, load_encoder().encode([text]), 0.0) == kind


def test_a_margin_that_is_too_small_is_no_danger(model: TextModel) -> None:
    text = "ik wil niet meer verder leven"
    assert danger_in(model, text, load_encoder().encode([text]), 1e6) is None


def test_margins_are_measured_from_the_ordinary(model: TextModel) -> None:
    found = margins(model, EXAMPLES.gewoon, load_encoder().encode(EXAMPLES.gewoon))
    assert not found[:, model.labels.index("gewoon")].any()
    assert (np.delete(found, model.labels.index("gewoon"), axis=1) < 0).all()


def test_the_threshold_lets_four_of_a_thousand_ordinary_messages_through() -> None:
    ordinary = np.arange(1000) / 10 - 50
    assert (ordinary >= fit_least(ordinary)).sum() == 4
