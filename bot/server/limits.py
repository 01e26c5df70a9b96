"""How much one address or one conversation may ask: token buckets."""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Callable, Tuple

SWITCH = "RATE_LIMIT"
MOST_REMEMBERED = 10_000


@dataclass(frozen=True)
class Rate:
    """``burst`` requests at once, and ``per_minute`` on average."""

    burst: int
    per_minute: float


ADDRESS = Rate(burst=60, per_minute=120)
CONVERSATION = Rate(burst=15, per_minute=30)


class Limiter:
    """Token buckets by key; forgets the keys that were quiet longest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: "OrderedDict[str, Tuple[float, float]]" = OrderedDict()

    def wait(self, key: str, rate: Rate) -> int:
        """Take one token for ``key``: 0 when there was one, else the seconds until there is one again."""
        now = self._clock()
        tokens, then = self._buckets.pop(key, (float(rate.burst), now))
        tokens = min(rate.burst, tokens + (now - then) * rate.per_minute / 60)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        while len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if allowed else math.ceil((1 - tokens) * 60 / rate.per_minute)


def limits_apply() -> bool:
    """Whether limits hold: the switch in the environment lifts them for tests and benchmarks."""
    return os.environ.get(SWITCH, "on").lower() != "off"
