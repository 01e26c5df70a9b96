"""The question which of several topics is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import LANGUAGES, add_topic, small_data, turn_of

from bot.answers.clarify import WAYS_OUT, clarify_reply, none_fits_reply
from bot.answers.reply import Choice
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
        Choice(f"geen {language}", "deny"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_none_fits_the_bot_says_so_and_shows_ways_out(tmp_path: Path, language: str) -> None:
    reply = none_fits_reply(Library(small_data(tmp_path)), turn_of(language=language))
    assert (reply.kind, reply.topic, reply.text) == ("refuse", "gesprek/buiten_bereik", f"past niet {language}")
    ways_out = [f"titel {key} {language}" for key in ("kunnen", "algemeen", "medewerker")]
    assert [choice.label for choice in reply.choices] == ways_out


def test_the_ways_out_lead_to_topics_that_are_there() -> None:
    assert all(shared_library().has(identity) for identity in WAYS_OUT)
