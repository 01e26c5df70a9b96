"""The tracker store: Rasa's SQL store without its traps.

Rasa's own store ends the process on a value that the database cannot take, waits for ever for a database that is down,
and looks at all event classes for each event that it loads. See docs/operators.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from functools import lru_cache
from typing import Any, Dict, Generator, Optional, Text, Type

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot import paths

DATABASE_VARIABLE = "DATABASE_URL"
MEMORY = ":memory:"
DAY_SECONDS = 86400
RETENTION_DAYS = 30
CONNECT_SECONDS = "5"  # PostgreSQL's client waits for minutes by itself
EVENTS = SQLTrackerStore.SQLEvent.__table__.c
# for the two questions that each turn asks: the last session of a conversation, and its events
BY_SESSION = sa.Index("noaber_events_by_session", EVENTS.sender_id, EVENTS.type_name, EVENTS.timestamp)


class StoreUnavailable(RuntimeError):
    """The database cannot be reached or refused what was asked."""


class ConversationStore(SQLTrackerStore):
    """Conversations in SQLite or PostgreSQL; raises ``StoreUnavailable`` instead of forgetting or exiting."""

    def __init__(
        self, domain: Optional[Domain] = None, host: Optional[Text] = None, event_broker: Optional[EventBroker] = None,
        dialect: Text = "sqlite", db: Text = "var/noaber.db", **kwargs: Any,
    ) -> None:
        url = None if db == MEMORY else os.environ.get(DATABASE_VARIABLE) or host
        if not url and db != MEMORY:
            path = paths.ROOT / db
            path.parent.mkdir(parents=True, exist_ok=True)
            db = str(path)
        os.environ.setdefault("PGCONNECT_TIMEOUT", CONNECT_SECONDS)
        _make_tables(url or f"{dialect}:///{db}")
        super().__init__(domain=domain, dialect=dialect, host=url, db=db, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _set_pragmas)

    @contextlib.contextmanager
    def session_scope(self) -> Generator[Session, None, None]:
        """A session that is rolled back and closed on any error; database errors become ``StoreUnavailable``."""
        session = self.sessionmaker()
        try:
            yield session
        except (SQLAlchemyError, ValueError) as error:
            session.rollback()
            raise StoreUnavailable(reason(error)) from error
        finally:
            session.close()

    async def _retrieve(
        self, sender_id: Text, fetch_events_from_all_sessions: bool
    ) -> Optional[DialogueStateTracker]:
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            events = [_event(json.loads(row.data)) for row in rows]
        if not events or not self.domain:
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def forget(self, sender_id: Text) -> None:
        """Delete all events of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def rewrite(self) -> None:
        """Write SQLite's file anew and empty its log of changes, so that no byte of what was deleted stays.

        Rows that moved to another page leave a copy in the old one, which ``secure_delete`` does not see. A file of 100 MB
        takes about half a second.
        """
        if self.engine.dialect.name == "sqlite":
            with self.session_scope() as session:
                session.execute(sa.text("VACUUM"))
                session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def purge(self, days: float = RETENTION_DAYS) -> int:
        """Delete events older than ``days``; returns how many."""
        with self.session_scope() as session:
            old = self.SQLEvent.timestamp < time.time() - days * DAY_SECONDS
            count = session.query(self.SQLEvent).filter(old).delete()
            session.commit()
        return int(count)

    def ping(self) -> None:
        """Raise ``StoreUnavailable`` when the database does not answer."""
        with self.session_scope() as session:
            session.execute(sa.text("SELECT 1 FROM events LIMIT 1"))


def _set_pragmas(connection: Any, _record: Any) -> None:
    """A commit of SQLite waits for the disk only at checkpoints: a power cut may cost the last turns, never the file.

    What is deleted is overwritten at once; what moved before it was deleted goes with ``rewrite``.
    """
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")


def _make_tables(url: str) -> None:
    """Make the tables where they are missing: Rasa itself waits for ever for a database, or goes on without tables."""
    try:
        engine = sa.create_engine(url)
        SQLTrackerStore.Base.metadata.create_all(engine)
        BY_SESSION.create(engine, checkfirst=True)
        engine.dispose()
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise StoreUnavailable(f"the database cannot be used: {reason(error)}") from error


def reason(error: Exception) -> str:
    """What went wrong, without the address of the database or the values that were to be stored."""
    first = str(error.orig).partition("\n")[0] if isinstance(error, DBAPIError) else ""
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


@lru_cache(maxsize=1)
def _event_classes() -> Dict[Text, Type[Event]]:
    return {event.type_name: event for event in reversed(all_subclasses(Event))}


def _event(data: Dict[Text, Any]) -> Event:
    """The event in ``data``; finding its class by name is what makes loading fast."""
    return _event_classes()[data["event"]].from_parameters(data)  # type: ignore[return-value]
