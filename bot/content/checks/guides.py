"""Checks of the files that guide a conversation: what they name has to be there."""

from __future__ import annotations

from typing import Any, Collection, Iterator, Tuple

from dateutil import tz

from bot.answers.care import call_key
from bot.answers.contacts import GROUP
from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.yaml_file import YamlFile
from bot.conversation.care import DANGER, SUICIDE
from bot.conversation.words import plain


def guides(folder: Folder) -> Iterator[Finding]:
    """What is wrong with the files that guide a conversation."""
    finder, questions, hours = (folder.guides[name] for name in ("finder", "first_questions", "opening_hours"))
    if finder:
        yield from _finder(folder, *finder)
    if questions:
        for index, question in enumerate(questions[1].questions):
            yield from _known(questions[0], ("questions", index, "topic"), question.topic, folder.topic_ids)
    if folder.guides["care"]:
        yield from _care(folder, *folder.guides["care"])
    if hours and tz.gettz(hours[1].timezone) is None:
        yield Finding.at(hours[0].path, hours[0].line("timezone"), "unknown_timezone", name=hours[1].timezone)


def _care(folder: Folder, file: YamlFile, care: Any) -> Iterator[Finding]:
    """Each number has a text that says what it is for."""
    known = {key for texts in folder.texts if texts.path.stem == "conversation" for key in texts.data or ()}
    for kind in (SUICIDE, DANGER):
        for at, number in enumerate(getattr(care.help, kind)):
            if known:
                yield from _known(file, ("help", kind, at), call_key(number), known)


def _finder(folder: Folder, file: YamlFile, finder: Any) -> Iterator[Finding]:
    themes, audiences = [theme.key for theme in finder.themes], [audience.key for audience in finder.audiences]
    for index, theme in enumerate(finder.themes):
        yield from _known(file, ("themes", index, "key"), f"{GROUP}/{theme.key}", folder.topic_ids)
        for at, audience in enumerate(theme.audiences):
            yield from _known(file, ("themes", index, "audiences", at), audience, audiences)
    groups = [*folder.topic_ids, *folder.groups]
    for topic, theme in finder.topics.items():
        yield from _known(file, ("topics", topic), topic, groups)
        yield from _known(file, ("topics", topic), theme, themes)
    for topic, desks in finder.desks.items():
        yield from _known(file, ("desks", topic), topic, folder.topic_ids)
        if folder.contacts:
            known = [contact.id for contact in folder.contacts[1].contacts]
            for at, desk in enumerate(desks):
                yield from _known(file, ("desks", topic, at), desk, known)
    yield from _double_places(file, finder)


def _double_places(file: YamlFile, finder: Any) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for index, municipality in enumerate(finder.municipalities):
        for at, word in enumerate(municipality.words):
            other = first.setdefault(plain(word), municipality.name)
            if other != municipality.name:
                line = file.line("municipalities", index, "words", at)
                yield Finding.at(file.path, line, "double_word", word=word, other=other)


def _known(file: YamlFile, place: Tuple[Any, ...], name: str, known: Collection[str]) -> Iterator[Finding]:
    if name not in known:
        yield Finding.at(file.path, file.line(*place), "unknown_name", name=name)
