"""Sentences for staff, in Dutch, kept outside the code in ``data/staff.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict

import yaml

from bot import paths


class MessagesError(RuntimeError):
    """The file with the sentences for staff cannot be read."""


@lru_cache(maxsize=1)
def _messages() -> Dict[str, str]:
    try:
        return yaml.safe_load(paths.STAFF_MESSAGES.read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise MessagesError(f"{paths.relative(paths.STAFF_MESSAGES)}: {error}") from error


def message(key: str, **values: Any) -> str:
    """The sentence ``key`` with ``{name}`` replaced by ``values``. Raises ``KeyError`` for an unknown key."""
    return _messages()[key].format(**values)
