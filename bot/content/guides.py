"""The shape of the files that guide a conversation: desk finder, follow-ups, care, opening hours, the switch."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, Dict, List, Optional

from pydantic import Field, constr, validator

from bot.content.models import FactSource, Link, LocalText, Strict, Text, TopicId, Url

TIME_SPAN = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DECLINED = ("medisch", "juridisch", "politiek")


def _pattern(value: str) -> str:
    """``value`` when it is a regular expression."""
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(str(error)) from error
    return value


class Patterns(Strict):
    """A mapping of lists of regular expressions."""

    @validator("*", each_item=True)
    def _is_pattern(cls, value: Any) -> Any:
        return _pattern(value) if isinstance(value, str) else value


class Theme(Strict):
    """A theme of the desk finder; ``key`` is that of its ``contact/`` topic."""

    key: Text
    audiences: List[Text]
    municipality: constr(regex="^(ja|nee)$")
    words: List[Text]


class Audience(Strict):
    """A kind of visitor: what its button says, how it is named, and by which words it is known."""

    key: Text
    label: LocalText
    name: LocalText
    words: List[Text]


class Municipality(Strict):
    """A municipality with its villages and spellings."""

    name: Text
    words: List[Text]


class Finder(Strict):
    """The file ``data/finder.yml``."""

    themes: List[Theme]
    audiences: List[Audience]
    municipalities: List[Municipality]
    own: List[Text]
    role: List[Text]
    before_place: List[Text]
    elsewhere: List[Text]
    denied: List[Text]
    heads: List[Text]
    alone: List[Text]
    wish: List[Text]
    topics: Dict[Text, Text]
    desks: Dict[TopicId, List[Text]]


class FollowUps(Patterns):
    """The file ``data/follow_ups.yml``: the lists from ``stop_with`` on hold words, the others regular expressions."""

    meer: List[Text]
    kort: List[Text]
    eenvoudiger: List[Text]
    bron: List[Text]
    hulp: List[Text]
    mens: List[Text]
    open: List[Text]
    kapot: List[Text]
    mis: List[Text]
    herhaal: List[Text]
    taal_en: List[Text]
    taal_de: List[Text]
    taal_nl: List[Text]
    wisselt_en: List[Text]
    wisselt_de: List[Text]
    wisselt_nl: List[Text]
    stop: List[Text]
    skip: List[Text]
    geen: List[Text]
    opnieuw: List[Text]
    waarom_vraag: List[Text]
    leave: List[Text]
    wijst: List[Text]
    document: List[Text]
    terug: List[Text]
    houden: List[Text]
    tijden: List[Text]
    opschrijven: List[Text]
    nieuwer: List[Text]
    loket: List[Text]
    mail: List[Text]
    lezen: List[Text]
    leeg: List[Text]
    kiest: List[Text]
    verschil: List[Text]
    beide: List[Text]
    stop_with: List[Text]
    first: List[Text]
    second: List[Text]
    third: List[Text]
    fourth: List[Text]
    last: List[Text]
    around: List[Text]
    agree: List[Text]
    agree_person: List[Text]
    agree_with: List[Text]
    correct: List[Text]


class Help(Strict):
    """Whom to call, the first number on top."""

    zelfdoding: List[Text]
    gevaar: List[Text]
    page: Url
    source: FactSource


class Care(Patterns):
    """The file ``data/care.yml``: words in which a slip may stand, what is ordinary, what asks for care, and who helps."""

    help: Help
    words: List[Text]
    not_: List[Text] = Field(alias="not")
    zelfdoding: List[Text]
    gevaar: List[Text]


class CareExamples(Strict):
    """The file ``data/care_examples.yml``: messages from which the bot learns what asks for care, and what is ordinary."""

    zelfdoding: List[Text]
    gevaar: List[Text]
    gewoon: List[Text]


class Declined(Patterns):
    """The file ``data/declined.yml``."""

    klacht: List[Text]
    medisch: List[Text]
    juridisch: List[Text]
    politiek: List[Text]


class FirstQuestion(Strict):
    """A good first question and its topic."""

    topic: TopicId
    label: LocalText


class FirstQuestions(Strict):
    """The file ``data/first_questions.yml``."""

    questions: List[FirstQuestion]


class Names(Strict):
    """The file ``data/names.yml``: what always, and what sometimes, stands before a person's name."""

    altijd: List[Text]
    soms: List[Text]


class QuestionWords(Strict):
    """The file ``data/questions.yml``: how a question begins, and what stands between two."""

    openings: List[Text]
    joints: List[Text]


class Mode(str, Enum):
    """How the bot serves: as usual, with a notice, or with the notice alone."""

    NORMAL = "normaal"
    NOTICE = "melding"
    CLOSED = "dicht"


class Service(Strict):
    """The file ``data/service.yml``."""

    mode: Mode
    message: LocalText
    link: Link


class Holiday(Strict):
    """A holiday on a fixed day (month-day), or a number of days from Easter Sunday."""

    day: Optional[constr(regex=r"^\d\d-\d\d$")]
    easter: Optional[int]
    not_on_sunday: Optional[constr(regex="^ja$")]
    name: LocalText

    @validator("easter", always=True)
    def _one_rule(cls, value: Optional[int], values: Dict[str, Optional[str]]) -> Optional[int]:
        if (value is None) == (values.get("day") is None):
            raise ValueError("day or easter")
        return value


class Days(Strict):
    """Opening times of each day of the week."""

    maandag: List[constr(regex=TIME_SPAN)]
    dinsdag: List[constr(regex=TIME_SPAN)]
    woensdag: List[constr(regex=TIME_SPAN)]
    donderdag: List[constr(regex=TIME_SPAN)]
    vrijdag: List[constr(regex=TIME_SPAN)]
    zaterdag: List[constr(regex=TIME_SPAN)]
    zondag: List[constr(regex=TIME_SPAN)]


class OpeningHours(Strict):
    """The file ``data/opening_hours.yml``."""

    timezone: Text
    days: Days
    holidays: List[Holiday]


GUIDES = {
    "finder": Finder, "follow_ups": FollowUps, "care": Care, "care_examples": CareExamples, "declined": Declined,
    "first_questions": FirstQuestions, "service": Service, "opening_hours": OpeningHours, "names": Names,
    "questions": QuestionWords,
}
