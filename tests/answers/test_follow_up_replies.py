"""Follow-ups: they work on the last answer."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from small_library import LANGUAGES, add_desks, add_downloads, add_topic, desk, small_data, turn_of

from bot.answers.follow_up import deeper_reply, forget_outcome, forget_question, repeat_reply, source_reply
from bot.answers.reply import Choice, Reply
from bot.answers.turn import Turn
from bot.content.library import Library

FACTS = [
    {"title": "Krant", "url": "https://krant.nl/stuk", "checked": "2026-01-03"},
    {"title": "Boek", "url": None, "checked": "2026-01-04"},
]
FOLLOW_UPS = {
    "gesprek/meer": lambda library, turn: deeper_reply(library, turn, "gesprek/meer", "meer"),
    "gesprek/waarom": lambda library, turn: deeper_reply(library, turn, "gesprek/waarom", "meer"),
    "gesprek/eenvoudiger": lambda library, turn: deeper_reply(library, turn, "gesprek/eenvoudiger", "eenvoudig"),
    "gesprek/herhaal": lambda library, turn: repeat_reply(library, turn, "gesprek/herhaal"),
    "gesprek/bron": lambda library, turn: source_reply(library, turn, "gesprek/bron"),
}
FollowUp = Callable[[Library, Turn], Reply]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Topics in all depths and in one, a desk and a download."""
    add_topic(small_data(tmp_path), "regio/hub", depths=["meer", "eenvoudig"], section="kort", facts=FACTS)
    add_topic(tmp_path, "regio/kort", section="feiten")
    add_topic(tmp_path, "gesprek/privacy", depths=["meer"])
    add_topic(tmp_path, "contact/geld", depths=["meer", "eenvoudig"], section="feiten")
    add_topic(tmp_path, "strategie/download", depths=["meer"], section="kort")
    add_desks(tmp_path, desk("bank", {"geld": 1}), desk("fonds", {"geld": 2}, source={"title": "Gids", "url": None}))
    add_downloads(tmp_path)
    return Library(tmp_path)


@pytest.mark.parametrize(("identity", "answer"), FOLLOW_UPS.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_before_any_answer_says_so(
    library: Library, identity: str, answer: FollowUp, language: str
) -> None:
    reply = answer(library, turn_of(language=language, confidence=0.8))
    assert reply.text == f"{identity.partition('/')[2]} text {language}"
    assert (reply.kind, reply.topic, reply.about, reply.confidence) == ("answer", identity, None, 0.8)


@pytest.mark.parametrize(("identity", "answer"), FOLLOW_UPS.items())
@pytest.mark.parametrize("last_topic", ["regio/hub", "contact/geld", "strategie/download"])
def test_a_follow_up_names_itself_and_what_it_is_about(
    library: Library, identity: str, answer: FollowUp, last_topic: str
) -> None:
    reply = answer(library, turn_of(last_topic=last_topic, confidence=0.8, language="de"))
    assert (reply.topic, reply.about, reply.confidence, reply.language) == (identity, last_topic, 0.8, "de")
    assert reply.title == f"titel {last_topic.partition('/')[2]} de"


@pytest.mark.parametrize(
    ("identity", "depth"), [("gesprek/meer", "meer"), ("gesprek/waarom", "meer"), ("gesprek/eenvoudiger", "eenvoudig")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_answer_comes_in_another_depth(library: Library, identity: str, depth: str, language: str) -> None:
    reply = FOLLOW_UPS[identity](library, turn_of(last_topic="regio/hub", language=language))
    assert reply.text == f"hub {depth} {language}"


def test_desks_and_the_download_stay_in_another_depth(library: Library) -> None:
    desks = FOLLOW_UPS["gesprek/meer"](library, turn_of(last_topic="contact/geld"))
    plan = FOLLOW_UPS["gesprek/meer"](library, turn_of(last_topic="strategie/download"))
    assert desks.text.startswith("geld meer nl\n\n1. Bank: ") and desks.links
    assert plan.text == "download meer nl\n\nkaart van het plan nl nl\n\nover het bestand nl" and plan.links


@pytest.mark.parametrize(
    ("last_topic", "identity", "last_depth", "text"),
    [
        ("regio/kort", "gesprek/meer", "text", "niet meer over titel kort nl nl"),
        ("regio/kort", "gesprek/eenvoudiger", "text", "niet makkelijker dan titel kort nl nl"),
        ("regio/hub", "gesprek/meer", "meer", "niet meer over titel hub nl nl"),
        ("regio/hub", "gesprek/waarom", "meer", "niet meer over titel hub nl nl"),
        ("regio/hub", "gesprek/eenvoudiger", "eenvoudig", "niet makkelijker dan titel hub nl nl"),
    ],
)
def test_a_depth_that_is_not_there_or_was_just_given_is_not_given_again(
    library: Library, last_topic: str, identity: str, last_depth: str, text: str
) -> None:
    assert FOLLOW_UPS[identity](library, turn_of(last_topic=last_topic, last_depth=last_depth)).text == text


def test_where_there_is_no_more_the_links_stay_and_more_is_not_offered(library: Library) -> None:
    for last_topic, url in (("contact/geld", "https://bank.nl/1"), ("strategie/download", "https://plan.nl")):
        reply = FOLLOW_UPS["gesprek/meer"](library, turn_of(last_topic=last_topic, last_depth="meer"))
        assert url in [link.url for link in reply.links]
        assert "titel meer nl" not in [choice.label for choice in reply.choices]


def test_a_short_answer_can_be_asked_for_after_a_simpler_one(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/meer"](library, turn_of(last_topic="regio/hub", last_depth="eenvoudig"))
    assert reply.text == "hub meer nl"


@pytest.mark.parametrize("depth", ["text", "meer", "eenvoudig"])
def test_the_last_answer_is_repeated_in_the_depth_it_had(library: Library, depth: str) -> None:
    reply = FOLLOW_UPS["gesprek/herhaal"](library, turn_of(last_topic="regio/hub", last_depth=depth, language="en"))
    assert reply.text == f"hub {depth} en"


def test_the_source_names_document_section_period_day_and_single_facts(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/bron"](library, turn_of(last_topic="regio/hub", language="en"))
    assert reply.text == (
        "uit strategie en, kort, 2020-2025, 1 February 2026 en\n\nook uit: en\n\n- Krant (3 January 2026)\n- Boek (4 January 2026)"
    )
    assert [(link.label, link.url) for link in reply.links] == [
        ("strategie en", "https://strategie.nl"), ("Krant", "https://krant.nl/stuk"),
    ]


def test_a_source_without_a_period_is_named_without_one(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/bron"](library, turn_of(last_topic="regio/kort"))
    assert reply.text == "uit feiten nl, 2 februari 2026 nl" and reply.links == ()


def test_after_desks_the_source_names_where_each_was_found(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/bron"](library, turn_of(last_topic="contact/geld"))
    assert reply.text.endswith("ook uit: nl\n\n- bron van bank (1 maart 2026)\n- Gids (1 maart 2026)")
    assert [(link.label, link.url) for link in reply.links] == [("bron van bank", "https://bank.nl/bron")]


def test_an_answer_about_the_conversation_has_no_source(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/bron"](library, turn_of(last_topic="gesprek/privacy"))
    assert (reply.text, reply.source, reply.links) == ("zonder bron nl", None, ())


def test_the_source_of_a_question_is_an_answer_and_the_question_repeated_is_a_question(library: Library) -> None:
    turn = turn_of(last_topic="contact/algemeen")
    assert FOLLOW_UPS["gesprek/bron"](library, turn).kind == "answer"
    assert FOLLOW_UPS["gesprek/herhaal"](library, turn).kind == "ask"


def test_the_source_offers_only_depths_that_were_not_just_given(library: Library) -> None:
    reply = FOLLOW_UPS["gesprek/bron"](library, turn_of(last_topic="regio/hub", last_depth="meer"))
    assert [choice.label for choice in reply.choices] == ["titel eenvoudiger nl", "in een zin nl"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_wiping_is_asked_first_with_yes_and_no(library: Library, language: str) -> None:
    reply = forget_question(library, turn_of(language=language, confidence=0.7))
    assert (reply.kind, reply.topic, reply.forget) == ("ask", "gesprek/wissen", False)
    assert reply.text == f"wissen text {language}"
    assert reply.choices == (Choice(f"ja {language}", "confirm"), Choice(f"nee {language}", "deny"))
    assert reply.confidence == 0.7


@pytest.mark.parametrize(("confirmed", "text"), [(True, "gewist en"), (False, "bewaard en")])
def test_only_a_yes_wipes(library: Library, confirmed: bool, text: str) -> None:
    reply = forget_outcome(library, turn_of(language="en"), confirmed)
    assert (reply.kind, reply.topic, reply.text, reply.forget) == ("answer", "gesprek/wissen", text, confirmed)
