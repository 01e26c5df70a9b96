"""Ratings of replies, and one anonymous row a turn."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store.table import SmallTable
from bot.store.tracker import DAY_SECONDS, RETENTION_DAYS

COUNTED_DAYS = 7
TURNS = sa.Table(
    "turns", sa.MetaData(),
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


class Ratings(SmallTable):
    """Turns without their texts, and what visitors thought of them."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, TURNS, RETENTION_DAYS)

    def note_turn(self, conversation: str, replies: List[Dict[str, Any]], milliseconds: float) -> None:
        """Keep what was answered and how long it took, without any text."""
        self.add(*(
            {
                "conversation": conversation, "reply": reply["id"], "topic": reply["topic"], "kind": reply["kind"],
                "language": reply["language"], "confidence": reply["confidence"], "milliseconds": milliseconds,
            }
            for reply in replies
        ))

    def rate(self, conversation: str, reply: str, rating: str, comment: Optional[str]) -> bool:
        """Keep a rating; False when the conversation has no such reply."""
        this = (TURNS.c.conversation == conversation) & (TURNS.c.reply == reply)
        return self.run(sa.update(TURNS).where(this).values(rating=rating, comment=comment)) > 0

    def most_asked(self, days: float = COUNTED_DAYS) -> Dict[str, int]:
        """How often each topic was answered in the last ``days``."""
        since = (TURNS.c.time >= time.time() - days * DAY_SECONDS) & TURNS.c.topic.is_not(None)
        count = sa.func.count().label("count")
        counted = sa.select(TURNS.c.topic, count).where(since).group_by(TURNS.c.topic)
        return {row["topic"]: row["count"] for row in self.rows(counted)}

    def ping(self) -> None:
        """Raise ``StoreUnavailable`` when the table cannot be read."""
        self.rows(sa.select(TURNS.c.id).limit(1))
