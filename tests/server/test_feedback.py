"""POST /api/feedback: what visitors think of a reply, kept beside the turn without its text."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any, Dict

import pytest
import requests
from database import identity_of, opened

from bot.content.library import shared_library

if TYPE_CHECKING:
    from conftest import Server, Talk

LONGEST = 500


def rate(talk: Talk, **body: Any) -> requests.Response:
    """Send a rating of the conversation."""
    return requests.post(f"{talk.url}/api/feedback", json={"conversation": talk.token, **body}, timeout=15)


def turn_of(server: Server, reply: str) -> Dict[str, Any]:
    """The row of a reply."""
    with opened(server.database) as connection:
        connection.row_factory = sqlite3.Row
        return dict(connection.execute("SELECT * FROM turns WHERE reply = ?", [reply]).fetchone())


def assert_refused(response: requests.Response, text: str, field: str) -> None:
    """The response names the field that is wrong."""
    message = shared_library().texts("errors").get(text, "nl")
    expected = {"code": "field_wrong", "message": message, "field": field}
    assert (response.status_code, response.json()) == (422, {"error": expected})


def test_a_turn_is_kept_without_its_text(server: Server) -> None:
    talk = server.talk()
    reply = talk.say("Wat is fotonica?")[0]
    row = turn_of(server, reply["id"])
    assert set(row) == {
        "id", "conversation", "reply", "time", "topic", "kind", "language", "confidence", "milliseconds", "rating",
        "comment",
    }
    assert (row["topic"], row["kind"], row["language"]) == ("technologie/fotonica", "answer", "nl")
    assert row["conversation"] == identity_of(talk.token)
    assert abs(row["time"] - time.time()) < 60 and row["milliseconds"] > 0
    assert (row["rating"], row["comment"]) == (None, None)


@pytest.mark.parametrize("rating", ["up", "down"])
@pytest.mark.parametrize("comment", [None, "Goed zo!", "é" * LONGEST, "<b>'; DROP TABLE turns; --"])
def test_a_rating_is_kept_with_its_comment(server: Server, rating: str, comment: str) -> None:
    talk = server.talk()
    reply = talk.say("Wat is fotonica?")[0]
    response = rate(talk, reply=reply["id"], rating=rating, comment=comment)
    assert (response.status_code, response.content) == (204, b"")
    row = turn_of(server, reply["id"])
    assert (row["rating"], row["comment"]) == (rating, comment)


def test_a_visitor_can_change_a_rating(server: Server) -> None:
    talk = server.talk()
    reply = talk.say("Wat is fotonica?")[0]
    rate(talk, reply=reply["id"], rating="down", comment="Niet goed")
    assert rate(talk, reply=reply["id"], rating="up").status_code == 204
    row = turn_of(server, reply["id"])
    assert (row["rating"], row["comment"]) == ("up", None)


def test_an_earlier_reply_can_be_rated_after_the_conversation_went_on(server: Server) -> None:
    talk = server.talk()
    first, second = talk.say("Wat is fotonica?")[0], talk.say("Vertel meer")[0]
    assert rate(talk, reply=first["id"], rating="up").status_code == 204
    assert turn_of(server, first["id"])["rating"] == "up"
    assert turn_of(server, second["id"])["rating"] is None


def test_a_reply_that_is_not_there_cannot_be_rated(server: Server) -> None:
    talk = server.talk()
    talk.say("Wat is fotonica?")
    assert_refused(rate(talk, reply="bestaat niet", rating="up"), "unknown_reply", "reply")


def test_a_reply_of_another_conversation_cannot_be_rated(server: Server) -> None:
    talk, other = server.talk(), server.talk()
    talk.say("Wat is fotonica?")
    reply = other.say("Wat is fotonica?")[0]
    assert_refused(rate(talk, reply=reply["id"], rating="up"), "unknown_reply", "reply")
    assert turn_of(server, reply["id"])["rating"] is None


@pytest.mark.parametrize(
    "body, text, field",
    [
        *[({name: value}, "not_text", name)
          for name in ("conversation", "reply", "rating") for value in (None, 5, True, [], {}, "")],
        *[({"comment": value}, "not_text", "comment") for value in (5, False, ["a"], {"a": 1})],
        *[({"rating": value}, "unknown_rating", "rating") for value in ("UP", "neutral", "1", " up")],
        *[({name: f"a{value}"}, "unusable_characters", name)
          for name in ("conversation", "reply", "rating", "comment") for value in ("\0", "\ud800", "\udfff")],
        ({"comment": "a" * (LONGEST + 1)}, "too_long", "comment"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(server: Server, body: Any, text: str, field: str) -> None:
    talk = server.talk()
    reply = talk.say("Wat is fotonica?")[0]
    assert_refused(rate(talk, **{"reply": reply["id"], "rating": "up", **body}), text, field)
    assert server.alive() and turn_of(server, reply["id"])["rating"] is None


@pytest.mark.parametrize("body", [[], "up", True, 5])
def test_a_rating_that_is_no_object_is_refused(server: Server, body: Any) -> None:
    assert_refused(requests.post(f"{server.url}/api/feedback", json=body, timeout=15), "not_an_object", "")
