"""The tracker store by itself: databases that cannot be used, wiping, purging, and many stores in one process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import socket
import sqlite3
import time
from pathlib import Path
from typing import List

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import paths
from bot.store import tracker
from bot.store.tracker import DAY_SECONDS, ConversationStore, StoreUnavailable

DOMAIN = Domain.load(str(paths.DOMAIN))
MARKER = "kwikstaartjesnest"


def store_in(folder: Path) -> ConversationStore:
    """A store with a database file of its own."""
    return ConversationStore(domain=DOMAIN, host=f"sqlite:///{folder / 'noaber.db'}")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    """A store that is empty."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return store_in(tmp_path)


def keep(store: ConversationStore, sender: str, *texts: str, age: float = 0) -> None:
    """Store what somebody said, ``age`` seconds ago."""
    then = time.time() - age
    events = [UserUttered(text, timestamp=then) for text in texts]
    asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, DOMAIN.slots)))


def said(store: ConversationStore, sender: str) -> List[str]:
    """What somebody said, as far as it is stored."""
    tracker = asyncio.run(store.retrieve(sender))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def test_what_is_stored_comes_back_with_its_slots(store: ConversationStore) -> None:
    events = [UserUttered("Moi €"), SlotSet("last_topic", "regio/hub")]
    asyncio.run(store.save(DialogueStateTracker.from_events("a", events, DOMAIN.slots)))
    found = asyncio.run(store.retrieve("a"))
    assert said(store, "a") == ["Moi €"]
    assert found is not None and found.get_slot("last_topic") == "regio/hub"


def test_what_is_added_later_is_stored_once(store: ConversationStore) -> None:
    keep(store, "a", "een")
    keep(store, "a", "een", "twee")
    assert said(store, "a") == ["een", "twee"]


def test_nobody_is_known_at_first(store: ConversationStore) -> None:
    assert asyncio.run(store.retrieve("a")) is None


def test_one_conversation_is_forgotten_and_no_other(store: ConversationStore) -> None:
    keep(store, "a", "een")
    keep(store, "b", "twee")
    asyncio.run(store.forget("a"))
    assert (said(store, "a"), said(store, "b")) == ([], ["twee"])


def test_what_is_forgotten_is_overwritten_in_the_file(store: ConversationStore, tmp_path: Path) -> None:
    keep(store, "a", MARKER)
    assert any(MARKER.encode() in path.read_bytes() for path in tmp_path.iterdir())
    asyncio.run(store.forget("a"))
    assert not any(MARKER.encode() in path.read_bytes() for path in tmp_path.iterdir())
    with store.session_scope() as session:
        assert session.execute("PRAGMA secure_delete").scalar() == 1
        assert session.execute("PRAGMA journal_mode").scalar() == "wal"


def test_events_are_deleted_when_they_are_older_than_the_days_given(store: ConversationStore) -> None:
    keep(store, "a", "oud", age=2 * DAY_SECONDS)
    keep(store, "b", "nieuw", age=0.5 * DAY_SECONDS)
    assert store.purge(days=3) == 0
    assert store.purge(days=1) == 1
    assert (said(store, "a"), said(store, "b")) == ([], ["nieuw"])


@pytest.mark.parametrize("sender", ["\ud800", "\udfff"])
def test_a_value_that_the_database_cannot_take_does_not_end_the_process(store: ConversationStore, sender: str) -> None:
    with pytest.raises(StoreUnavailable):
        asyncio.run(store.retrieve(sender))
    with pytest.raises(StoreUnavailable):
        keep(store, sender, "een")
    keep(store, "a", "twee")
    assert said(store, "a") == ["twee"]


def test_an_error_undoes_what_was_begun(store: ConversationStore) -> None:
    keep(store, "a", "een")
    with pytest.raises(StoreUnavailable):
        with store.session_scope() as session:
            session.query(store.SQLEvent).delete()
            session.execute("SELECT * FROM nothing")
    assert said(store, "a") == ["een"]


def test_the_reason_names_what_is_wrong_and_nothing_that_was_to_be_stored(store: ConversationStore) -> None:
    with store.session_scope() as session:
        session.execute("DROP TABLE events")
        session.commit()
    with pytest.raises(StoreUnavailable, match="no such table: events"):
        store.ping()
    with pytest.raises(StoreUnavailable) as refused:
        keep(store, "a", MARKER)
    assert MARKER not in str(refused.value)


def test_many_stores_can_be_made_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        made = store_in(folder)
        keep(made, "a", "een")
        assert said(made, "a") == ["een"]
    assert said(store_in(tmp_path / "0"), "a") == ["een"]


def test_the_environment_goes_before_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    keep(ConversationStore(domain=DOMAIN, db=str(tmp_path / "settings.db")), "a", "een")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db"]


@pytest.mark.parametrize("url", ["", "sqlite:///other.db"])
def test_a_database_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    made = ConversationStore(domain=DOMAIN, db=":memory:")
    keep(made, "a", "een")
    assert said(made, "a") == ["een"] and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "url",
    [
        "nonsense", "noaber:geheim@h/db", "postgres://noaber:geheim@h/db", "mysql://noaber:geheim@h/db",
        "oracle://noaber:geheim@h/db", "postgresql://noaber:geheim@h:port/db",
        "postgresql://noaber:geheim@127.0.0.1:1/db",
        "sqlite:///{folder}", "sqlite:///{folder}/no/such.db", "sqlite:///{folder}/text.db",
        "sqlite:///file:{folder}/closed.db?mode=ro&uri=true",
    ],
)
def test_a_database_that_cannot_be_used_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    (tmp_path / "text.db").write_text("no database " * 100, "utf-8")
    sqlite3.connect(tmp_path / "closed.db").execute("CREATE TABLE other (id)")
    monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))
    with pytest.raises(StoreUnavailable, match="the database cannot be used") as refused:
        ConversationStore(domain=DOMAIN)
    assert "geheim" not in str(refused.value)


def test_a_database_that_does_not_answer_is_refused_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker, "CONNECT_SECONDS", "2")  # the least that PostgreSQL's client takes
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "")
    monkeypatch.delenv("PGCONNECT_TIMEOUT")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("DATABASE_URL", f"postgresql://noaber:geheim@127.0.0.1:{silent.getsockname()[1]}/db")
        with pytest.raises(StoreUnavailable, match="timeout expired") as refused:
            ConversationStore(domain=DOMAIN)
    assert "geheim" not in str(refused.value)


def test_the_log_keeps_nothing_of_what_was_deleted_though_others_have_the_file_open(tmp_path: Path) -> None:
    path = tmp_path / "noaber.db"
    store = ConversationStore(db=str(path))
    store.ping()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM events").fetchall()
        with store.session_scope() as session:
            session.add(store.SQLEvent(sender_id="een", type_name="user", timestamp=0.0, data='{"text": "kwikstaart"}'))
            session.commit()
        asyncio.run(store.forget("een"))
        assert b"kwikstaart" in (tmp_path / "noaber.db-wal").read_bytes()
        store.rewrite()
        assert not any(b"kwikstaart" in file.read_bytes() for file in tmp_path.iterdir())


def test_rows_that_moved_before_they_were_deleted_leave_nothing_in_the_file(tmp_path: Path) -> None:
    path, numbers = tmp_path / "noaber.db", random.Random(0)
    store, gone = ConversationStore(db=str(path)), [f"bezoeker-{number:02}" for number in range(20)]
    with store.session_scope() as session:
        for _ in range(600):
            data = json.dumps({"text": "x" * numbers.randrange(900)})
            sender = f"bezoeker-{numbers.randrange(40):02}"
            session.add(store.SQLEvent(sender_id=sender, type_name=f"user{numbers.random()}", timestamp=0.0, data=data))
            session.commit()
    for sender in gone:
        asyncio.run(store.forget(sender))
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert any(sender.encode() in path.read_bytes() for sender in gone)  # overwriting what is deleted is not enough
    store.rewrite()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(sender.encode() in left for sender in gone) and b"bezoeker-21" in left
