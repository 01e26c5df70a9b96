"""What follows a message that fits several topics, or none: one question, the topics by group, a person."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.contacts import desks_of, reply_desk
from bot.answers.finder import seeker_of
from bot.answers.person import person_offer
from bot.answers.render import render
from bot.answers.reply import ASK, CLARIFY, DENY, GROUP, REFUSE, Choice, Reply
from bot.answers.topic import topic_choice
from bot.answers.turn import CHOICE_ASKED, Turn
from bot.content.library import Library
from bot.content.topics import CAN_DO, CONTACT_GROUP, GENERAL, OUT_OF_SCOPE, PERSON

GROUP_SIZE = 8
SURELY_NOT_OUTSIDE, FOREIGN = 0.1, 0.97


def clarify_reply(library: Library, turn: Turn) -> Reply:
    """Ask which of the topics of ``turn`` is meant, by title, with a person and a way out; asked in vain: offer a person."""
    if turn.asked == CHOICE_ASKED or turn.failures > 1:
        return person_offer(library, turn)
    texts = library.texts("conversation")
    choices = [topic_choice(library, identity, turn.language) for identity in dict.fromkeys((*turn.topics, PERSON))]
    return Reply(
        kind=CLARIFY,
        topic=None,
        text=texts.get("clarify", turn.language),
        language=turn.language,
        choices=(*choices, Choice(texts.get("none_of_these", turn.language), DENY)),
        confidence=turn.confidence,
        topics=turn.topics,
    )


def refuse_reply(library: Library, turn: Turn) -> Reply:
    """Outside the subjects, or not understood at all; for the second time in a row with a person."""
    if turn.failures:
        return person_offer(library, turn)
    if (turn.confidence or 0.0) < SURELY_NOT_OUTSIDE:
        return none_fits_reply(library, turn, "unclear")
    reply = render(library, OUT_OF_SCOPE, turn.language, turn.confidence)
    if turn.last_topic and turn.last_topic.startswith(f"{CONTACT_GROUP}/"):
        back = topic_choice(library, turn.last_topic, turn.language)  # the desks may know what the bot does not
        reply = replace(reply, choices=tuple(dict.fromkeys((back, *reply.choices))))
        return reply if (turn.confidence or 0.0) >= FOREIGN else _ask_the_desk(library, turn, reply)
    return reply


def _ask_the_desk(library: Library, turn: Turn, reply: Reply) -> Reply:
    """``reply`` to what may be a detail of a desk just named: the first desk of the list knows."""
    about = turn.last_topic if turn.last_topic not in (None, GENERAL, PERSON) else None
    desks = desks_of(library, about, seeker_of(library, turn, turn.finder_about))[:1] if about else []
    if not desks:
        return reply
    named = tuple(reply_desk(library, desk, turn.language) for desk in desks)
    text = library.texts("conversation").get("ask_the_desk", turn.language, name=named[0].name)
    return replace(reply, text=text, desks=named, links=named[0].links)


def none_fits_reply(library: Library, turn: Turn, key: str = "none_fits") -> Reply:
    """No topic fits: say so kindly with the text ``key``, and offer the topics by group, then a person."""
    texts = library.texts("conversation")
    groups = [Choice(texts.get(f"group_{name}", turn.language), f"{GROUP}{name}:0") for name in _groups(library)]
    ways = [topic_choice(library, identity, turn.language) for identity in (GENERAL, PERSON)]
    return Reply(
        kind=REFUSE,
        topic=OUT_OF_SCOPE,
        title=library.topic(OUT_OF_SCOPE).title(turn.language),
        text=texts.get(key, turn.language),
        language=turn.language,
        choices=(*groups, *ways),
    )


def _groups(library: Library) -> list[str]:
    return [name for name in library.groups if name != CONTACT_GROUP]


def group_reply(library: Library, turn: Turn) -> Reply:
    """The topics of a group by title, a page at a time."""
    name, _, offset = (turn.act or "").partition(":")
    start, texts = int(offset or 0), library.texts("conversation")
    topics = [identity for identity in library.topic_ids if identity.startswith(f"{name}/")]
    choices = [topic_choice(library, identity, turn.language) for identity in topics[start : start + GROUP_SIZE]]
    if start + GROUP_SIZE < len(topics):
        choices.append(Choice(texts.get("more_topics", turn.language), f"{GROUP}{name}:{start + GROUP_SIZE}"))
    title = texts.get(f"group_{name}", turn.language)
    reply = render(library, CAN_DO, turn.language)
    return replace(
        reply, kind=ASK, title=title, text=texts.get("choose_topic", turn.language, group=title),
        choices=(*choices, topic_choice(library, PERSON, turn.language)),
    )
