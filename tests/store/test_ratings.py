"""Ratings and anonymous turns by themselves. As visitors give them: tests/server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store.ratings import TURNS, Ratings
from bot.store.tracker import DAY_SECONDS, StoreUnavailable


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database file that is empty."""
    return sa.create_engine(f"sqlite:///{tmp_path / 'noaber.db'}")


def test_a_rating_belongs_to_one_reply_of_one_conversation(engine: Engine) -> None:
    ratings = Ratings(engine)
    reply = {"topic": "regio/hub", "kind": "answer", "language": "nl", "confidence": 0.9}
    ratings.note_turn("a", [{**reply, "id": "1"}, {**reply, "id": "2"}], 1.0)
    ratings.note_turn("b", [{**reply, "id": "1"}], 1.0)
    assert ratings.rate("a", "1", "down", "Niet goed")
    assert not ratings.rate("b", "2", "up", None)
    with engine.begin() as connection:
        query = sa.select(TURNS.c.conversation, TURNS.c.reply, TURNS.c.comment).where(TURNS.c.rating == "down")
        assert connection.execute(query).fetchall() == [("a", "1", "Niet goed")]


def test_one_conversation_is_forgotten_and_no_other(engine: Engine) -> None:
    ratings = Ratings(engine)
    reply = {"topic": None, "kind": "clarify", "language": "nl", "confidence": None}
    for conversation in ("a", "b"):
        ratings.note_turn(conversation, [{**reply, "id": "1"}], 1.0)
    ratings.forget("a")
    assert not ratings.rate("a", "1", "up", None) and ratings.rate("b", "1", "up", None)


def test_turns_are_deleted_when_they_are_older_than_the_days_given(engine: Engine) -> None:
    ratings = Ratings(engine)
    reply = {"topic": None, "kind": "clarify", "language": "nl", "confidence": None}
    ratings.note_turn("visitor", [{**reply, "id": "old"}, {**reply, "id": "new"}], 1.0)
    with engine.begin() as connection:
        connection.execute(TURNS.update().where(TURNS.c.reply == "old").values(time=time.time() - 2 * DAY_SECONDS))
    ratings.purge(days=3)
    assert ratings.rate("visitor", "old", "up", None) and ratings.rate("visitor", "new", "up", None)
    ratings.purge(days=1)
    assert not ratings.rate("visitor", "old", "up", None) and ratings.rate("visitor", "new", "up", None)


def test_a_database_without_the_table_is_named(engine: Engine) -> None:
    ratings = Ratings(engine)
    ratings.ping()
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE turns"))
    with pytest.raises(StoreUnavailable, match="no such table: turns"):
        ratings.ping()
