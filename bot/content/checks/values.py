"""Checks of single values in any content file: real dates that are past, no yes or no without quotes."""

from __future__ import annotations

from datetime import date
from typing import Any, Iterator, Optional, Sequence

from bot.content.checks.finding import Finding
from bot.content.checks.shape import leaves
from bot.content.misfit import short
from bot.content.yaml_file import Place, YamlFile

DATES = ("reviewed", "checked")


def values(files: Sequence[YamlFile], today: date) -> Iterator[Finding]:
    """What is wrong with single values of ``files``."""
    for file in files:
        for place, value in leaves(file.data):
            key = _fault(place, value, today)
            if key:
                yield Finding.at(file.path, file.line(*place), key, place=short(place), date=value)


def _fault(place: Place, value: Any, today: date) -> Optional[str]:
    """The key of what is wrong with ``value``."""
    if isinstance(value, bool):
        return "yes_or_no"
    if not isinstance(value, str) or not place or place[-1] not in DATES:
        return None
    try:
        return "date_in_future" if date.fromisoformat(value) > today else None
    except ValueError:
        return "wrong_date"
