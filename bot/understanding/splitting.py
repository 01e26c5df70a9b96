"""Several questions in one message."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Tuple

from bot.content.guides import QuestionWords

SENTENCE_END = re.compile(r"(?<=[?.!])\s+|\n+")
CLAUSE_END = re.compile(r"\s*[,;.!?\n]+\s+")
LEADING = re.compile(r"^[\s/]+")
MOST_QUESTIONS, FEWEST_WORDS = 3, 2


def questions_in(text: str, words: QuestionWords) -> List[str]:
    """The questions in ``text``, when there are two or three; else none, and the text is one question.

    A question ends with a question mark, or begins as questions do, at the start of a sentence or after a joining word: what
    comes before or after it is mostly about it. A slash at the start is left out, because Rasa takes what follows for a command.
    """
    questions = [part for part in parts_of(text, words) if is_question(part, words)]
    whole = all(len(part.split()) >= FEWEST_WORDS or part.endswith("?") for part in questions)
    return questions if whole and 2 <= len(questions) <= MOST_QUESTIONS else []


def parts_of(text: str, words: QuestionWords) -> List[str]:
    """The sentences of ``text``, cut before a question that is joined to another."""
    _, between = _patterns(tuple(words.openings), tuple(words.joints))
    parts = [LEADING.sub("", part) for sentence in SENTENCE_END.split(text.strip()) for part in between.split(sentence)]
    return [part for part in parts if part.strip()]


def clauses_of(text: str) -> List[str]:
    """What stands between commas and ends of sentences in ``text``."""
    return [part for part in CLAUSE_END.split(LEADING.sub("", text.strip())) if part.strip()]


def is_question(text: str, words: QuestionWords) -> bool:
    """Whether ``text`` ends with a question mark, or begins as questions do."""
    opening, _ = _patterns(tuple(words.openings), tuple(words.joints))
    return text.rstrip().endswith("?") or opening.match(text.lstrip()) is not None


@lru_cache(maxsize=4)
def _patterns(openings: Tuple[str, ...], joints: Tuple[str, ...]) -> Tuple[re.Pattern[str], re.Pattern[str]]:
    """How a question begins, and what stands between two in one sentence."""
    opening, joint = (
        "|".join(re.escape(word) for word in sorted(group, key=len, reverse=True)) for group in (openings, joints)
    )
    begin = re.compile(rf"(?:(?:{joint})\s+)?(?:{opening})\b", re.IGNORECASE)
    return begin, re.compile(rf",?\s+(?:{joint})\s+(?=(?:{opening})\b)|,\s+(?=(?:{opening})\b)", re.IGNORECASE)
