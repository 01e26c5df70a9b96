"""What is picked from the last reply in words: the label of a button, "the second", "yes"."""

from __future__ import annotations

from typing import Any, FrozenSet, List, Mapping, Optional

from bot.answers.reply import ANSWER, ASK, CLARIFY, DENY, DESK, FIND, SHORT, TOPIC_CHOICE
from bot.answers.turn import FORGET_ASKED
from bot.content.topics import CONTACT_GROUP, CONVERSATION_GROUP, PERSON
from bot.conversation.choices import SKIP, parse_of_choice
from bot.conversation.heard import Heard, Parse
from bot.conversation.words import fits, plain

ORDINALS = ("first", "second", "third", "fourth")
ARTICLES = frozenset({"de", "die", "den", "dee", "the", "that", "der", "das"})
POINTING = frozenset({"die", "dat", "dee", "that", "diese", "diesem", "dieser"})  # as in "what does that second one cost"
LONGEST_PICK, FEWEST_OF_LIST = 9, 3
NOT_COUNTED = frozenset({f"{TOPIC_CHOICE}gesprek/meer", f"{TOPIC_CHOICE}gesprek/eenvoudiger", SHORT, f"{FIND}{SKIP}"})


def typed_label(heard: Heard) -> Optional[Parse]:
    """What a button says may be typed."""
    for choice in heard.last_reply.get("choices") or ():
        if plain(choice["label"]) == heard.plain:
            return parse_of_choice(choice["choice"])
    return None


def ordinal(heard: Heard) -> Optional[Parse]:
    """"The second", of the desks or the buttons of the last reply."""
    options = _listed(heard)
    place = _place(heard)
    desks, kind = heard.last_reply.get("desks") or (), heard.last_reply.get("kind")
    is_list = len(desks) > 1 or kind in (CLARIFY, ASK) or _names_topics(heard)
    if place is None and is_list and heard.words <= LONGEST_PICK:
        place = _place_within(heard, ARTICLES if heard.says_little else POINTING)
    if place is None or not options or place >= len(options):
        return None
    return parse_of_choice(options[place])


def best_desk(heard: Heard) -> Optional[Parse]:
    """"Which of these should I call first?": desks stand in the order in which they fit."""
    desks = heard.last_reply.get("desks") or ()
    could_be = heard.says_little or (heard.topic or "").startswith(f"{CONTACT_GROUP}/")
    wants = len(desks) > 1 and could_be and fits(heard.library.follow_ups.kiest, heard.plain)
    return parse_of_choice(f"{DESK}{desks[0]['id']}") if wants else None


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


def _names_topics(heard: Heard) -> bool:
    """Whether the last reply is an answer that leads on to several topics, such as an overview."""
    topics = [choice for choice in _listed(heard) if choice.startswith(TOPIC_CHOICE)]
    return heard.last_reply.get("kind") == ANSWER and len(topics) >= FEWEST_OF_LIST


def _place_within(heard: Heard, before: FrozenSet[str]) -> Optional[int]:
    """The place in "the first one, what do they do": an ordinal with a word of ``before`` in front of it."""
    words = heard.plain.split()
    for at, name in enumerate((*ORDINALS, "last")):
        single = {plain(word) for word in getattr(heard.library.follow_ups, name) if " " not in word and not word.isdigit()}
        if any(word in single and pointer in before for pointer, word in zip(words, words[1:])):
            return at if name in ORDINALS else -1
    return None


def agreement(heard: Heard) -> Optional[Parse]:
    """"Yes" after a list or an offer: the first of it, or the person whom it names."""
    if heard.asked == FORGET_ASKED or not _agrees(heard):
        return None
    if heard.last_reply and set(heard.plain.split()) & set(heard.library.follow_ups.agree_person):
        return parse_of_choice(TOPIC_CHOICE + PERSON)
    options = _options(heard) if _offers(heard.last_reply) else []
    return parse_of_choice(options[0]) if options else None


def _agrees(heard: Heard) -> bool:
    follow_ups, words = heard.library.follow_ups, set(heard.plain.split())
    agreeing = {plain(word) for word in follow_ups.agree}
    around = {*follow_ups.agree_with, *follow_ups.agree_person}
    return heard.plain in agreeing or (bool(words & agreeing) and words <= agreeing | around)


def _offers(reply: Mapping[str, Any]) -> bool:
    """Whether a reply offers something, which small talk does not."""
    small_talk = (reply.get("topic") or "").startswith(f"{CONVERSATION_GROUP}/") and not reply.get("about")
    return reply.get("kind") != "answer" or not small_talk
