"""Questions that visitors left for staff, with consent: the question masked, and how to reach them."""

from __future__ import annotations

import secrets
from typing import Any, List, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store.table import SmallTable

QUESTION_DAYS = 90
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # none that look alike when read aloud or copied
REFERENCE_LENGTH = 6
QUESTIONS = sa.Table(
    "questions", sa.MetaData(),
    sa.Column("reference", sa.String(16), primary_key=True),
    sa.Column("conversation", sa.String(64), index=True, nullable=False),
    sa.Column("time", sa.Float, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("reach", sa.Text, nullable=False),
)


class Questions(SmallTable):
    """The table of left questions."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, QUESTIONS, QUESTION_DAYS)

    def keep(self, conversation: str, question: str, reach: str, language: str) -> str:
        """Keep a question; its reference number. Asked again for the same one, it gives the number that it has."""
        same = (QUESTIONS.c.conversation == conversation) & (QUESTIONS.c.question == question)
        known = self.rows(sa.select(QUESTIONS.c.reference).where(same))
        if known:
            return str(known[0]["reference"])
        reference = "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH))
        row = {"conversation": conversation, "question": question, "reach": reach, "language": language}
        self.add({"reference": reference, **row})
        return reference

    def all(self) -> List[Mapping[str, Any]]:
        """All questions, oldest first."""
        return self.rows(sa.select(QUESTIONS).order_by(QUESTIONS.c.time))

    def done(self, reference: str) -> bool:
        """Delete a question that was answered; False when there is none with that number."""
        return self.run(sa.delete(QUESTIONS).where(QUESTIONS.c.reference == reference.strip().upper())) > 0
