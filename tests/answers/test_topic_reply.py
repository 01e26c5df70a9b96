"""Answers of topics: three languages, three depths, ways on, links and source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import List, Optional

import pytest
from small_library import LANGUAGES, add_topic, local, small_data

from bot.answers.reply import SHORT, TOPIC_CHOICE, Choice, Reply, ReplyLink, ReplySource
from bot.answers.topic import topic_reply
from bot.content.library import Library, shared_library

DEPTHS = ("text", "meer", "eenvoudig")
TOPICS = shared_library().topic_ids


def labels(reply: Reply) -> List[str]:
    """The labels of the buttons."""
    return [choice.label for choice in reply.choices]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_text_and_title_are_in_the_language_and_depth_asked_for(tmp_path: Path, language: str, depth: str) -> None:
    add_topic(small_data(tmp_path), "regio/hub", depths=["meer", "eenvoudig"])
    reply = topic_reply(Library(tmp_path), "regio/hub", language, 0.9, depth)
    assert (reply.text, reply.title) == (f"hub {depth} {language}", f"titel hub {language}")
    assert (reply.language, reply.topic, reply.about, reply.confidence) == (language, "regio/hub", None, 0.9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_depth_that_was_not_written_falls_back_to_the_short_text(tmp_path: Path, language: str) -> None:
    add_topic(small_data(tmp_path), "regio/hub", depths=["meer"])
    assert topic_reply(Library(tmp_path), "regio/hub", language, depth="eenvoudig").text == f"hub text {language}"


@pytest.mark.parametrize(
    ("depth", "offered"), [("text", ["meer", "eenvoudiger"]), ("meer", ["eenvoudiger"]), ("eenvoudig", ["meer"])]
)
def test_the_other_depths_are_offered_before_related_topics(tmp_path: Path, depth: str, offered: List[str]) -> None:
    data = small_data(tmp_path)
    add_topic(data, "regio/hub", depths=["meer", "eenvoudig"], choices=["regio/trein", "regio/weg", "gesprek/kunnen"])
    add_topic(data, "regio/weg")
    reply = topic_reply(Library(data), "regio/hub", "de", depth=depth)
    short = ["in een zin de"] if depth == "meer" else []
    titles = [f"titel {key} de" for key in [*offered, "weg", "kunnen"]]
    assert labels(reply) == [*titles[: len(offered)], *short, *titles[len(offered) :]]
    assert reply.choices[-1] == Choice("titel kunnen de", "topic:gesprek/kunnen")


def test_a_depth_that_was_not_written_is_not_offered(tmp_path: Path) -> None:
    add_topic(small_data(tmp_path), "regio/hub", depths=["eenvoudig"])
    assert labels(topic_reply(Library(tmp_path), "regio/hub", "nl")) == ["titel eenvoudiger nl"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_have_a_label_in_the_language(tmp_path: Path, language: str) -> None:
    mail = {"label": local("post"), "url": "mailto:a@b.nl", "kind": "email"}
    links = [{"label": local("kaart"), "url": "https://kaart.nl"}, mail]
    add_topic(small_data(tmp_path), "regio/hub", links=links)
    assert topic_reply(Library(tmp_path), "regio/hub", language).links == (
        ReplyLink(f"kaart {language}", "https://kaart.nl", "page"),
        ReplyLink(f"post {language}", "mailto:a@b.nl", "email"),
    )


@pytest.mark.parametrize(
    ("section", "source"),
    [
        ("kort", ReplySource("strategie en", "kort", "https://strategie.nl", "2020-2025", "2026-02-01")),
        ("feiten", ReplySource("feiten en", "feiten", None, None, "2026-02-02")),
        (None, None),
        ("geen onderdeel", None),
    ],
)
def test_the_source_is_the_document_of_the_section(
    tmp_path: Path, section: Optional[str], source: Optional[ReplySource]
) -> None:
    add_topic(small_data(tmp_path), "regio/hub", section=section)
    assert topic_reply(Library(tmp_path), "regio/hub", "en").source == source


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        ("gesprek/buiten_bereik", "refuse"), ("contact/algemeen", "ask"), ("contact/medewerker", "answer"),
        ("gesprek/kunnen", "answer"),
    ],
)
def test_the_kind_says_what_the_answer_is(tmp_path: Path, identity: str, kind: str) -> None:
    assert topic_reply(Library(small_data(tmp_path)), identity, "nl").kind == kind


@pytest.mark.parametrize("identity", TOPICS)
def test_every_topic_has_an_answer_with_ways_on_in_every_language_and_depth(identity: str) -> None:
    for language in LANGUAGES:
        for depth in DEPTHS:
            reply = topic_reply(shared_library(), identity, language, depth=depth)
            assert reply.text.strip() and reply.title and reply.choices
            assert json.loads(json.dumps(reply.as_json()))["language"] == language
            assert {choice.choice.replace(TOPIC_CHOICE, "") for choice in reply.choices} <= {*TOPICS, SHORT} - {identity}


def test_only_the_conversation_itself_has_no_source() -> None:
    sources = {identity: topic_reply(shared_library(), identity, "nl").source for identity in TOPICS}
    assert {identity.partition("/")[0] for identity, source in sources.items() if source is None} == {"gesprek"}


def test_versions_in_other_languages_are_translations_and_not_the_dutch_text() -> None:
    for identity in TOPICS:
        texts = {topic_reply(shared_library(), identity, language).text for language in LANGUAGES}
        assert len(texts) == len(LANGUAGES), identity
