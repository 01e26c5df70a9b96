"""The tracker store: Rasa's SQL store without its traps.

Rasa's own store ends the process on a value that the database cannot take, waits for ever for a database that is down, and
looks at all event classes for each event that it loads. See docs/operators.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Generator, List, Optional, Text, Type

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import paths

DATABASE_VARIABLE = "DATABASE_URL"
DAY_SECONDS = 86400
RETENTION_DAYS = 30


class StoreUnavailable(RuntimeError):
    """The database cannot be reached or refused what was asked."""


class ConversationStore(SQLTrackerStore):
    """Conversations in SQLite or PostgreSQL; raises ``StoreUnavailable`` instead of forgetting or exiting."""

    def __init__(
        self, domain: Optional[Domain] = None, host: Optional[Text] = None, event_broker: Optional[EventBroker] = None,
        dialect: Text = "sqlite", db: Text = "var/noaber.db", **kwargs: Any,
    ) -> None:
        url = os.environ.get(DATABASE_VARIABLE) or host
        if not url and db != ":memory:":
            path = paths.ROOT / db
            path.parent.mkdir(parents=True, exist_ok=True)
            db = str(path)
        _check_reachable(url or f"{dialect}:///{db}")
        super().__init__(domain=domain, dialect=dialect, host=url, db=db, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _set_pragmas)
        self._add_index()

    def _add_index(self) -> None:
        """For the two questions that each turn asks: the last session of a conversation, and its events."""
        columns = self.SQLEvent.__table__.c
        index = sa.Index("noaber_events_by_session", columns.sender_id, columns.type_name, columns.timestamp)
        index.create(self.engine, checkfirst=True)

    @contextlib.contextmanager
    def session_scope(self) -> Generator[Session, None, None]:
        """A session that is rolled back and closed on any error; database errors become ``StoreUnavailable``."""
        session = self.sessionmaker()
        try:
            yield session
        except (SQLAlchemyError, ValueError) as error:
            session.rollback()
            raise StoreUnavailable(type(error).__name__) from error
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
    """A commit of SQLite waits for the disk only at checkpoints: a power cut may cost the last turns, never the file."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _check_reachable(url: str) -> None:
    engine = sa.create_engine(url)
    try:
        engine.connect().close()
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"the database cannot be reached: {error.__class__.__name__}") from error
    finally:
        engine.dispose()


@lru_cache(maxsize=1)
def _event_classes() -> Dict[Text, Type[Event]]:
    return {event.type_name: event for event in reversed(all_subclasses(Event))}


def _event(data: Dict[Text, Any]) -> Event:
    """The event in ``data``; finding its class by name is what makes loading fast."""
    return _event_classes()[data["event"]].from_parameters(data)  # type: ignore[return-value]
