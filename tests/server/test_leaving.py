"""Leaving a question for staff: what is kept, who sees it, and that nothing is lost."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Dict, List

import pytest
from database import opened, rows_of

from bot import paths

if TYPE_CHECKING:
    from conftest import Server, Talk

QUESTION = "Wanneer komt er een nieuw plan voor Twente?"
ADDRESS = "noortje@voorbeeld.nl"


def rows(server: Server, table: str) -> List[Dict[str, Any]]:
    """The rows of a table."""
    with opened(server.database) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def up_to_the_address(server: Server) -> Talk:
    """A conversation in which only the address is still to be given."""
    talk = server.talk()
    for message in ("ik wil een vraag achterlaten", QUESTION, "ja"):
        reply = talk.say(message)[0]
    assert (reply["kind"], reply["topic"]) == ("ask", "contact/medewerker")
    return talk


def command(server: Server, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the bot with the database of a server."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=paths.ROOT, env=server.environment, capture_output=True, text=True
    )


def test_a_question_is_kept_with_its_address_and_the_conversation_keeps_neither(server: Server) -> None:
    reply = up_to_the_address(server).say(f"mail maar naar {ADDRESS}")[0]
    kept = next(row for row in rows(server, "questions") if row["reference"] in reply["text"])
    assert (kept["question"], kept["reach"], kept["language"]) == (QUESTION, ADDRESS, "nl")
    with opened(server.database) as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE data LIKE ?", [f"%{ADDRESS}%"]).fetchone() == (0,)


def test_staff_list_the_questions_and_delete_one_that_was_answered(server: Server) -> None:
    talk = up_to_the_address(server)
    text = talk.say("06-12345678")[0]["text"]
    listed = [json.loads(line) for line in command(server, "questions", "--json").stdout.splitlines()]
    question = next(row for row in listed if row["reference"] in text)
    assert question["question"] == QUESTION and question["reach"] == "06-12345678" and "conversation" not in question
    assert question["reference"] in command(server, "questions").stdout
    assert command(server, "questions", "--done", question["reference"]).returncode == 0
    assert question["reference"] not in command(server, "questions").stdout
    again = command(server, "questions", "--done", question["reference"])
    assert again.returncode == 1 and question["reference"] in again.stderr


def test_a_wiped_conversation_takes_its_question_along(server: Server) -> None:
    talk = up_to_the_address(server)
    reference = talk.say(ADDRESS)[0]["text"]
    kept = next(row["reference"] for row in rows(server, "questions") if row["reference"] in reference)
    assert kept in talk.say("wis mijn gesprek")[0]["text"]
    talk.say("ja")
    assert kept not in [row["reference"] for row in rows(server, "questions")]


def test_nothing_is_kept_without_consent_or_without_an_address(server: Server) -> None:
    before = len(rows(server, "questions"))
    talk = server.talk()
    for message in ("ik wil een vraag achterlaten", "Mijn mail is a@voorbeeld.nl, wanneer is er een bijeenkomst?", "nee"):
        talk.say(message)
    up_to_the_address(server).say("stop")
    assert len(rows(server, "questions")) == before


def test_a_question_is_not_lost_when_the_store_is_away_for_a_moment(own_server: Server) -> None:
    own_server.start()
    talk = up_to_the_address(own_server)
    with opened(own_server.database) as connection:
        connection.execute("ALTER TABLE questions RENAME TO away")
    assert talk.post(message=ADDRESS).status_code == 503
    with opened(own_server.database) as connection:
        connection.execute("ALTER TABLE away RENAME TO questions")
    assert "bewaard onder nummer" in talk.say(ADDRESS)[0]["text"]
    assert [row["reach"] for row in rows(own_server, "questions")] == [ADDRESS]


def test_sent_twice_a_question_is_kept_once_under_one_number(own_server: Server) -> None:
    own_server.start()
    talk = up_to_the_address(own_server)
    with opened(own_server.database) as connection:  # the question is kept, the conversation is not
        connection.execute("ALTER TABLE events RENAME TO away")
    own = rows(own_server, "questions")
    assert talk.post(message=ADDRESS).status_code == 503
    with opened(own_server.database) as connection:
        connection.execute("ALTER TABLE away RENAME TO events")
    talk.say(ADDRESS)
    assert len(rows(own_server, "questions")) == len(own) + 1


def test_a_pick_after_a_clarifying_question_is_kept_as_a_suggested_example(server: Server) -> None:
    talk = server.talk()
    assert talk.say("toekomst")[0]["kind"] == "clarify"
    talk.say("de tweede")
    assert rows_of(server.database, talk.token)["suggestions"] == 1
    assert re.search(r"x  \w+/\w+  \[nl\]  toekomst", command(server, "suggestions").stdout)
    listed = [json.loads(line) for line in command(server, "suggestions", "--json").stdout.splitlines()]
    assert all(set(row) == {"text", "topic", "language", "count"} for row in listed)
    token = talk.token
    talk.say("wis mijn gesprek")
    talk.say("ja")
    assert rows_of(server.database, token)["suggestions"] == 0


@pytest.mark.parametrize("table", ["questions", "suggestions"])
def test_the_tables_for_staff_are_made_at_the_first_start(server: Server, table: str) -> None:
    rows(server, table)
