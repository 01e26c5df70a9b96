"""A database that cannot be used: the visitor hears so and where to go, and nothing that was said before is lost."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Callable, ContextManager, Iterator

import pytest
import requests
from database import TABLES, identity_of, opened, rows_of

from bot.content.library import shared_library

if TYPE_CHECKING:
    from conftest import Server, Talk

PHOTONICS = "technologie/fotonica"
MARKER = "kwikstaartjesnest"
Outage = Callable[[Path], ContextManager[None]]


@contextlib.contextmanager
def without_table(database: Path, table: str) -> Iterator[None]:
    """The database without one of its tables."""
    with opened(database) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO gone")
    yield
    with opened(database) as connection:
        connection.execute(f"ALTER TABLE gone RENAME TO {table}")


def without_events(database: Path) -> ContextManager[None]:
    """The conversations are gone."""
    return without_table(database, "events")


def without_turns(database: Path) -> ContextManager[None]:
    """The anonymous turns are gone."""
    return without_table(database, "turns")


@contextlib.contextmanager
def moved_away(database: Path) -> Iterator[None]:
    """A folder stands where the file was."""
    away = database.with_suffix(".away")
    database.rename(away)
    database.mkdir()
    yield
    database.rmdir()
    away.rename(database)


@contextlib.contextmanager
def overwritten(database: Path) -> Iterator[None]:
    """Something else stands in the file."""
    content = database.read_bytes()
    database.write_bytes(b"no database " * 1000)
    yield
    database.write_bytes(content)


@contextlib.contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes and does not stop."""
    with opened(database) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def assert_cannot_answer(response: requests.Response) -> None:
    """The response says in Dutch that it cannot answer now, and where else to go."""
    message = shared_library().texts("errors").get("cannot_answer", "nl")
    assert (response.status_code, response.json()) == (503, {"error": {"code": "cannot_answer", "message": message}})
    assert "https://" in message


def assert_goes_on(talk: Talk, about: str) -> None:
    """The conversation goes on where it was."""
    reply = talk.say("Vertel meer")[0]
    assert (reply["topic"], reply["about"]) == ("gesprek/meer", about)


@pytest.mark.parametrize("outage", [without_events, moved_away, overwritten, locked])
def test_an_outage_gives_an_error_and_the_conversation_goes_on_after_it(other_server: Server, outage: Outage) -> None:
    talk = other_server.talk()
    talk.say("Wat is fotonica?")
    before = rows_of(other_server.database, talk.token)
    with outage(other_server.database):
        assert_cannot_answer(talk.post(message=f"Wat is {MARKER}?"))
        assert requests.get(f"{other_server.url}/healthz", timeout=15).status_code == 200
    assert rows_of(other_server.database, talk.token) == before
    assert_goes_on(talk, PHOTONICS)
    assert other_server.alive()
    assert "the database does not work" in other_server.log and MARKER not in other_server.log


@pytest.mark.parametrize("outage", [without_events, without_turns, moved_away, overwritten])
def test_a_server_without_its_database_is_not_ready_until_it_is_back(other_server: Server, outage: Outage) -> None:
    with outage(other_server.database):
        response = requests.get(f"{other_server.url}/readyz", timeout=15)
        assert (response.status_code, response.json()) == (503, {"status": "not ready", "reason": "database"})
    assert requests.get(f"{other_server.url}/readyz", timeout=15).status_code == 200


@pytest.mark.parametrize("outage", [without_events, without_turns, moved_away])
def test_wiping_during_an_outage_is_refused_and_can_be_done_later(other_server: Server, outage: Outage) -> None:
    talk = other_server.talk()
    talk.say("Wat is fotonica?")
    headers = {"Authorization": f"Bearer {talk.token}"}
    with outage(other_server.database):
        assert_cannot_answer(requests.delete(f"{other_server.url}/api/conversation", headers=headers, timeout=15))
    assert requests.delete(f"{other_server.url}/api/conversation", headers=headers, timeout=15).status_code == 204
    assert rows_of(other_server.database, talk.token) == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("outage", [without_turns, moved_away])
def test_a_rating_during_an_outage_is_refused_and_can_be_given_later(other_server: Server, outage: Outage) -> None:
    talk = other_server.talk()
    rating = {"reply": talk.say("Wat is fotonica?")[0]["id"], "rating": "up", "conversation": talk.token}
    with outage(other_server.database):
        assert_cannot_answer(requests.post(f"{other_server.url}/api/feedback", json=rating, timeout=15))
    assert requests.post(f"{other_server.url}/api/feedback", json=rating, timeout=15).status_code == 204


@pytest.mark.parametrize("data", ["{", "[]", "{}", '{"event": "no such event"}', '{"event": "user"}'])
def test_an_event_that_cannot_be_read_stops_one_conversation_and_no_other(other_server: Server, data: str) -> None:
    talk, other = other_server.talk(), other_server.talk()
    for each in (talk, other):
        each.say("Wat is fotonica?")
    spoil(other_server.database, talk, data)
    assert_cannot_answer(talk.post(message="Vertel meer"))
    assert_goes_on(other, PHOTONICS)
    assert other_server.alive()


def spoil(database: Path, talk: Talk, data: str) -> None:
    """Put ``data`` in the last event of a conversation."""
    with opened(database) as connection:
        last = "SELECT max(id) FROM events WHERE sender_id = ?"
        connection.execute(f"UPDATE events SET data = ? WHERE id = ({last})", [data, identity_of(talk.token)])
