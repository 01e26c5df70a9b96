"""An answer to what a question is presumed to be about says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import LANGUAGES, add_topic, small_data, turn_of

from bot.answers.doubt import with_doubt
from bot.answers.render import render
from bot.answers.reply import Choice
from bot.content.library import Library


@pytest.fixture()
def library(tmp_path: Path) -> Library:
    for topic in ("regio/weg", "regio/hub"):
        add_topic(small_data(tmp_path) if not (tmp_path / "texts").is_dir() else tmp_path, topic)
    return Library(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_question_was_taken_for_comes_first_and_the_others_are_at_hand(library: Library, language: str) -> None:
    turn = turn_of(language=language, topic="regio/weg", topics=("regio/hub",), confidence=0.8)
    plain = render(library, "regio/weg", language, 0.8)
    reply = with_doubt(library, turn, plain)
    assert reply.text == f"vast titel weg {language} {language}\n\n{plain.text}"
    assert reply.choices == (
        Choice(f"titel hub {language}", "topic:regio/hub"), *plain.choices, Choice(f"anders {language}", "deny"),
    )


def test_of_two_kinds_of_help_it_says_which_comes_first(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    for topic in ("contact/geld", "contact/mensen"):
        add_topic(data, topic)
    library = Library(data)
    turn = turn_of(topic="contact/geld", topics=("contact/mensen",), confidence=0.6)
    reply = with_doubt(library, turn, render(library, "contact/geld", "nl", 0.6))
    assert reply.text.startswith("eerst titel geld nl nl")
    assert reply.choices[0] == Choice("titel mensen nl", "topic:contact/mensen")


def test_a_sure_answer_stays_as_it_is(library: Library) -> None:
    reply = render(library, "regio/weg", "nl", 0.97)
    assert with_doubt(library, turn_of(topic="regio/weg", confidence=0.97), reply) == reply


def test_small_talk_is_never_in_doubt(library: Library) -> None:
    reply = render(library, "gesprek/kunnen", "nl", 0.8)
    assert with_doubt(library, turn_of(topic="gesprek/kunnen", topics=("regio/hub",), confidence=0.8), reply) == reply
