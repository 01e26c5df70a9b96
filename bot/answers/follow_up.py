"""Answers to follow-ups: they work on the last answer and say so kindly when there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence

from bot.answers.contacts import desk_facts
from bot.answers.dates import written_date
from bot.answers.finder import MOST_QUESTIONS, finder_reply, with_person
from bot.answers.person import person_reply
from bot.answers.render import render
from bot.answers.reply import ANSWER, ASK, CONFIRM, DENY, Choice, Reply, ReplyLink, ReplySource
from bot.answers.topic import SIMPLER, one_line, topic_choice, topic_reply
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.models import FactSource
from bot.content.texts import Texts
from bot.content.topics import CAN_DO, CONTACT_GROUP, PERSON

BETWEEN = "|"  # between the two topics of a comparison
FORGET, REPEAT = "gesprek/wissen", "gesprek/herhaal"


def deeper_reply(library: Library, turn: Turn, follow_up: str, depth: str) -> Reply:
    """The last answer in another ``depth``; when there is no such version, the text says so."""
    if not turn.last_topic:
        return _nothing_yet(library, turn, follow_up)
    topic = library.topic(turn.last_topic)
    if topic.answer(turn.language, depth) is None or turn.last_depth == depth:
        text = library.texts("conversation").get(f"no_{depth}", turn.language, title=topic.title(turn.language))
        reply = render(library, turn.last_topic, turn.language, depth=depth)
        return _about(with_person(library, replace(reply, text=text, desks=())), turn, follow_up)
    return _about(_last_answer(library, turn, depth), turn, follow_up)


def why_reply(library: Library, turn: Turn, follow_up: str, depth: str) -> Reply:
    """Why: the background of the last answer, or of desks why each was named."""
    is_desks = (turn.last_topic or "").startswith(f"{CONTACT_GROUP}/") and turn.last_topic != PERSON
    reply = _last_answer(library, turn, "text") if is_desks else None
    if reply is None or not reply.desks:
        return deeper_reply(library, turn, follow_up, depth)
    lines = [f"{place}. {desk.name}: {desk.why}" for place, desk in enumerate(reply.desks, 1)]
    text = "\n\n".join([library.texts("conversation").get("why_desks", turn.language), "\n".join(lines)])
    return _about(replace(reply, kind=ANSWER, text=text), turn, follow_up)


def short_reply(library: Library, turn: Turn) -> Reply:
    """The last answer in one line; what there is to press leads back to the longer ones."""
    if not turn.last_topic:
        return _nothing_yet(library, turn, SIMPLER)
    reply = render(library, turn.last_topic, turn.language)
    return _about(replace(reply, text=one_line(library.topic(turn.last_topic), turn.language)), turn, SIMPLER)


def compare_reply(library: Library, turn: Turn) -> Reply:
    """The two topics that ``turn.act`` names, each in one line, and both to go on with."""
    topics = [library.topic(identity) for identity in (turn.act or "").split(BETWEEN)]
    lines = [f"{topic.title(turn.language)}: {one_line(topic, turn.language)}" for topic in topics]
    reply = render(library, topics[-1].id, turn.language)
    text = "\n\n".join([*lines, library.texts("conversation").get("compare", turn.language)])
    choices = tuple(topic_choice(library, topic.id, turn.language) for topic in topics)
    return with_person(library, replace(reply, text=text, links=(), choices=choices, confidence=turn.confidence))


def language_reply(library: Library, turn: Turn) -> Reply:
    """The last answer once more in the language of ``turn``; without one, what the bot can do."""
    if not turn.last_topic:
        reply = topic_reply(library, CAN_DO, turn.language)
        return replace(reply, text=library.texts("conversation").get("language_set", turn.language))
    return _about(_last_answer(library, turn, turn.last_depth), turn, REPEAT)


def _last_answer(library: Library, turn: Turn, depth: str) -> Reply:
    """The last answer in ``depth``; desks as they were chosen for this visitor."""
    topic = turn.last_topic or CAN_DO
    if topic == PERSON and depth == "text":
        return person_reply(library, turn)
    if topic.startswith("contact/"):
        return finder_reply(library, replace(turn, finder_asked=MOST_QUESTIONS), topic, turn.finder_about, depth)[0]
    return render(library, topic, turn.language, depth=depth)


def repeat_reply(library: Library, turn: Turn, follow_up: str) -> Reply:
    """The last answer once more, in the depth it had."""
    if not turn.last_topic:
        return _nothing_yet(library, turn, follow_up)
    return _about(_last_answer(library, turn, turn.last_depth), turn, follow_up)


def source_reply(library: Library, turn: Turn, follow_up: str) -> Reply:
    """Where the last answer comes from: document, section, period, day checked, and sources of single facts."""
    if not turn.last_topic:
        return _nothing_yet(library, turn, follow_up)
    reply = render(library, turn.last_topic, turn.language, depth=turn.last_depth)
    facts = [*library.topic(turn.last_topic).metadata.facts, *desk_facts(library, turn.last_topic)]
    text = _source_text(library.texts("conversation"), turn.language, reply.source, facts)
    links = [ReplyLink(fact.title, fact.url) for fact in facts if fact.url]
    if reply.source and reply.source.url:
        links.insert(0, ReplyLink(reply.source.title, reply.source.url))
    return _about(replace(reply, kind=ANSWER, text=text, links=tuple(links), desks=()), turn, follow_up)


def _source_text(texts: Texts, language: str, source: Optional[ReplySource], facts: Sequence[FactSource]) -> str:
    parts: List[str] = []
    if source:
        key = "source_period" if source.period else "source"
        parts.append(texts.get(key, language, **{**vars(source), "checked": written_date(source.checked, language)}))
    if facts:
        parts.append(texts.get("source_facts", language))
        parts.append("\n".join(f"- {fact.title} ({written_date(fact.checked, language)})" for fact in facts))
    return "\n\n".join(parts) or texts.get("source_none", language)


def forget_question(library: Library, turn: Turn) -> Reply:
    """Ask whether the conversation is really to be wiped."""
    texts = library.texts("conversation")
    reply = topic_reply(library, FORGET, turn.language, turn.confidence)
    yes, no = texts.get("forget_yes", turn.language), texts.get("forget_no", turn.language)
    also = [texts.get("forget_question", turn.language, reference=turn.left)] if turn.left else []
    text = " ".join([reply.text, *also])
    return replace(reply, kind=ASK, text=text, choices=(Choice(yes, CONFIRM), Choice(no, DENY)))


def forget_outcome(library: Library, turn: Turn, confirmed: bool) -> Reply:
    """Say that the conversation is wiped (and ask the dialogue to do it), or that it stays."""
    key = "forgotten" if confirmed else "kept"
    reply = topic_reply(library, FORGET, turn.language)
    return replace(reply, text=library.texts("conversation").get(key, turn.language), forget=confirmed)


def _nothing_yet(library: Library, turn: Turn, follow_up: str) -> Reply:
    return topic_reply(library, follow_up, turn.language, turn.confidence)


def _about(reply: Reply, turn: Turn, follow_up: str) -> Reply:
    return replace(reply, topic=follow_up, about=turn.last_topic, confidence=turn.confidence)
