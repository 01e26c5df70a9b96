"""The desk finder: theme, who you are, where you are; at most three desks, and one question at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence, Tuple

from bot.answers.contacts import Seeker, contact_reply, desks_of, reply_desk
from bot.answers.dates import written_date
from bot.answers.reply import ANSWER, ASK, FIND, LEAVE, Choice, Reply
from bot.answers.topic import MORE, strategy_source, topic_choice, topic_reply
from bot.answers.turn import PLACE_ASKED, THEME_ASKED, WHO_ASKED, Turn
from bot.content.guides import Theme
from bot.content.library import Library
from bot.content.topics import CAN_DO, CONTACT_GROUP, GENERAL, PERSON

MOST_QUESTIONS = 2
MOST_RELATED = 3


def seeker_of(library: Library, turn: Turn, about: Optional[str] = None) -> Seeker:
    """Who looks for a desk; ``about``: the topic that was talked about."""
    first = library.finder.desks.get(about, []) if about else []
    return Seeker(turn.audience, turn.municipality, tuple(first))


def finder_reply(
    library: Library, turn: Turn, identity: str, about: Optional[str] = None, depth: str = "text"
) -> Tuple[Reply, Optional[str]]:
    """Desks of the ``contact/`` topic ``identity`` with what the finder asks next, and the name of that question."""
    theme = next((item for item in library.finder.themes if f"{CONTACT_GROUP}/{item.key}" == identity), None)
    reply = contact_reply(library, identity, turn.language, turn.confidence, depth, seeker_of(library, turn, about))
    if not theme:
        if turn.asked == THEME_ASKED and (turn.audience or turn.municipality):
            reply = replace(reply, text=library.texts("conversation").get("theme_next", turn.language))
        return with_person(library, reply), THEME_ASKED if reply.kind == ASK else None
    asked = next_question(theme, turn)
    texts = library.texts("conversation")
    checked = min((desk.checked for desk in reply.desks), default="")
    parts = [*noted(library, turn), reply.text]
    if checked:
        parts.append(texts.get("desks_checked", turn.language, checked=written_date(checked, turn.language)))
    if asked:
        parts.append(texts.get(f"ask_{asked}", turn.language))
    return replace(reply, text="\n\n".join(parts), choices=_choices(library, theme, reply, asked, turn.language)), asked


def noted(library: Library, turn: Turn) -> List[str]:
    """What this message told about the visitor, said back in one line: it can be put right."""
    names = {audience.key: audience.name.in_(turn.language) for audience in library.finder.audiences}
    what = [names[turn.audience]] if "audience" in turn.noted and turn.audience in names else []
    what += [turn.municipality] if "municipality" in turn.noted and turn.municipality else []
    return [library.texts("conversation").get("noted", turn.language, what=", ".join(what))] if what else []


def next_question(theme: Theme, turn: Turn) -> Optional[str]:
    """What would help to choose better, while the visitor has not been asked too much."""
    if turn.finder_asked >= MOST_QUESTIONS:
        return None
    if theme.audiences and not turn.audience:
        return WHO_ASKED
    return PLACE_ASKED if theme.municipality == "ja" and not turn.municipality else None


def _choices(
    library: Library, theme: Theme, reply: Reply, asked: Optional[str], language: str
) -> Tuple[Choice, ...]:
    if not asked:
        return with_person(library, reply).choices
    skip = Choice(library.texts("conversation").get("skip", language), f"{FIND}skip")
    if asked == PLACE_ASKED:
        return (skip, *_rest(library, reply, language))
    audiences = [item for item in library.finder.audiences if item.key in theme.audiences]
    buttons = [Choice(item.label.in_(language), FIND + item.key) for item in audiences]
    return (*buttons, skip, *_rest(library, reply, language))


def _rest(library: Library, reply: Reply, language: str) -> Sequence[Choice]:
    more = [choice for choice in reply.choices if choice.choice.endswith(MORE)]
    related = [choice for choice in reply.choices if choice.choice.startswith("topic:contact/")][:MOST_RELATED]
    return [*more, *related]


def with_person(library: Library, reply: Reply) -> Reply:
    """``reply`` with a way to a person, when it has none yet."""
    person = topic_choice(library, PERSON, reply.language)
    if person in reply.choices or reply.topic == PERSON:
        return reply
    return replace(reply, choices=(*reply.choices, person))


def with_note(library: Library, reply: Reply, key: str) -> Reply:
    """``reply`` with the fixed text ``key`` before it."""
    note = library.texts("conversation").get(key, reply.language)
    return replace(reply, text=f"{note}\n\n{reply.text}")


def why_asked_reply(library: Library, reply: Reply, turn: Turn) -> Reply:
    """Why the finder asked what it did; the buttons of ``reply`` stay."""
    text = library.texts("conversation").get("why_asked", turn.language)
    return replace(reply, kind=ANSWER, text=text, desks=(), links=())


def unknown_theme_reply(library: Library, turn: Turn) -> Reply:
    """The theme was not recognised: the region's general desk, and the themes once more."""
    texts = library.texts("conversation")
    desks = desks_of(library, GENERAL)[:1]
    named = tuple(reply_desk(library, desk, turn.language) for desk in desks)
    lines = [f"{desk.name}: {desk.why}" for desk in named]
    reply = topic_reply(library, GENERAL, turn.language)
    text = "\n\n".join([texts.get("theme_unknown", turn.language), *lines])
    links = tuple(link for desk in named for link in desk.links)
    return with_person(library, replace(reply, kind=ASK, text=text, desks=named, links=links))


def stopped_reply(library: Library, turn: Turn, key: str) -> Reply:
    """The finder stops (``stopped``) or asks no more (``skipped``)."""
    texts = library.texts("conversation")
    last = turn.last_topic or GENERAL
    reply = topic_reply(library, last if last.startswith("contact/") else GENERAL, turn.language)
    related = [choice for choice in reply.choices if choice.choice.startswith("topic:contact/")][:MOST_RELATED]
    choices = (topic_choice(library, CAN_DO, turn.language), *related)
    return with_person(
        library, replace(reply, kind=ANSWER, text=texts.get(key, turn.language), choices=choices, confidence=None)
    )


def desk_reply(library: Library, turn: Turn, identity: str) -> Optional[Reply]:
    """One desk of the last list by itself; None when it is gone."""
    desk = library.contact(identity)
    if desk is None:
        return None
    texts, topic = library.texts("conversation"), turn.last_topic or GENERAL
    named = reply_desk(library, desk, turn.language, seeker_of(library, turn))
    checked = written_date(desk.checked, turn.language)
    source = texts.get("desk_source", turn.language, title=desk.source.title, checked=checked)
    reply = topic_reply(library, topic if topic.startswith("contact/") else GENERAL, turn.language)
    related: List[Choice] = [choice for choice in reply.choices if choice.choice.startswith("topic:contact/")]
    return with_person(library, replace(
        reply, kind=ANSWER, title=desk.name, text=f"{named.why}\n\n{source}", links=named.links, desks=(named,),
        choices=(*related[:MOST_RELATED], leave_choice(library, turn.language)),
        source=strategy_source(library, library.topic(reply.topic or GENERAL), turn.language),
    ))


def leave_choice(library: Library, language: str) -> Choice:
    """The button for leaving a question."""
    return Choice(library.texts("conversation").get("leave", language), LEAVE)
