"""Suggested examples: a message that fitted several topics, and the one that the visitor picked."""

from __future__ import annotations

from typing import Any, List, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store.table import SmallTable
from bot.store.tracker import RETENTION_DAYS

SUGGESTIONS = sa.Table(
    "suggestions", sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(64), index=True, nullable=False),
    sa.Column("time", sa.Float, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
)


class Suggestions(SmallTable):
    """The table of suggested examples. The id of the conversation is there for wiping, and is shown to nobody."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, SUGGESTIONS, RETENTION_DAYS)

    def keep(self, conversation: str, text: str, topic: str, language: str) -> None:
        """Keep a message and the topic that was meant."""
        self.add({"conversation": conversation, "text": text, "topic": topic, "language": language})

    def all(self) -> List[Mapping[str, Any]]:
        """Text, topic and language with how often that was picked, most often first; no conversation."""
        columns = (SUGGESTIONS.c.text, SUGGESTIONS.c.topic, SUGGESTIONS.c.language)
        count = sa.func.count().label("count")
        return self.rows(sa.select(*columns, count).group_by(*columns).order_by(count.desc(), SUGGESTIONS.c.topic))
