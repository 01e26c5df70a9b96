"""The question which of several topics is meant."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
from small_library import LANGUAGES, add_topic, small_data, turn_of

from bot.answers.clarify import FOREIGN, clarify_reply, group_reply, none_fits_reply, refuse_reply
from bot.answers.reply import Choice
from bot.answers.topic import WAYS_OUT
from bot.content.library import Library, shared_library


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_are_offered_by_title_best_first_with_a_way_out(tmp_path: Path, language: str) -> None:
    add_topic(small_data(tmp_path), "regio/weg")
    add_topic(tmp_path, "regio/hub")
    topics = ("regio/weg", "gesprek/kunnen", "regio/hub")
    reply = clarify_reply(Library(tmp_path), turn_of(language=language, topics=topics, confidence=0.3))
    assert (reply.kind, reply.topic, reply.about, reply.topics) == ("clarify", None, None, topics)
    assert reply.confidence == 0.3
    assert (reply.text, reply.language, reply.title, reply.source) == (f"welke {language}", language, None, None)
    assert reply.choices == (
        Choice(f"titel weg {language}", "topic:regio/weg"),
        Choice(f"titel kunnen {language}", "topic:gesprek/kunnen"),
        Choice(f"titel hub {language}", "topic:regio/hub"),
        Choice(f"titel medewerker {language}", "topic:contact/medewerker"),
        Choice(f"geen {language}", "deny"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_none_fits_the_bot_says_so_and_shows_ways_out(tmp_path: Path, language: str) -> None:
    reply = none_fits_reply(Library(small_data(tmp_path)), turn_of(language=language))
    assert (reply.kind, reply.topic, reply.text) == ("refuse", "gesprek/buiten_bereik", f"past niet {language}")
    ways_out = [f"titel {key} {language}" for key in ("algemeen", "medewerker")]
    assert [choice.label for choice in reply.choices] == ways_out  # this library has no groups but contact


def test_when_none_fits_the_topics_are_offered_by_group_and_then_a_person() -> None:
    reply = none_fits_reply(shared_library(), turn_of())
    groups = [choice.choice for choice in reply.choices if choice.choice.startswith("group:")]
    names = ("duurzaamheid", "economie", "regio", "samenwerking", "strategie", "technologie")
    assert groups == [f"group:{name}:0" for name in names]
    assert reply.choices[-1].choice == "topic:contact/medewerker"


def test_every_topic_of_the_strategy_can_be_reached_through_its_group() -> None:
    library = shared_library()
    reached = set()
    for name in library.groups:
        act: Optional[str] = f"{name}:0"
        while act:
            choices = [choice.choice for choice in group_reply(library, turn_of(act=act)).choices]
            reached |= {choice for choice in choices if choice.startswith("topic:")}
            act = next((choice[len("group:") :] for choice in choices if choice.startswith("group:")), None)
    assert {f"topic:{identity}" for identity in library.topic_ids if not identity.startswith("gesprek/")} <= reached


def test_after_a_clarifying_question_in_vain_a_person_is_offered() -> None:
    topics = ("regio/hub", "regio/gemeenten")
    reply = clarify_reply(shared_library(), turn_of(topics=topics, asked="keuze", failures=1))
    ways_out = [choice.choice for choice in reply.choices[:2]]
    assert reply.kind == "refuse" and ways_out == ["topic:contact/medewerker", "leave"]
    assert clarify_reply(shared_library(), turn_of(topics=topics)).kind == "clarify"


def test_the_ways_out_lead_to_topics_that_are_there() -> None:
    assert all(shared_library().has(identity) for identity in WAYS_OUT)


def test_what_may_be_a_detail_of_a_desk_is_to_be_asked_there() -> None:
    library = shared_library()
    turn = turn_of(topic="gesprek/buiten_bereik", confidence=FOREIGN - 0.1, last_topic="contact/financiering", municipality="Almelo")
    reply = refuse_reply(library, turn)
    assert reply.kind == "refuse" and [desk.name for desk in reply.desks] == ["Oost NL"] and "Oost NL" in reply.text
    assert reply.links and reply.choices[0].choice == "topic:contact/financiering"


@pytest.mark.parametrize("confidence, last_topic", [(FOREIGN, "contact/financiering"), (0.8, "contact/algemeen"), (0.8, "regio/hub")])
def test_what_is_surely_foreign_or_comes_after_no_desk_names_none(confidence: float, last_topic: str) -> None:
    assert not refuse_reply(shared_library(), turn_of(topic="gesprek/buiten_bereik", confidence=confidence, last_topic=last_topic)).desks
