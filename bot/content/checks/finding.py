"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.messages import message
from bot.content.yaml_file import ContentError
from bot.paths import relative


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend: where, and a Dutch sentence that says what to do. ``key`` names it in ``data/staff.yml``."""

    path: Path
    line: int
    key: str
    sentence: str

    @classmethod
    def at(cls, path: Path, line: int, key: str, **values: Any) -> Finding:
        """The finding ``key`` with ``values`` in its sentence."""
        return cls(path, line, key, message(key, **values))

    @classmethod
    def of(cls, error: ContentError) -> Finding:
        """What an error says, as a finding."""
        return cls(error.path, error.line, error.key, error.reason)

    def __str__(self) -> str:
        return f"{relative(self.path)}:{self.line}: {self.sentence}"
