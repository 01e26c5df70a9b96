"""Typing errors that the classifier is trained on."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.typos import NEIGHBOURS, with_typos

SENTENCES = [
    "Wat is de strategie van Twente?",
    "Wie helpt mij met een subsidie voor zonnepanelen?",
    "fotonica in Enschede",
    "Hoe zit het met de werkgelegenheid in de regio?",
    "Welke gemeenten horen bij Twente?",
    "Waar vind ik het plan als pdf?",
]


@given(st.text(max_size=200), st.integers(0, 5))
def test_the_same_text_and_variant_always_give_the_same_slips(text: str, variant: int) -> None:
    assert with_typos(text, variant) == with_typos(text, variant)


@given(st.text(max_size=200), st.integers(0, 5))
def test_three_slips_add_or_take_at_most_three_characters(text: str, variant: int) -> None:
    assert abs(len(with_typos(text, variant)) - len(text)) <= 3


@given(st.text(st.sampled_from(string.ascii_lowercase + " "), min_size=3, max_size=35), st.integers(0, 5))
def test_a_short_text_has_at_most_one_slip(text: str, variant: int) -> None:
    changed = with_typos(text, variant)
    assert abs(len(changed) - len(text)) <= 1
    same_start = next((i for i, (a, b) in enumerate(zip(text, changed)) if a != b), min(len(text), len(changed)))
    rest, changed_rest = text[same_start:], changed[same_start:]
    assert rest[2:] == changed_rest[2:] or rest[1:] == changed_rest or rest == changed_rest[1:]


@given(st.text(max_size=2), st.integers(0, 5))
def test_a_text_of_one_or_two_characters_stays_as_it_is(text: str, variant: int) -> None:
    assert with_typos(text, variant) == text


def test_most_texts_change_and_variants_differ() -> None:
    changed = [with_typos(text, variant) for text in SENTENCES for variant in range(10)]
    assert sum(now != text for now, text in zip(changed, [text for text in SENTENCES for _ in range(10)])) > 45
    assert len(set(changed)) > 45


def test_the_variants_hold_every_kind_of_slip() -> None:
    text = "Wat is de strategie van Twente?"
    changed = {with_typos(text, variant) for variant in range(200)}
    lengths = {len(one) - len(text) for one in changed}
    assert {-1, 0, 1} <= lengths
    assert any(one.count(" ") < text.count(" ") for one in changed)
    assert any(sorted(one) == sorted(text) and one != text for one in changed)


@pytest.mark.parametrize("letter, near", [("s", "qweadzxc"), ("p", "ol"), ("q", "was"), ("m", "hjkn")])
def test_a_wrong_key_lies_beside_the_right_one(letter: str, near: str) -> None:
    assert sorted(NEIGHBOURS[letter]) == sorted(near)


def test_beside_works_both_ways() -> None:
    assert set(NEIGHBOURS) == set(string.ascii_lowercase)
    assert all(letter in NEIGHBOURS[other] for letter, near in NEIGHBOURS.items() for other in near)
