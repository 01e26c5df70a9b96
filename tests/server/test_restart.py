"""What a server still knows after it was stopped and started, and what it deletes at the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable

import requests
from database import TABLES, identity_of, opened, rows_of

from bot.store.tracker import DAY_SECONDS, RETENTION_DAYS

if TYPE_CHECKING:
    from conftest import Server

HOUR_SECONDS = 3600


def make_older(database: Path, token: str, seconds: float) -> None:
    """Move all that is stored of a conversation into the past."""
    identity = identity_of(token)
    with opened(database) as connection:
        connection.execute("UPDATE turns SET time = time - ? WHERE conversation = ?", [seconds, identity])
        connection.execute("UPDATE events SET timestamp = timestamp - ? WHERE sender_id = ?", [seconds, identity])


def test_conversations_survive_a_restart_and_only_old_ones_are_deleted(
    other_server: Server, start_other: Callable[[Server], None]
) -> None:
    fresh, month, old = (other_server.talk() for _ in range(3))
    reply, *_ = [talk.say("Wat is fotonica?")[0] for talk in (fresh, month, old)]
    make_older(other_server.database, month.token, RETENTION_DAYS * DAY_SECONDS - HOUR_SECONDS)
    make_older(other_server.database, old.token, RETENTION_DAYS * DAY_SECONDS + HOUR_SECONDS)
    before = rows_of(other_server.database, month.token)
    other_server.stop()
    start_other(other_server)
    assert rows_of(other_server.database, old.token) == dict.fromkeys(TABLES, 0)
    assert rows_of(other_server.database, month.token) == before
    rating = {"conversation": fresh.token, "reply": reply["id"], "rating": "up"}
    assert requests.post(f"{other_server.url}/api/feedback", json=rating, timeout=15).status_code == 204
    reply = fresh.say("Vertel meer")[0]
    assert (reply["topic"], reply["about"]) == ("gesprek/meer", "technologie/fotonica")
