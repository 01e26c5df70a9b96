"""The desk finder: which desks, in which order, why, and what is asked next."""

from __future__ import annotations

from typing import List

import pytest
from small_library import LANGUAGES, turn_of

from bot.answers.contacts import MOST_DESKS, Seeker, desks_of
from bot.answers.finder import MOST_QUESTIONS, finder_reply, next_question
from bot.answers.greeting import first_questions
from bot.content.library import shared_library

FINDER = shared_library().finder
THEMES = [theme.key for theme in FINDER.themes]
PLACES = [municipality.name for municipality in FINDER.municipalities]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("audience", [None, *(audience.key for audience in FINDER.audiences)])
def test_every_theme_gives_everybody_one_to_three_desks_with_the_day_of_checking(theme: str, audience: str) -> None:
    reply, _ = finder_reply(shared_library(), turn_of(audience=audience), f"contact/{theme}")
    assert 1 <= len(reply.desks) <= MOST_DESKS
    assert all(desk.checked and desk.why and desk.links for desk in reply.desks) and "23 november 2026" in reply.text


@pytest.mark.parametrize("place", PLACES)
def test_every_municipality_has_its_desk_where_that_helps(place: str) -> None:
    desks = desks_of(shared_library(), "contact/vestigen", Seeker(municipality=place))
    assert len(PLACES) == 14 and desks[-1].area == place and desks[-1].kind == "municipality"


def test_desks_for_the_visitor_come_first_and_say_so() -> None:
    reply, _ = finder_reply(shared_library(), turn_of(audience="zzp"), "contact/financiering")
    assert [desk.id for desk in reply.desks] == ["qredits", "rvo", "roz-groep"]
    assert all("zzp'ers" in desk.why for desk in reply.desks)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({}, "wie"), ({"audience": "mkb"}, "plaats"), ({"audience": "mkb", "municipality": "Borne"}, None),
        ({"finder_asked": MOST_QUESTIONS}, None),
    ],
)
def test_one_thing_is_asked_at_a_time_and_no_more_than_two(known: dict, asked: str) -> None:
    theme = next(theme for theme in FINDER.themes if theme.key == "vestigen")
    assert next_question(theme, turn_of(**known)) == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_can_be_pressed_and_skipped(language: str) -> None:
    reply, asked = finder_reply(shared_library(), turn_of(language=language), "contact/starten")
    choices: List[str] = [choice.choice for choice in reply.choices]
    assert asked == "wie" and {"find:starter", "find:zzp", "find:skip"} <= set(choices)


def test_the_first_questions_are_six_and_follow_what_people_ask() -> None:
    usual = first_questions(shared_library(), "nl", {})
    busy = first_questions(shared_library(), "nl", {"technologie/ai": 9, "economie/reshoring": 12})
    assert len(usual) == len(busy) == 6
    assert [choice.choice for choice in busy[:2]] == ["topic:economie/reshoring", "topic:technologie/ai"]
    assert busy[2:] == usual[:4]
