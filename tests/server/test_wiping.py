"""A conversation that its visitor wipes is gone from every table and every byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

import pytest
import requests
from database import TABLES, bytes_of, identity_of, rows_of, tables_of

if TYPE_CHECKING:
    from conftest import Server, Talk

GONE = dict.fromkeys(TABLES, 0)


def delete(server: Server, token: Any, prefix: str = "Bearer ") -> requests.Response:
    """Ask to wipe the conversation of ``token``."""
    headers = {"Authorization": f"{prefix}{token}".encode("utf-8", "surrogatepass")} if token is not None else {}
    return requests.delete(f"{server.url}/api/conversation", headers=headers, timeout=15)


def by_request(server: Server, talk: Talk) -> None:
    """Wipe as the page's menu does."""
    response = delete(server, talk.token)
    assert (response.status_code, response.content) == (204, b"")


def by_words(server: Server, talk: Talk) -> None:
    """Wipe by asking for it in the conversation."""
    assert talk.say("Wis mijn gesprek")[0]["kind"] == "ask"
    assert talk.say("ja")[0]["topic"] == "gesprek/wissen"


def by_buttons(server: Server, talk: Talk) -> None:
    """Wipe by pressing buttons."""
    talk.say(choice="topic:gesprek/wissen")
    talk.say(choice="confirm")


Way = Callable[["Server", "Talk"], None]
WAYS = pytest.mark.parametrize("wipe", [by_request, by_words, by_buttons])


def rich_talk(server: Server, word: str = "kwikstaart") -> Talk:
    """A conversation with a ``word`` of its own, a rating with a comment, a question for staff and a suggested example."""
    talk = server.talk()
    reply = talk.say(f"Wat is {word}?")[0]
    for message in ("toekomst", "de eerste", "ik wil een vraag achterlaten", f"Waar is {word}?", "ja", f"{word}@voorbeeld.nl"):
        talk.say(message)
    talk.say("Wat is fotonica?")
    rating = {"conversation": talk.token, "reply": reply["id"], "rating": "down", "comment": f"Geen {word}"}
    assert requests.post(f"{server.url}/api/feedback", json=rating, timeout=15).status_code == 204
    return talk


def test_the_tables_that_these_tests_look_at_are_all_there_are(server: Server) -> None:
    assert tables_of(server.database) == sorted(TABLES)


@WAYS
def test_nothing_is_left_of_a_wiped_conversation(server: Server, wipe: Way) -> None:
    word = f"kwikstaart{wipe.__name__}"
    talk, other = rich_talk(server, word), server.talk()
    other.say("Wat is fotonica?")
    token, kept = talk.token, rows_of(server.database, other.token)
    assert min(rows_of(server.database, token).values()) > 0 and word.encode() in bytes_of(server.database)
    wipe(server, talk)
    assert rows_of(server.database, token) == GONE
    assert rows_of(server.database, other.token) == kept
    left = bytes_of(server.database)
    assert word.encode() not in left and identity_of(token).encode() not in left


def test_the_token_of_a_wiped_conversation_starts_afresh(server: Server) -> None:
    talk = rich_talk(server)
    token = talk.token
    by_request(server, talk)
    assert talk.say("Vertel meer")[0]["about"] is None
    assert identity_of(talk.token) == identity_of(token)
    assert rows_of(server.database, token)["turns"] == 1
    by_request(server, talk)
    by_request(server, talk)
    assert rows_of(server.database, token) == GONE


@pytest.mark.parametrize("wipe", [by_words, by_buttons])
def test_after_wiping_in_words_the_conversation_has_another_token(server: Server, wipe: Way) -> None:
    talk = rich_talk(server)
    token = talk.token
    wipe(server, talk)
    assert identity_of(talk.token) != identity_of(token)
    assert talk.say("Vertel meer")[0]["about"] is None


def test_a_conversation_stays_when_its_visitor_says_no(server: Server) -> None:
    talk = rich_talk(server)
    talk.say("Wis mijn gesprek")
    token = talk.token
    talk.say("nee")
    assert identity_of(talk.token) == identity_of(token)
    assert rows_of(server.database, token)["turns"] == 10
    assert talk.say("Vertel meer")[0]["about"] == "technologie/fotonica"


@pytest.mark.parametrize("prefix", ["", "Basic ", "Token ", "bearer"])
def test_wiping_asks_for_a_bearer_token(server: Server, prefix: str) -> None:
    talk = rich_talk(server)
    response = delete(server, talk.token, prefix)
    assert (response.status_code, response.json()["error"]["code"]) == (401, "conversation_not_valid")
    assert delete(server, None).status_code == 401
    assert rows_of(server.database, talk.token)["turns"] == 8
