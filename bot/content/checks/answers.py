"""Checks of the answers: complete in each language, short enough, with a source, ways on and the facts asked for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Collection, Iterator, Set

from bot.answers.render import BY_GROUP, BY_TOPIC
from bot.content.checks.examples import BRACKETS
from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder, TopicPage
from bot.content.models import LANGUAGES
from bot.content.topics import CONVERSATION_GROUP, DEPTHS

MOST_WORDS = {"text": 75, "meer": 150, "eenvoudig": 55}
REVIEW_AGAIN = timedelta(days=366)


def is_rendered(identity: str) -> bool:
    """Whether an action makes the answer of a topic from data."""
    return identity in BY_TOPIC or identity.partition("/")[0] in BY_GROUP


def answers(folder: Folder, today: date) -> Iterator[Finding]:
    """What is wrong with the answers of all topics."""
    sections = {name for source in folder.sources[1].sources for name in source.sections} if folder.sources else None
    for page in folder.topics:
        yield from _responses(page)
        if page.response:
            yield from _versions(page)
            yield from _choices(page, folder.topic_ids)
            yield from _source(page, sections)
            yield from _must(page)
            yield from _review(page, today)


def _responses(page: TopicPage) -> Iterator[Finding]:
    if not page.response:
        yield page.finding("no_answer", "responses", topic=page.id)
    if len(page.responses) > 1:
        yield page.finding("second_answer", "responses", f"utter_{page.id}", 1)
    for name in page.content.responses:
        if name != f"utter_{page.id}":
            yield page.finding("foreign_answer", "responses", name, name=name)


def _versions(page: TopicPage) -> Iterator[Finding]:
    for depth in DEPTHS:
        written = {language for language in LANGUAGES if page.topic.answer(language, depth)}
        for language in LANGUAGES:
            if language in written:
                yield from _version(page, language, depth)
            elif written:
                yield page.finding("missing_version", *page.text_place(language, depth), depth=depth, language=language)
    for language in LANGUAGES:
        if BRACKETS.search(page.topic.title(language)):
            yield page.finding("brackets", *page.metadata_place("title", language))


def _version(page: TopicPage, language: str, depth: str) -> Iterator[Finding]:
    text, place = page.topic.answer(language, depth) or "", page.text_place(language, depth)
    count, most = len(text.split()), MOST_WORDS[depth]
    if count > most:
        yield page.finding("too_many_words", *place, count=count, most=most)
    if BRACKETS.search(text):
        yield page.finding("brackets", *place)


def _choices(page: TopicPage, known: Collection[str]) -> Iterator[Finding]:
    choices, place = page.metadata.choices, page.metadata_place("choices")
    if not choices:
        yield page.finding("no_choices", *place)
    for index, choice in enumerate(choices):
        if choice == page.id:
            yield page.finding("own_choice", *place, index)
        elif choice not in known:
            yield page.finding("unknown_choice", *place, index, choice=choice)


def _source(page: TopicPage, sections: Set[str] | None) -> Iterator[Finding]:
    source = page.metadata.source
    if source is None:
        if page.topic.group != CONVERSATION_GROUP:
            yield page.finding("no_source", *page.metadata_place())
    elif sections is not None and source.section not in sections:
        yield page.finding("unknown_section", *page.metadata_place("source", "section"), section=source.section)


def _must(page: TopicPage) -> Iterator[Finding]:
    for index, pattern in enumerate(page.metadata.must):
        try:
            re.compile(pattern)
        except re.error as error:
            yield page.finding("bad_pattern", *page.metadata_place("must", index), pattern=pattern, reason=error)
    if not is_rendered(page.id):
        yield from unmatched(page, page.topic.answer("nl") or "")


def unmatched(page: TopicPage, text: str) -> Iterator[Finding]:
    """Patterns of ``page`` that ``text`` does not match; line breaks count as spaces."""
    flat = " ".join(text.split())
    for index, pattern in enumerate(page.metadata.must):
        try:
            found = re.search(pattern, flat, re.IGNORECASE)
        except re.error:
            continue
        if not found:
            yield page.finding("pattern_unmatched", *page.metadata_place("must", index), pattern=pattern)


def _review(page: TopicPage, today: date) -> Iterator[Finding]:
    try:
        reviewed = date.fromisoformat(page.metadata.reviewed)
    except ValueError:
        return  # a finding of ``values``
    if reviewed < today - REVIEW_AGAIN:
        yield page.finding("review_old", *page.metadata_place("reviewed"), date=reviewed)
