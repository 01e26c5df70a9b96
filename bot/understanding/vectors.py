"""Sentence vectors kept on disk, so that training after a small edit encodes only what is new."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable, List, Optional, Sequence

import numpy as np

from bot import paths
from bot.encoder import Encoder

logger = logging.getLogger(__name__)
CACHE = paths.CACHE / "vectors.sqlite"
MOST_KEPT = 100_000


class VectorCache:
    """Vectors by encoder and text. A cache that cannot be used is thrown away: it holds nothing that cannot be made again."""

    def __init__(self, path: Path = CACHE) -> None:
        self._path = path

    def encode(
        self, encoder: Encoder, texts: Sequence[str], progress: Optional[Callable[[int, int], None]] = None
    ) -> np.ndarray:
        """Vectors float32 [len(texts), dimension]; only texts not seen before are encoded.

        ``progress`` is told how many of the new texts are done, and how many there are.
        """
        keys = [self._key(encoder, text) for text in texts]
        known = self._load()
        missing = {key: text for key, text in zip(keys, texts) if key not in known}
        report = (lambda done: progress(done, len(missing))) if progress else None
        fresh = encoder.encode(list(missing.values()), report) if missing else []
        known.update(zip(missing, fresh))
        if missing:
            self._save(known if len(known) <= MOST_KEPT else {key: known[key] for key in keys})
        return np.stack([known[key] for key in keys])

    @staticmethod
    def _key(encoder: Encoder, text: str) -> bytes:
        return hashlib.sha256(f"{encoder.identity}\n{text}".encode("utf-8", "surrogatepass")).digest()

    def _load(self) -> dict[bytes, np.ndarray]:
        if not self._path.is_file():
            return {}
        try:
            with closing(sqlite3.connect(self._path)) as database:
                rows = database.execute("SELECT key, vector FROM vectors").fetchall()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return {}
        return {key: np.frombuffer(vector, np.float32) for key, vector in rows}

    def _save(self, vectors: dict[bytes, np.ndarray]) -> None:
        rows: List[tuple[bytes, bytes]] = [(key, vector.tobytes()) for key, vector in vectors.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path)) as database, database:
                database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
                database.execute("DELETE FROM vectors")
                database.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
        except (OSError, sqlite3.Error) as error:
            logger.warning("the sentence vectors could not be kept, the next training makes them again: %s", error)
