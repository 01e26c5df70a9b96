"""Dates as people write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date


LOCALES = {"nl": "nl", "en": "en_GB", "de": "de"}


def written_date(day: str, language: str) -> str:
    """An ISO date as a reader of ``language`` writes it: "23 november 2026"."""
    return format_date(date.fromisoformat(day), "long", locale=LOCALES[language])
