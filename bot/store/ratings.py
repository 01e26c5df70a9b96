"""Ratings of replies, and one anonymous row a turn, in the same database as the conversations."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.tracker import DAY_SECONDS, RETENTION_DAYS, StoreUnavailable, reason

COUNTED_DAYS = 7
metadata = sa.MetaData()
TURNS = sa.Table(
    "turns", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(64), index=True, nullable=False),
    sa.Column("reply", sa.String(32), nullable=False, index=True),
    sa.Column("time", sa.Float, nullable=False),
    sa.Column("topic", sa.String(64)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("confidence", sa.Float),
    sa.Column("milliseconds", sa.Float),
    sa.Column("rating", sa.String(8)),
    sa.Column("comment", sa.Text),
)


class Ratings:
    """Turns without their texts, and what visitors thought of them. Raises ``StoreUnavailable``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        try:
            metadata.create_all(engine)
        except SQLAlchemyError as error:
            raise StoreUnavailable(f"the database cannot be used: {reason(error)}") from error

    def note_turn(self, conversation: str, replies: List[Dict[str, Any]], milliseconds: float) -> None:
        """Keep what was answered and how long it took, without any text."""
        rows = [
            {
                "conversation": conversation, "reply": reply["id"], "time": time.time(), "topic": reply["topic"],
                "kind": reply["kind"], "language": reply["language"], "confidence": reply["confidence"],
                "milliseconds": milliseconds,
            }
            for reply in replies
        ]
        self._run(sa.insert(TURNS), rows)

    def rate(self, conversation: str, reply: str, rating: str, comment: Optional[str]) -> bool:
        """Keep a rating; False when the conversation has no such reply."""
        this = (TURNS.c.conversation == conversation) & (TURNS.c.reply == reply)
        return self._run(sa.update(TURNS).where(this).values(rating=rating, comment=comment)) > 0

    def forget(self, conversation: str) -> None:
        """Delete everything of a conversation."""
        self._run(sa.delete(TURNS).where(TURNS.c.conversation == conversation))

    def purge(self, days: float = RETENTION_DAYS) -> None:
        """Delete what is older than ``days``."""
        self._run(sa.delete(TURNS).where(TURNS.c.time < time.time() - days * DAY_SECONDS))

    def most_asked(self, days: float = COUNTED_DAYS) -> Dict[str, int]:
        """How often each topic was answered in the last ``days``."""
        since = (TURNS.c.time >= time.time() - days * DAY_SECONDS) & TURNS.c.topic.is_not(None)
        counted = sa.select(TURNS.c.topic, sa.func.count()).where(since).group_by(TURNS.c.topic)
        try:
            with self._engine.connect() as connection:
                return {topic: count for topic, count in connection.execute(counted)}
        except SQLAlchemyError as error:
            raise StoreUnavailable(reason(error)) from error

    def ping(self) -> None:
        """Raise ``StoreUnavailable`` when the table cannot be read."""
        self._run(sa.select(TURNS.c.id).limit(1))

    def _run(self, statement: Any, rows: Optional[List[Dict[str, Any]]] = None) -> int:
        try:
            with self._engine.begin() as connection:
                result = connection.execute(statement, rows) if rows else connection.execute(statement)
                return int(result.rowcount)
        except SQLAlchemyError as error:
            raise StoreUnavailable(reason(error)) from error
