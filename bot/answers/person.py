"""A person: who can be reached and when, and leaving a question."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from bot.answers.contacts import contact_reply
from bot.answers.finder import leave_choice
from bot.answers.hours import hours_sentence
from bot.answers.reply import ANSWER, ASK, CONFIRM, DENY, LEAVE, REFUSE, Choice, Reply
from bot.answers.topic import topic_choice, topic_reply, ways_out
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import GENERAL, OUT_OF_SCOPE, PERSON
from bot.understanding.decision import SURELY_OUTSIDE

MOST_TOPICS = 3


def person_reply(library: Library, turn: Turn) -> Reply:
    """How to reach a person, whether somebody is there now, and the offer to leave the question here."""
    reply = contact_reply(library, PERSON, turn.language, turn.confidence)
    offer = library.texts("conversation").get("leave_offer", turn.language)
    text = "\n\n".join([reply.text, hours_sentence(library, turn.language), offer])
    return replace(reply, text=text, choices=(leave_choice(library, turn.language), *reply.choices))


def person_offer(library: Library, turn: Turn) -> Reply:
    """After two failures in a row: a person, or leaving the question; the topics that came nearest stay at hand."""
    texts = library.texts("conversation")
    outside = turn.topic == OUT_OF_SCOPE and (turn.confidence or 0) >= SURELY_OUTSIDE
    near = [topic_choice(library, identity, turn.language) for identity in turn.topics[:MOST_TOPICS]]
    ways = (topic_choice(library, PERSON, turn.language), leave_choice(library, turn.language), *near)
    offer = texts.get("person_offer_outside" if outside else "person_offer", turn.language)
    return Reply(
        kind=REFUSE, topic=OUT_OF_SCOPE, title=library.topic(PERSON).title(turn.language),
        text="\n\n".join([offer, hours_sentence(library, turn.language)]),
        language=turn.language,
        choices=tuple(dict.fromkeys((*ways, topic_choice(library, GENERAL, turn.language)))),
        confidence=turn.confidence,
    )


def form_reply(library: Library, turn: Turn, key: str, asking: bool = True, **values: object) -> Reply:
    """A step of the form for leaving a question: the text ``key``, and the buttons that belong to it."""
    reply = topic_reply(library, PERSON, turn.language)
    text = library.texts("conversation").get(key, turn.language, **values)
    return replace(
        reply, kind=ASK if asking else ANSWER, text=text, links=(), source=None,
        choices=_form_choices(library, turn, key) if asking else ways_out(library, turn.language),
    )


def _form_choices(library: Library, turn: Turn, key: str) -> tuple[Choice, ...]:
    texts = library.texts("conversation")
    stop = Choice(texts.get("leave_stop", turn.language), "find:stop")
    if key == "leave_consent":
        return Choice(texts.get("leave_yes", turn.language), CONFIRM), Choice(texts.get("leave_no", turn.language), DENY)
    if key == "leave_question" and turn.unclear:
        return Choice(texts.get("leave_last", turn.language, question=shortened(turn.unclear)), f"{LEAVE}:last"), stop
    return (stop,)


def shortened(text: Optional[str], most: int = 60) -> str:
    """``text`` on one line, cut off after a word."""
    flat = " ".join((text or "").split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"
