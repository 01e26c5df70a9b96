"""Opening hours and holidays."""

from __future__ import annotations

from datetime import date, datetime
from typing import List

import pytest
from dateutil import tz

from bot.answers.hours import holiday_on, hours_sentence, is_open
from bot.content.guides import OpeningHours
from bot.content.library import shared_library

AMSTERDAM = tz.gettz("Europe/Amsterdam")
HOURS = shared_library().opening_hours
OPEN = {"maandag": ["09:00-12:00", "13:00-17:00"], **{day: [] for day in ("dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")}}


class Closed:
    """A library in which the opening hours are known."""

    opening_hours = OpeningHours(timezone="Europe/Amsterdam", days=OPEN, holidays=HOURS.holidays)
    texts = staticmethod(shared_library().texts)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Nieuwjaarsdag"), ("2026-04-03", "Goede Vrijdag"), ("2026-04-05", "eerste paasdag"),
        ("2026-04-06", "tweede paasdag"), ("2026-04-27", "Koningsdag"), ("2025-04-26", "Koningsdag"),
        ("2026-05-14", "Hemelvaartsdag"), ("2026-05-25", "tweede pinksterdag"), ("2026-12-25", "eerste kerstdag"),
        ("2027-03-28", "eerste paasdag"),
    ],
)
def test_dutch_holidays_are_known(day: str, name: str) -> None:
    holiday = holiday_on(HOURS, date.fromisoformat(day))
    assert holiday and holiday.name.nl == name


@pytest.mark.parametrize("day", ["2025-04-27", "2026-11-24", "2026-04-07"])
def test_other_days_are_no_holiday(day: str) -> None:
    assert holiday_on(HOURS, date.fromisoformat(day)) is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T10:00", ["weten wij niet"]), ("2026-11-28T10:00", ["weekend"]), ("2026-12-25T10:00", ["eerste kerstdag"]),
    ],
)
def test_times_that_are_not_known_are_not_guessed(moment: str, words: List[str]) -> None:
    sentence = hours_sentence(shared_library(), "nl", datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM))
    assert all(word in sentence for word in words) and ":00" not in sentence


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-23T09:00", True), ("2026-11-23T12:00", False), ("2026-11-23T16:59", True), ("2026-11-23T17:00", False),
        ("2026-11-24T10:00", False), ("2026-04-06T10:00", False),
    ],
)
def test_somebody_is_there_within_the_times_and_not_on_a_holiday(moment: str, there: bool) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
    assert is_open(Closed.opening_hours, now) is there
    assert ("Er is nu iemand" in hours_sentence(Closed, "nl", now)) is there  # type: ignore[arg-type]


def test_a_day_without_times_says_so() -> None:
    assert "geen vragen gelezen" in hours_sentence(Closed, "nl", datetime(2026, 11, 24, 10, tzinfo=AMSTERDAM))  # type: ignore[arg-type]
