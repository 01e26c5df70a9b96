"""What a message means after what was said: care, buttons typed as text, answers to the bot's questions, follow-ups.

Each reader looks at the same ``Heard`` and gives parse data, or None when the message is not for it. The first that
gives something wins; when none does, the message means what the classifier made of it.
"""

from __future__ import annotations

import re
from typing import Callable, Iterable, List, Optional, Sequence, Tuple

from bot.answers.follow_up import BETWEEN
from bot.answers.render import BY_TOPIC
from bot.answers.turn import CARE_ASKED, CONSENT_ASKED, FORGET_ASKED, QUESTION_ASKED, REACH_ASKED
from bot.content.topics import CAN_DO, CONVERSATION_GROUP, DOWNLOAD, GENERAL, PERSON
from bot.conversation.care import AFTER, COMPLAINT, HEALTH, care_kind, declined_kind
from bot.conversation.choices import (
    CARE_INTENT, COMPARE_INTENT, DECLINE_INTENT, DESK_INTENT, HELP, LANGUAGE_INTENT, LEAVE_INTENT, SHORT_INTENT, STOP,
    UNKNOWN, act,
)
from bot.conversation.finding import CONTACT, finder, visitor_alone, way_out
from bot.conversation.heard import FINDER_ASKED, Heard, Parse
from bot.conversation.picked import agreement, best_desk, ordinal, typed_label
from bot.conversation.privacy import MASK
from bot.conversation.seeker import BARE_WORDS, LONGEST_ANSWER
from bot.conversation.words import fits, found, place_of
from bot.nlu.parse import DENY_INTENT, parse_of_topic
from bot.understanding.confirmation import confirmation
from bot.understanding.prior import FOLLOW_UPS

FORM_ASKED = (QUESTION_ASKED, CONSENT_ASKED, REACH_ASKED)
TOPICS_OF_FOLLOW_UPS = {
    "meer": "gesprek/meer", "eenvoudiger": "gesprek/eenvoudiger", "bron": "gesprek/bron", "herhaal": "gesprek/herhaal",
}
LONGEST_POINTING, FEWEST_WORDS_OF_DANGER = 8, 4
VALIDITY = "strategie/looptijd"
# After these answers a short message that one of the patterns of follow_ups.yml is found in means this.
AFTER_ANSWERS: Sequence[Tuple[Sequence[str], str, Callable[[], Parse]]] = (
    ((PERSON,), "opschrijven", lambda: act(LEAVE_INTENT)),
    ((PERSON, "contact/twente_board"), "tijden", lambda: parse_of_topic(PERSON)),
    ((DOWNLOAD, VALIDITY), "nieuwer", lambda: parse_of_topic(VALIDITY)),
    ((DOWNLOAD,), "mail", lambda: parse_of_topic(DOWNLOAD)),
)
PLAN, BOT, SOURCE = "strategie/", "gesprek/bot", "gesprek/bron"
COMPLAINT_TOPIC = "gesprek/klacht"
SMALL_TALK = f"{CONVERSATION_GROUP}/"
NO_SUBJECT = (CONTACT, SMALL_TALK)
ADDRESS = re.compile("|".join(re.escape(MASK[kind]) for kind in ("email", "phone")))


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
    return not spoken and bool(heard.last_topic) and heard.words <= BARE_WORDS


def _care(heard: Heard) -> Optional[Parse]:
    """Danger that a pattern tells: nothing goes before it."""
    kind = care_kind(heard.library.care, heard.text)
    return act(CARE_INTENT, kind) if kind else None


def _care_learned(heard: Heard) -> Optional[Parse]:
    """Danger that the classifier sees, where nothing was picked from the last reply, and what follows on help."""
    is_answer = heard.asked in FINDER_ASKED and bool(heard.said.entities)  # "just me" says how big a company is
    says_enough = heard.words >= FEWEST_WORDS_OF_DANGER  # shorter ones are for the patterns
    kind = heard.parse.get("care") if says_enough and not is_answer else None
    little = (heard.says_little and heard.said.theme is None) or heard.topic == PERSON
    if kind is None and heard.asked == CARE_ASKED and little and not heard.asks:
        kind = AFTER
    return act(CARE_INTENT, kind) if kind else None


def _keeps(heard: Heard) -> Optional[Parse]:
    """No, in other words, to the question whether the conversation is to be wiped; what begins with yes is no such answer."""
    if heard.asked != FORGET_ASKED or heard.words > LONGEST_POINTING or confirmation((heard.plain.split() or [""])[0]):
        return None
    return act(DENY_INTENT) if found(heard.library.follow_ups.houden, heard.plain) else None


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


def _declined(heard: Heard) -> Optional[Parse]:
    kind = declined_kind(heard.library.declined, heard.text)
    if kind == HEALTH and not heard.unsure:
        return None  # "my shop assistant is pregnant, I need somebody for half a year" asks for staff
    return act(DECLINE_INTENT, HEALTH if kind == COMPLAINT else kind) if kind else None


def _follow_up(heard: Heard) -> Optional[Parse]:
    """A short sentence about the last reply."""
    follow_ups, text = heard.library.follow_ups, heard.plain
    language = _language_wanted(heard)
    if language:
        return act(LANGUAGE_INTENT, language)
    if fits(follow_ups.leave, text):
        return act(LEAVE_INTENT)
    if fits(follow_ups.open, text) or _wants_a_person(heard):
        return parse_of_topic(PERSON)
    if fits(follow_ups.opnieuw, text):
        return parse_of_topic(GENERAL if heard.last_topic.startswith(CONTACT) else CAN_DO)
    if fits(follow_ups.kort, text):
        return act(SHORT_INTENT)
    if not heard.last_topic:
        return None
    if fits(follow_ups.kapot, text):
        return parse_of_topic(DOWNLOAD if heard.last_topic == DOWNLOAD else PERSON)
    before = heard.slots.get("topic_before")
    if before and heard.says_little and fits(follow_ups.terug, text):
        return parse_of_topic(before)
    if fits((*follow_ups.mis, *follow_ups.geen), text) and heard.asked is None:
        return act(DENY_INTENT)
    if fits(follow_ups.hulp, text) or _help_with_that(heard):
        return act(DESK_INTENT, HELP)
    asked = next((name for name in TOPICS_OF_FOLLOW_UPS if fits(getattr(follow_ups, name), text)), None)
    return parse_of_topic(TOPICS_OF_FOLLOW_UPS[asked]) if asked else None


def _after_answer(heard: Heard) -> Optional[Parse]:
    """What people ask after certain answers: about a person when somebody is there, after the plan for a newer one."""
    if heard.words > LONGEST_ANSWER or not (heard.says_little or heard.topic == PERSON):
        return None
    for answers, patterns, meant in AFTER_ANSWERS:
        if heard.last_topic in answers and found(getattr(heard.library.follow_ups, patterns), heard.plain):
            return meant()
    return None


def _wants_a_person(heard: Heard) -> bool:
    """Whether a message that is about no subject asks for a human being; the classifier knows what "are you one?" asks."""
    could_be = (heard.says_little and heard.topic != BOT) or heard.topic == GENERAL
    return could_be and heard.words <= LONGEST_ANSWER and found(heard.library.follow_ups.mens, heard.plain)


def _help_with_that(heard: Heard) -> bool:
    """Whether help is wanted with what was talked about: few words that point there, and no theme of their own."""
    points = found(heard.library.follow_ups.wijst, heard.plain)
    vague = heard.unsure or (heard.topic or "").startswith(CONTACT)
    short = heard.words <= LONGEST_POINTING and heard.said.theme is None
    return points and (heard.topic == GENERAL or (vague and short and heard.said.wish))


def _language_wanted(heard: Heard) -> Optional[str]:
    """The language in which the visitor wants to go on, if the message is about that."""
    follow_ups = heard.library.follow_ups
    for language in ("en", "de", "nl"):
        if fits(getattr(follow_ups, f"taal_{language}"), heard.plain):
            return language
        in_passing = heard.says_little and heard.words <= LONGEST_ANSWER
        if in_passing and found(getattr(follow_ups, f"wisselt_{language}"), heard.plain):
            return language
    return None


def _document(heard: Heard) -> Optional[Parse]:
    """A document that is named by its words, where the classifier found no topic or one about the plan."""
    follow_ups = heard.library.follow_ups
    if heard.topic == SOURCE and not heard.last_topic and found(follow_ups.lezen, heard.plain):
        return parse_of_topic(DOWNLOAD)  # nothing was said yet: whoever wants to read it means the plan
    if heard.unsure and not heard.surely_outside and found(follow_ups.lezen, heard.plain):
        return parse_of_topic(DOWNLOAD)
    documents = heard.library.downloads().downloads
    named = any(document.words and place_of(document.words, heard.plain) for document in documents)
    could_be = heard.unsure or (heard.topic or "").startswith(PLAN)
    return parse_of_topic(DOWNLOAD) if named and could_be and found(follow_ups.document, heard.plain) else None


def _difference(heard: Heard) -> Optional[Parse]:
    """Two subjects to put side by side: those that the message could be about, or the last two."""
    follow_ups = heard.library.follow_ups
    if heard.words > LONGEST_ANSWER or not found(follow_ups.verschil, heard.plain):
        return None
    named = _subjects([heard.topic] if heard.topic else heard.parse.get("topics") or ())
    two = _subjects((heard.slots.get("topic_before"), heard.slots.get("last_topic"), *named))[-2:]
    is_meant = bool(named) or found(follow_ups.beide, heard.plain)
    return act(COMPARE_INTENT, BETWEEN.join(two)) if is_meant and len(two) == 2 else None


def _subjects(topics: Iterable[Optional[str]]) -> List[str]:
    """Those of ``topics`` that the strategy explains, each once."""
    return [topic for topic in dict.fromkeys(topics) if topic and not topic.startswith(NO_SUBJECT)]


def _which_follow_up(heard: Heard) -> Optional[Parse]:
    """Of follow-ups that could be meant, the likeliest: all are about the last answer, and none is worth a question.

    Nobody is asked whether they are complaining.
    """
    topics = heard.parse.get("topics") or ()
    no_question = bool(topics) and heard.topic is None and (FOLLOW_UPS.issuperset(topics) or topics[0] == COMPLAINT_TOPIC)
    return parse_of_topic(topics[0]) if no_question else None


def _again(heard: Heard) -> Optional[Parse]:
    """The same topic once more: who asks on about it wants the longer version."""
    meant = [heard.topic] if heard.topic else list(heard.parse.get("topics") or ())
    asks_on = bool(meant) and set(meant) <= {heard.last_topic, "gesprek/meer"}
    fixed = not heard.last_topic or heard.last_topic in BY_TOPIC or heard.last_topic.startswith(NO_SUBJECT)
    if fixed or not asks_on:
        return None
    has_more = heard.library.topic(heard.last_topic).answer("nl", "meer") is not None
    return parse_of_topic("gesprek/meer") if has_more and heard.slots.get("last_depth") == "text" else None


READERS: Sequence[Callable[[Heard], Optional[Parse]]] = (
    _care, typed_label, ordinal, best_desk, _care_learned, _keeps, _form, way_out, agreement, _declined, _difference,
    _after_answer, _follow_up, finder, _document, visitor_alone, _which_follow_up, _again,
)
