"""Checks of the examples: enough of them, each once, in the right place."""

from __future__ import annotations

import re
from typing import Dict, Iterator, Sequence

from bot.content.checks.finding import Finding
from bot.content.checks.folder import DASH, TopicPage
from bot.content.topics import OUT_OF_SCOPE, Example
from bot.paths import relative

LEAST = {"nl": 25, "twents": 3, "en": 3, "de": 3}
LEAST_OUT_OF_SCOPE = {**LEAST, "nl": 400}
BRACKETS = re.compile(r"[][{}]")


def examples_of(page: TopicPage) -> Iterator[Finding]:
    """What is wrong with the examples of one topic."""
    for index, block in enumerate(page.content.nlu):
        if block.intent != page.id:
            yield page.finding("wrong_intent", "nlu", index, "intent", intent=block.intent, topic=page.id)
    for number, line, _ in page.example_lines():
        if not line.startswith(DASH) or not line[len(DASH) :].strip():
            yield Finding.at(page.file.path, number, "example_dash")
        elif BRACKETS.search(line):
            yield Finding.at(page.file.path, number, "brackets")
    yield from _too_few(page)


def _too_few(page: TopicPage) -> Iterator[Finding]:
    languages = [block.metadata.language for block in page.content.nlu]
    examples = page.examples
    for language, least in (LEAST_OUT_OF_SCOPE if page.id == OUT_OF_SCOPE else LEAST).items():
        count = sum(example.language == language for example in examples)
        if count < least:
            place = ("nlu", languages.index(language)) if language in languages else ("nlu",)
            yield page.finding("few_examples", *place, language=language, count=count, least=least)


def double_examples(pages: Sequence[TopicPage]) -> Iterator[Finding]:
    """Sentences that stand in two topics, or twice in one; capitals and punctuation make no difference."""
    first: Dict[str, str] = {}
    for page in pages:
        name = relative(page.file.path)
        for example in page.examples:
            here = f"{name}:{example.line}"
            other = first.setdefault(_plain(example), here)
            if other != here:
                yield Finding.at(page.file.path, example.line, "double_example", text=example.text, other=other)


def _plain(example: Example) -> str:
    return " ".join(re.findall(r"\w+", example.text.casefold())) or example.text
