"""Opening hours and Dutch holidays: what can be said of them at a moment."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import List, Optional

from dateutil import easter, tz

from bot.content.guides import DAYS, Holiday, OpeningHours
from bot.content.library import Library

SATURDAY = 5


def hours_sentence(library: Library, language: str, now: Optional[datetime] = None) -> str:
    """Whether somebody is there: the times if they are known, a holiday or weekend today, or that it is not known."""
    hours, texts = library.opening_hours, library.texts("conversation")
    moment = now or datetime.now(tz.gettz(hours.timezone))
    holiday = holiday_on(hours, moment.date())
    if holiday:
        return texts.get("hours_holiday", language, name=holiday.name.in_(language))
    spans = spans_on(hours, moment.date())
    if not any(spans_of(hours, day) for day in DAYS):
        return texts.get("hours_weekend" if moment.weekday() >= SATURDAY else "hours_unknown", language)
    if not spans:
        return texts.get("hours_closed_today", language)
    times = ", ".join(spans)
    return texts.get("hours_open" if is_open(hours, moment) else "hours_today", language, times=times)


def is_open(hours: OpeningHours, moment: datetime) -> bool:
    """Whether ``moment`` is within the times of its day, and no holiday."""
    if holiday_on(hours, moment.date()):
        return False
    clock = moment.strftime("%H:%M")
    return any(start <= clock < end for start, end in (span.split("-") for span in spans_on(hours, moment.date())))


def spans_on(hours: OpeningHours, day: date) -> List[str]:
    """The times on a day."""
    return spans_of(hours, DAYS[day.weekday()])


def spans_of(hours: OpeningHours, name: str) -> List[str]:
    """The times on a day of the week."""
    return list(getattr(hours.days, name))


def holiday_on(hours: OpeningHours, day: date) -> Optional[Holiday]:
    """The holiday on ``day``, if it is one."""
    return next((holiday for holiday in hours.holidays if date_of(holiday, day.year) == day), None)


def date_of(holiday: Holiday, year: int) -> date:
    """The day of a holiday in ``year``."""
    if holiday.easter is not None:
        return easter.easter(year) + timedelta(days=holiday.easter)
    month, number = map(int, (holiday.day or "01-01").split("-"))
    day = date(year, month, number)
    return day - timedelta(days=1) if holiday.not_on_sunday and day.weekday() == SATURDAY + 1 else day
