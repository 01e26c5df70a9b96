"""What a message means after what was said: care, buttons typed as text, answers to the bot's questions, follow-ups.

Each reader looks at the same ``Heard`` and gives parse data, or None when the message is not for it. The first that
gives something wins; when none does, the message means what the classifier made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from bot.answers.reply import DENY, DESK, FIND, SHORT, TOPIC_CHOICE
from bot.answers.turn import (
    CHOICE_ASKED, CONSENT_ASKED, FORGET_ASKED, PLACE_ASKED, QUESTION_ASKED, REACH_ASKED, THEME_ASKED, WHO_ASKED,
)
from bot.content.library import Library
from bot.content.topics import CONVERSATION_GROUP, OUT_OF_SCOPE
from bot.conversation.care import HEALTH, care_kind, declined_kind
from bot.conversation.choices import (
    AGAIN, CARE_INTENT, DECLINE_INTENT, DESK_INTENT, HELP, LANGUAGE_INTENT, LEAVE_INTENT, OTHER, SHORT_INTENT, SKIP,
    STOP, UNKNOWN, act, parse_of_choice,
)
from bot.conversation.seeker import BARE_WORDS, Said, said, theme_of
from bot.conversation.words import fits, place_of, plain
from bot.nlu.parse import CLARIFY_INTENT, DENY_INTENT, parse_of_topic
from bot.understanding.confirmation import confirmation

FINDER_ASKED = (THEME_ASKED, WHO_ASKED, PLACE_ASKED)
FORM_ASKED = (QUESTION_ASKED, CONSENT_ASKED, REACH_ASKED)
ORDINALS = ("first", "second", "third", "fourth")
TOPICS_OF_FOLLOW_UPS = {
    "meer": "gesprek/meer", "eenvoudiger": "gesprek/eenvoudiger", "bron": "gesprek/bron", "herhaal": "gesprek/herhaal",
}
DEICTIC = re.compile(
    r"\b(daarbij|hierbij|daarmee|hiermee|daarover|hierover|daarvoor|hiervoor|daarin|hiermit|dabei|damit|daruber|dafur"
    r"|(?:with|about|for) (?:that|this|it)|doarbie|doarmet|doarmee)\b"
)
ADDRESS = re.compile(r"\[(e-mail|telefoonnummer)\]")
CONTACT = "contact/"
DOWNLOAD = "strategie/download"
DOCUMENT = re.compile(
    r"\b(rapport\w*|voortgang\w*|document\w*|pdf|bestand|download\w*|report\w*|file|quick ?scan|bericht|datei|jaarverslag)\b"
)
NOT_COUNTED = frozenset({f"{TOPIC_CHOICE}gesprek/meer", f"{TOPIC_CHOICE}gesprek/eenvoudiger", SHORT, f"{FIND}{SKIP}"})
PERSON, GENERAL = "contact/medewerker", "contact/algemeen"

ASKING = re.compile(
    r"\?\s*$|^\s*(wat|hoe|welke?|wanneer|waarom|what|how|which|when|why|was|wie viele|welche|wann|warum)\b", re.IGNORECASE
)
LONGEST_ANSWER = 7

Parse = Dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """A message with what the classifier made of it and what came before."""

    text: str
    parse: Mapping[str, Any]
    slots: Mapping[str, Any]
    last_reply: Mapping[str, Any]
    library: Library

    @property
    def plain(self) -> str:
        """The text in plain form."""
        return plain(self.text)

    @property
    def asked(self) -> Optional[str]:
        """What the bot has just asked."""
        return self.slots.get("asked")

    @property
    def topic(self) -> Optional[str]:
        """The topic that the classifier is sure of."""
        return self.parse.get("topic")

    @property
    def unsure(self) -> bool:
        """Whether the classifier found no topic to answer."""
        return self.topic in (None, OUT_OF_SCOPE)

    @property
    def is_question(self) -> bool:
        """Whether the message is a clear question about a topic of the strategy or a desk."""
        about = self.topic is not None and not self.topic.startswith(f"{CONVERSATION_GROUP}/")
        return about and len(self.plain.split()) > 2

    @property
    def said(self) -> Said:
        """What the message says of the visitor; a bare word counts when the finder asked, or has just answered."""
        last = self.slots.get("last_topic") or ""
        return said(self.library.finder, self.text, self.asked in FINDER_ASKED or last.startswith(CONTACT))


def meaning(heard: Heard) -> Optional[Parse]:
    """Parse data that takes the place of the classifier's; None when that stands."""
    for reader in READERS:
        parse = reader(heard)
        if parse is not None:
            return {**parse, "language": None} if _keeps_language(heard, parse) else parse
    return None


def _keeps_language(heard: Heard, parse: Parse) -> bool:
    """Whether a few words that follow on say nothing of the language, such as "zzp" or "de tweede"."""
    spoken = parse["intent"]["name"] in (CARE_INTENT, DECLINE_INTENT)
    return not spoken and bool(heard.slots.get("last_topic")) and len(heard.plain.split()) <= BARE_WORDS


def _care(heard: Heard) -> Optional[Parse]:
    kind = care_kind(heard.library.care, heard.text)
    return act(CARE_INTENT, kind) if kind else None


def _typed_label(heard: Heard) -> Optional[Parse]:
    """What a button says may be typed."""
    for choice in heard.last_reply.get("choices") or ():
        if plain(choice["label"]) == heard.plain:
            return parse_of_choice(choice["choice"])
    return None


def _form(heard: Heard) -> Optional[Parse]:
    """An answer to a question of the form for leaving a question."""
    follow_ups = heard.library.follow_ups
    if heard.asked not in FORM_ASKED:
        return None
    if fits(follow_ups.stop, heard.plain):
        return act(LEAVE_INTENT, STOP)
    if heard.topic == "gesprek/wissen":
        return None
    if heard.asked == QUESTION_ASKED:
        return act(LEAVE_INTENT, QUESTION_ASKED)
    if heard.asked == REACH_ASKED:
        if ADDRESS.search(heard.text):
            return act(LEAVE_INTENT, REACH_ASKED)
        return None if heard.is_question else act(LEAVE_INTENT, STOP if confirmation(heard.text) is False else UNKNOWN)
    agreed = confirmation(heard.text)
    if agreed is None:
        return None if heard.is_question else act(LEAVE_INTENT, UNKNOWN)
    return act(LEAVE_INTENT, CONSENT_ASKED if agreed else STOP)


def _way_out(heard: Heard) -> Optional[Parse]:
    """Stopping or skipping a question of the bot."""
    follow_ups = heard.library.follow_ups
    if heard.asked not in (*FINDER_ASKED, CHOICE_ASKED):
        given_up = heard.asked is None and heard.slots.get("last_topic") and fits(follow_ups.stop, heard.plain)
        return act(DESK_INTENT, STOP) if given_up else None
    if fits(follow_ups.stop, heard.plain):
        return act(DESK_INTENT, STOP)
    says_no = confirmation(heard.text) is False
    if heard.asked in FINDER_ASKED and (says_no or fits(follow_ups.skip, heard.plain)):
        return act(DESK_INTENT, SKIP)
    return None


def _ordinal(heard: Heard) -> Optional[Parse]:
    """"The second", of the desks or the buttons of the last reply."""
    options = _listed(heard)
    place = _place(heard)
    if place is None or not options or place >= len(options):
        return None
    return parse_of_choice(options[place])


def _options(heard: Heard) -> List[str]:
    desks = [f"{DESK}{desk['id']}" for desk in heard.last_reply.get("desks") or ()]
    choices = [choice["choice"] for choice in heard.last_reply.get("choices") or () if choice["choice"] != DENY]
    return desks if len(desks) > 1 else choices


def _listed(heard: Heard) -> List[str]:
    """What "the second" counts: nobody counts "tell me more" and "skip" where there are topics to choose from."""
    options = _options(heard)
    return [option for option in options if option not in NOT_COUNTED] or options


def _place(heard: Heard) -> Optional[int]:
    follow_ups = heard.library.follow_ups
    around = {plain(word) for word in follow_ups.around}
    words = heard.plain
    left = " ".join(word for word in words.split() if word not in around)
    for at, name in enumerate(ORDINALS):
        if {left, words} & {plain(word) for word in getattr(follow_ups, name)}:
            return at
    return -1 if left in {plain(word) for word in follow_ups.last} else None


def _agreement(heard: Heard) -> Optional[Parse]:
    """"Yes" after a list or an offer: the first of it."""
    if heard.asked == FORGET_ASKED or heard.plain not in {plain(word) for word in heard.library.follow_ups.agree}:
        return None
    options = _options(heard) if _offers(heard.last_reply) else []
    return parse_of_choice(options[0]) if options else None


def _offers(reply: Mapping[str, Any]) -> bool:
    """Whether a reply offers something, which small talk does not."""
    small_talk = (reply.get("topic") or "").startswith(f"{CONVERSATION_GROUP}/") and not reply.get("about")
    return reply.get("kind") != "answer" or not small_talk


def _declined(heard: Heard) -> Optional[Parse]:
    kind = declined_kind(heard.library.declined, heard.text)
    if kind == HEALTH and not heard.unsure:
        return None  # "my shop assistant is pregnant, I need somebody for half a year" asks for staff
    return act(DECLINE_INTENT, kind) if kind else None


def _follow_up(heard: Heard) -> Optional[Parse]:
    """A short sentence about the last reply."""
    follow_ups, text = heard.library.follow_ups, heard.plain
    for language in ("en", "de", "nl"):
        if fits(getattr(follow_ups, f"taal_{language}"), text):
            return act(LANGUAGE_INTENT, language)
    if fits(follow_ups.leave, text):
        return act(LEAVE_INTENT)
    if fits(follow_ups.open, text):
        return parse_of_topic(PERSON)
    if fits(follow_ups.kort, text):
        return act(SHORT_INTENT)
    if not heard.slots.get("last_topic"):
        return None
    if fits(follow_ups.kapot, text):
        return parse_of_topic(DOWNLOAD if heard.slots["last_topic"] == DOWNLOAD else PERSON)
    if fits(follow_ups.mis, text) and heard.asked is None:
        return act(DENY_INTENT)
    if fits(follow_ups.hulp, text) or (heard.topic == GENERAL and DEICTIC.search(text)):
        return act(DESK_INTENT, HELP)
    found = next((name for name in TOPICS_OF_FOLLOW_UPS if fits(getattr(follow_ups, name), text)), None)
    return parse_of_topic(TOPICS_OF_FOLLOW_UPS[found]) if found else None


def _finder(heard: Heard) -> Optional[Parse]:
    """What the desk finder makes of a message."""
    finding = heard.said
    if heard.asked == THEME_ASKED:
        answer = _theme_answer(heard, finding)
    elif (heard.slots.get("last_topic") or "").startswith(CONTACT):
        answer = _refinement(heard, finding)
    else:
        answer = _told_at_once(heard, finding)
    return {**answer, "entities": finding.entities} if answer else None


def _theme_answer(heard: Heard, finding: Said) -> Optional[Parse]:
    """An answer to "what is it about?": a word, a topic that has a theme, or what the visitor is."""
    bare = len(heard.plain.split()) <= LONGEST_ANSWER and not ASKING.search(heard.text)
    if bare and (finding.audience or finding.municipality) and not finding.theme and _only_visitor(heard):
        return act(DESK_INTENT, AGAIN)
    if heard.topic and heard.topic.startswith(CONTACT) and heard.topic not in (GENERAL, PERSON):
        return None
    theme = finding.theme or (theme_of(heard.library.finder, heard.topic) if bare else None)
    if theme and (bare or heard.unsure or finding.wish):
        return act(DESK_INTENT, f"theme:{theme}")
    if finding.audience or finding.municipality:
        return act(DESK_INTENT, AGAIN)
    if heard.unsure and heard.parse.get("intent", {}).get("name") not in (CLARIFY_INTENT, DENY_INTENT):
        return act(DESK_INTENT, UNKNOWN)
    return None


def _only_visitor(heard: Heard) -> bool:
    """Whether a message has little beside who or where the visitor is, such as "baker in Goor"."""
    return len(heard.plain.split()) <= BARE_WORDS


def _refinement(heard: Heard, finding: Said) -> Optional[Parse]:
    """After desks: who the visitor is or where, or another theme."""
    words = len(heard.plain.split())
    short = words <= BARE_WORDS + 2 and not heard.text.rstrip().endswith("?")
    is_desk = bool(heard.topic and heard.topic.startswith(CONTACT))
    if (finding.audience or finding.municipality) and (short or heard.unsure) and not (is_desk and finding.theme):
        return act(DESK_INTENT, AGAIN)
    if finding.theme and words <= BARE_WORDS and short and not is_desk:
        return act(DESK_INTENT, f"theme:{finding.theme}")
    if heard.asked in (WHO_ASKED, PLACE_ASKED) and heard.topic == OUT_OF_SCOPE and words <= BARE_WORDS:
        return act(DESK_INTENT, OTHER)
    return _told_at_once(heard, finding)


def _told_at_once(heard: Heard, finding: Said) -> Optional[Parse]:
    """Theme and visitor in one message: "I am a baker in Oldenzaal and want solar panels"."""
    if heard.topic and heard.topic.startswith(CONTACT) and heard.topic != GENERAL:
        return None
    visitor = bool(finding.audience or finding.municipality)
    if finding.theme and finding.own and finding.wish and (visitor or heard.unsure or heard.topic == GENERAL):
        return act(DESK_INTENT, f"theme:{finding.theme}")
    if visitor and finding.own and heard.unsure:
        return act(DESK_INTENT, AGAIN)
    return None


def _document(heard: Heard) -> Optional[Parse]:
    """A document that is named by its words, where the classifier found no topic."""
    documents = heard.library.downloads().downloads
    named = any(document.words and place_of(document.words, heard.plain) for document in documents)
    return parse_of_topic(DOWNLOAD) if named and heard.unsure and DOCUMENT.search(heard.plain) else None


def _visitor_alone(heard: Heard) -> Optional[Parse]:
    """The bare name of a municipality, or of a village in it: its own desk. A bare kind of visitor: the desk finder."""
    if not heard.unsure or len(heard.plain.split()) >= BARE_WORDS:
        return None
    finding = said(heard.library.finder, heard.text, answering=True)
    desk = heard.library.municipal_desk(finding.municipality) if finding.municipality else None
    if desk:
        return parse_of_choice(f"{DESK}{desk.id}")
    return {**act(DESK_INTENT, AGAIN), "entities": finding.entities} if finding.audience else None


READERS: Sequence[Callable[[Heard], Optional[Parse]]] = (
    _care, _typed_label, _form, _way_out, _ordinal, _agreement, _declined, _follow_up, _finder, _document,
    _visitor_alone,
)
