"""Checks of the files beside the topics: fixed texts, sentences for staff, words for yes and no, thresholds."""

from __future__ import annotations

import re
from string import Formatter
from typing import Dict, Iterator, Set

from pydantic import ValidationError

from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.messages import message
from bot.content.models import LANGUAGES, LocalText
from bot.content.yaml_file import ContentError, YamlFile
from bot.understanding.confirmation import NO, YES
from bot.understanding.decision import read_thresholds
from bot.understanding.prior import read_prior


def texts(folder: Folder) -> Iterator[Finding]:
    """What is wrong with the files beside the topics."""
    for file in folder.texts:
        yield from _fixed_texts(file)
    if folder.staff:
        yield from _staff(folder.staff)
    if folder.confirmations:
        yield from _confirmations(folder.confirmations)
    if folder.decision:
        yield from _decision(folder.decision)


def _fixed_texts(file: YamlFile) -> Iterator[Finding]:
    if not isinstance(file.data, dict) or not file.data:
        yield Finding.at(file.path, 1, "no_texts")
        return
    for key, versions in file.data.items():
        try:
            text = LocalText.parse_obj(versions)
        except (ValidationError, TypeError):  # a key that is a number is a TypeError
            languages = ", ".join(LANGUAGES)
            yield Finding.at(file.path, file.line(key), "text_languages", place=key, languages=languages)
        else:
            yield from _placeholders(file, key, text)


def _placeholders(file: YamlFile, key: str, text: LocalText) -> Iterator[Finding]:
    dutch = _names(text.nl)
    for language in LANGUAGES:
        names = _names(text.in_(language))
        if names is None:
            yield Finding.at(file.path, file.line(key, language), "broken_placeholder", place=key)
        elif dutch is not None and names != dutch:
            expected = ", ".join(sorted(dutch)) or "-"
            yield Finding.at(file.path, file.line(key, language), "other_placeholders", place=key, names=expected)


def _names(text: str) -> Set[str] | None:
    """The words between braces in ``text``; None when the braces are not in pairs."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _staff(file: YamlFile) -> Iterator[Finding]:
    sentences: Dict[str, object] = file.data if isinstance(file.data, dict) else {}
    if not sentences:
        yield Finding.at(file.path, 1, "no_texts")
    for key, sentence in sentences.items():
        if not isinstance(sentence, str) or not sentence or _names(sentence) is None:
            yield Finding.at(file.path, file.line(key), "broken_placeholder", place=key)


def _confirmations(file: YamlFile) -> Iterator[Finding]:
    lists = file.data if isinstance(file.data, dict) else {}
    if set(lists) != {YES, NO} or not all(isinstance(words, list) and words for words in lists.values()):
        yield Finding.at(file.path, file.line(), "confirmation_lists")
        return
    for key, words in lists.items():
        for index, word in enumerate(words):
            if not isinstance(word, bool) and not re.search(r"\w", word if isinstance(word, str) else ""):
                reason = message("expected_text")
                yield Finding.at(file.path, file.line(key, index), "wrong_value", place=key, reason=reason)


def _decision(file: YamlFile) -> Iterator[Finding]:
    try:
        read_thresholds(file.path)
        read_prior(file.path)
    except ContentError as error:
        yield Finding.of(error)
