"""The answer of a topic: text in the language and depth asked for, source, links and ways on."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from bot.answers.reply import ANSWER, ASK, REFUSE, SHORT, TOPIC_CHOICE, Choice, Reply, ReplyLink, ReplySource
from bot.content.library import Library
from bot.content.models import Link
from bot.content.topics import CAN_DO, GENERAL, OUT_OF_SCOPE, PERSON, Topic

MORE, SIMPLER = "gesprek/meer", "gesprek/eenvoudiger"
DEPTH_CHOICES = {"meer": MORE, "eenvoudig": SIMPLER}
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SHORTEST_LINE = 30
ASKING = frozenset({GENERAL})
WAYS_OUT = (CAN_DO, GENERAL, PERSON)


def topic_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """Reply with the fixed answer of topic ``identity``; a depth that was not written falls back to the short text."""
    topic = library.topic(identity)
    text = topic.answer(language, depth) or topic.answer(language)
    return Reply(
        kind=kind_of(identity),
        topic=identity,
        title=topic.title(language),
        text=text or topic.response.text,
        language=language,
        choices=choices_after(library, topic, language, depth),
        links=tuple(reply_link(link, language) for link in topic.metadata.links),
        source=strategy_source(library, topic, language),
        confidence=confidence,
    )


def one_line(topic: Topic, language: str) -> str:
    """The first sentence of the short answer, which says what it is about; with the next one when it is very short."""
    sentences = SENTENCE_END.split((topic.answer(language) or "").strip())
    return sentences[0] if len(sentences[0]) >= SHORTEST_LINE else " ".join(sentences[:2])


def kind_of(identity: str) -> str:
    """The kind of reply that the answer of a topic is."""
    if identity == OUT_OF_SCOPE:
        return REFUSE
    return ASK if identity in ASKING else ANSWER


def topic_choice(library: Library, identity: str, language: str) -> Choice:
    """A button that leads to a topic."""
    return Choice(library.topic(identity).title(language), TOPIC_CHOICE + identity)


def ways_out(library: Library, language: str) -> Tuple[Choice, ...]:
    """What there is to press when the bot has nothing else to offer: what it can do, who can help, a person."""
    return tuple(topic_choice(library, identity, language) for identity in WAYS_OUT)


def choices_after(library: Library, topic: Topic, language: str, depth: str = "text") -> Tuple[Choice, ...]:
    """The ways on from an answer: other depths of it first, then related topics."""
    deeper = [DEPTH_CHOICES[other] for other in DEPTH_CHOICES if other != depth and topic.answer(language, other)]
    related = [identity for identity in topic.metadata.choices if library.has(identity)]
    short = [Choice(library.texts("conversation").get("short", language), SHORT)] if depth == "meer" else []
    ways = [topic_choice(library, identity, language) for identity in [*deeper, *related]]
    return (*ways[: len(deeper)], *short, *ways[len(deeper) :])


def reply_link(link: Link, language: str) -> ReplyLink:
    """A link of a content file in ``language``."""
    return ReplyLink(link.label.in_(language), link.url, link.kind.value)


def strategy_source(library: Library, topic: Topic, language: str) -> Optional[ReplySource]:
    """The document and section that a topic rests on; None for the conversation itself."""
    reference = topic.metadata.source
    document = library.source(reference.section) if reference else None
    if reference is None or document is None:
        return None
    return ReplySource(
        document.title.in_(language), reference.section, document.url, document.period, document.checked
    )
