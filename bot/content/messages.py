"""Sentences for staff, in Dutch, kept outside the code in ``data/staff.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict

import yaml

from bot import paths


@lru_cache(maxsize=1)
def _messages() -> Dict[str, str]:
    return yaml.safe_load(paths.STAFF_MESSAGES.read_text("utf-8"))


def message(key: str, **values: Any) -> str:
    """The sentence ``key`` with ``{name}`` replaced by ``values``. Raises ``KeyError`` for an unknown key."""
    return _messages()[key].format(**values)
