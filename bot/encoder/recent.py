"""Vectors of the questions of the last minutes, for questions that come again. Memory only, and no texts."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections import OrderedDict
from threading import Lock, Timer
from typing import Callable, Optional, Tuple

import numpy as np

VARIABLE = "REPEAT_SECONDS"
SECONDS = 900
MOST = 512


class RepeatError(ValueError):
    """``REPEAT_SECONDS`` is no number of seconds."""


class RecentVectors:
    """At most ``most`` vectors, none older than ``seconds``; the one that was asked for longest ago makes room.

    The key of a vector is the SHA-256 of its text and of a random number that only this process knows: a list of keys
    says nothing about what was typed.
    """

    def __init__(self, seconds: float = SECONDS, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._salt = secrets.token_bytes(32)
        self._kept: OrderedDict[bytes, Tuple[float, np.ndarray]] = OrderedDict()
        self._lock = Lock()
        self._timer: Optional[Timer] = None

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, text: str) -> Optional[np.ndarray]:
        """The vector of ``text``, when it is there and not too old."""
        key = self._key(text)
        with self._lock:
            made, vector = self._kept.get(key, (-np.inf, None))
            if self._clock() - made >= self._seconds:
                return None
            self._kept.move_to_end(key)
            return vector

    def keep(self, text: str, vector: np.ndarray) -> None:
        """Remember the vector of ``text``. With 0 seconds nothing is remembered."""
        if self._seconds <= 0:
            return
        key = self._key(text)
        with self._lock:
            self._kept[key] = (self._clock(), vector)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            self._watch()

    def drop_old(self) -> None:
        """Drop what is too old. Happens by itself, even when no question comes any more."""
        with self._lock:
            oldest_kept = self._clock() - self._seconds
            for key in [key for key, (made, _) in self._kept.items() if made <= oldest_kept]:
                del self._kept[key]
            self._timer = None
            self._watch()

    def _watch(self) -> None:
        """Come back when the oldest vector is due."""
        if self._kept and self._timer is None:
            oldest = min(made for made, _ in self._kept.values())
            self._timer = Timer(max(oldest + self._seconds - self._clock(), 0), self.drop_old)
            self._timer.daemon = True
            self._timer.start()

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(self._salt + text.encode("utf-8")).digest()


def seconds_wished() -> int:
    """How long vectors are kept, from the environment. Raises ``RepeatError`` for what is none."""
    wished = os.environ.get(VARIABLE) or str(SECONDS)
    if not wished.isdecimal():
        raise RepeatError(f"{VARIABLE}: a whole number of seconds, not '{wished}'; 0 keeps nothing")
    return int(wished)
