"""What a message says of the visitor and the theme."""

from __future__ import annotations

from typing import Optional

import pytest

from bot.content.library import shared_library
from bot.conversation.opener import without_opener
from bot.conversation.seeker import said, theme_of
from bot.conversation.words import is_slip_of, plain

LIBRARY = shared_library()


@pytest.mark.parametrize(
    ("message", "theme", "audience", "municipality"),
    [
        ("ik ben bakker in Oldenzaal en wil zonnepanelen", "verduurzamen", "mkb", "Oldenzaal"),
        ("Wij zijn een scale-up uit Hengelo en zoeken geld", "financiering", "scaleup", "Hengelo"),
        ("ik wil een bedrijf starten in Vroomshoop", "starten", "starter", "Twenterand"),
        ("as a student I look for an internship near Enschede", "werken", "student", "Enschede"),
        ("Ich bin Freiberufler und suche Kunden in Deutschland", "internationaal", "zzp", None),
        ("mien bedrief in Deanekamp zöch personeel", "personeel", "mkb", "Dinkelland"),
        ("Hoort Almelo bij Twente?", None, None, None),
        ("Wat doet Twente voor studenten?", None, None, None),
        ("I want to enter the German market", "internationaal", None, None),
        ("Ik ben geen start-up maar wil wel innoveren", "innovatie", None, None),
        ("wij hebben niet genoeg mensen in onze bakkerij", None, "mkb", None),
        ("Ik heb een stukadoorsbedrijf in Haaksbergen en wil zonnepanelen", "verduurzamen", "mkb", "Haaksbergen"),
        ("Wij zijn een groeibedrijf en zoeken geld", "financiering", "scaleup", None),
        ("Ik ben geen ondernemer hoor, gewoon 74 en gepensioneerd", None, "inwoner", None),
        ("wie helpt mij een bedrijf te starten", "starten", "starter", None),
    ],
)
def test_a_sentence_says_all_of_it_at_once(
    message: str, theme: Optional[str], audience: Optional[str], municipality: Optional[str]
) -> None:
    found = said(LIBRARY.finder, message)
    assert (found.audience, found.municipality) == (audience, municipality)
    assert theme is None or found.theme == theme


@pytest.mark.parametrize(
    ("message", "municipality"),
    [
        ("Enschede", "Enschede"), ("enscheede", "Enschede"), ("in goor", "Hof van Twente"), ("Oldezaal", "Oldenzaal"),
        ("Rijssen", "Rijssen-Holten"), ("nijverdal", "Hellendoorn"), ("de lutte", "Losser"), ("Haaksbegren", "Haaksbergen"),
        ("Amsterdam", None), ("weet ik niet", None),
    ],
)
def test_a_bare_place_is_an_answer_with_room_for_a_slip(message: str, municipality: Optional[str]) -> None:
    assert said(LIBRARY.finder, message, answering=True).municipality == municipality


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("nee, ik bedoel de trein", "de trein"), ("No, I mean photonics", "photonics"), ("nein, ich meine Robotik", "Robotik"),
        ("nee niet de trein maar de fiets", "de fiets"), ("nee, ik bedoel iets anders", "nee, ik bedoel iets anders"),
        ("Wat bedoel je met fotonica?", "Wat bedoel je met fotonica?"), ("ik bedoelde AI", "AI") ,
    ],
)
def test_a_correction_is_about_what_comes_after_it(text: str, left: str) -> None:
    assert without_opener(LIBRARY.follow_ups, text) == left


@pytest.mark.parametrize(
    ("topic", "theme"),
    [("technologie/ai", "innovatie"), ("regio/duitsland", "internationaal"), ("contact/pers", "pers"), ("gesprek/groet", None), (None, None)],
)
def test_a_topic_has_a_fitting_theme(topic: Optional[str], theme: Optional[str]) -> None:
    assert theme_of(LIBRARY.finder, topic) == theme


@pytest.mark.parametrize(("token", "same"), [("finaciering", True), ("financeiring", True), ("financiering", True), ("geld", False), ("geldt", False)])
def test_a_long_word_allows_one_slip_and_a_short_one_none(token: str, same: bool) -> None:
    assert is_slip_of(token, "financiering" if same else "gelds") is same


def test_plain_text_has_no_capitals_accents_or_long_vowels() -> None:
    assert plain("Héé, DOOOOOD m'n  café!") == "hee dod mn cafe"


@pytest.mark.parametrize(
    ("answer", "audience", "municipality"),
    [
        ("we zijn met 18 man", "mkb", None), ("met 1 persoon", "zzp", None), ("eigenlijk helemaal alleen", "zzp", None),
        ("doe toch maar voor enschede, daar is meer volk", None, "Enschede"), ("sorry, moet Denekamp zijn", None, "Dinkelland"),
        ("we don't know yet, maybe Hengelo or a village", None, "Hengelo"), ("gewoon 74 en gepensioneerd", "inwoner", None),
        ("with 30 people near Oldenzaal", "mkb", "Oldenzaal"),
    ],
)
def test_an_answer_to_the_finder_says_how_big_a_company_is_and_where(
    answer: str, audience: Optional[str], municipality: Optional[str]
) -> None:
    found = said(LIBRARY.finder, answer, answering=True)
    assert (found.audience, found.municipality) == (audience, municipality)


def test_a_number_of_people_says_nothing_of_a_visitor_who_does_not_speak_of_himself() -> None:
    assert said(LIBRARY.finder, "wonen er 600 mensen in Twente").audience is None


@pytest.mark.parametrize(
    ("message", "elsewhere"),
    [
        ("we zitten in Zwolle", True), ("wij komen uit Nordhorn", True), ("wij zitten in Enter", False), ("ik woon in Almelo", False),
        ("Wat doet de provincie Gelderland?", False), ("we leveren aan klanten van Utrecht tot Almelo", False),
    ],
)
def test_a_place_outside_the_region_is_known_when_the_visitor_is_there(message: str, elsewhere: bool) -> None:
    assert said(LIBRARY.finder, message).elsewhere is elsewhere


def test_how_many_people_there_are_is_told_from_a_wish_for_people() -> None:
    assert said(LIBRARY.finder, "12 man personeel", answering=True).size
    wish = said(LIBRARY.finder, "wij zoeken 6 man personeel", answering=True)
    assert wish.size and wish.wish
