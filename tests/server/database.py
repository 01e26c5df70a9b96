"""A look into the database file of a server, past the server."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any, Dict, Iterator, List

import jwt

TABLES = {
    "events": "sender_id", "turns": "conversation", "questions": "conversation", "suggestions": "conversation",
}


@contextlib.contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept at the end, and which is then closed."""
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def identity_of(token: str) -> str:
    """The id in a conversation's token, as the database has it."""
    return str(jwt.decode(token, options={"verify_signature": False})["sub"])


def rows_of(database: Path, token: str) -> Dict[str, int]:
    """How many rows of each table belong to a conversation."""
    identity = identity_of(token)
    with opened(database) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", [identity]).fetchone()[0]
            for table, column in TABLES.items()
        }


def events_of(database: Path, token: str) -> List[Dict[str, Any]]:
    """The events of a conversation, oldest first."""
    with opened(database) as connection:
        query = "SELECT data FROM events WHERE sender_id = ? ORDER BY id"
        return [json.loads(data) for (data,) in connection.execute(query, [identity_of(token)])]


def tables_of(database: Path) -> List[str]:
    """The names of all tables."""
    with opened(database) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        return [name for (name,) in connection.execute(query)]


def bytes_of(database: Path) -> bytes:
    """The database file and those that SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")) if path.is_file())
