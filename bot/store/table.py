"""What the tables beside the conversations share, in the same database."""

from __future__ import annotations

import time
from typing import Any, List, Mapping, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.tracker import DAY_SECONDS, StoreUnavailable, reason


class SmallTable:
    """One table with the columns ``conversation`` and ``time``. Raises ``StoreUnavailable``."""

    def __init__(self, engine: Engine, table: sa.Table, days: float) -> None:
        self._engine, self._table, self._days = engine, table, days
        try:
            table.metadata.create_all(engine)
        except SQLAlchemyError as error:
            raise StoreUnavailable(f"the database cannot be used: {reason(error)}") from error

    def forget(self, conversation: str) -> None:
        """Delete everything of a conversation."""
        self.run(sa.delete(self._table).where(self._table.c.conversation == conversation))

    def purge(self, days: Optional[float] = None) -> None:
        """Delete what is older than ``days``, or than it may become."""
        oldest = time.time() - (self._days if days is None else days) * DAY_SECONDS
        self.run(sa.delete(self._table).where(self._table.c.time < oldest))

    def add(self, *rows: Mapping[str, Any]) -> None:
        """Add rows of now."""
        now = time.time()
        self.run(sa.insert(self._table), [{"time": now, **row} for row in rows])

    def rows(self, statement: Any) -> List[Mapping[str, Any]]:
        """The rows that ``statement`` selects."""
        try:
            with self._engine.connect() as connection:
                return [dict(row) for row in connection.execute(statement).mappings()]
        except SQLAlchemyError as error:
            raise StoreUnavailable(reason(error)) from error

    def run(self, statement: Any, values: Sequence[Mapping[str, Any]] = ()) -> int:
        """Run a statement, for each of ``values`` if there are any; how many rows it changed."""
        try:
            with self._engine.begin() as connection:
                return int(connection.execute(statement, *([list(values)] if values else [])).rowcount)
        except SQLAlchemyError as error:
            raise StoreUnavailable(reason(error)) from error
