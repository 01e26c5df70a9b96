"""Words as people type them: plain form, lookups with word borders, and room for a slip in a long word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Iterable, Optional, Sequence, Tuple

APOSTROPHES = re.compile(r"['’‘`´]")
NOT_WORDS = re.compile(r"[^\w*]+")
REPEATED = re.compile(r"(\w)\1{2,}")
LETTERS_FOR_A_SLIP = 6


def plain(text: str) -> str:
    """``text`` in small letters, without accents, apostrophes and punctuation; three of the same letter are one."""
    text = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text.casefold()))
    text = "".join(char for char in text if not unicodedata.combining(char)).replace("ß", "ss")
    return REPEATED.sub(r"\1", " ".join(NOT_WORDS.sub(" ", text).split()))


@lru_cache(maxsize=256)
def whole(patterns: Tuple[str, ...]) -> "re.Pattern[str]":
    """One expression that fits a whole plain text when one of ``patterns`` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@lru_cache(maxsize=256)
def anywhere(patterns: Tuple[str, ...]) -> "re.Pattern[str]":
    """One expression that is found in a plain text when one of ``patterns`` is."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def fits(patterns: Sequence[str], text: str) -> bool:
    """Whether one of ``patterns`` fits the whole of the plain ``text``."""
    return whole(tuple(patterns)).fullmatch(text) is not None


def found(patterns: Sequence[str], text: str) -> bool:
    """Whether one of ``patterns`` is found in the plain ``text``."""
    return anywhere(tuple(patterns)).search(text) is not None


@lru_cache(maxsize=256)
def _of_words(words: Tuple[str, ...]) -> "re.Pattern[str]":
    parts = sorted({plain(word) for word in words}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(part).replace(r"\*", r"\w*") for part in parts if part) + r")\b")


def place_of(words: Sequence[str], text: str) -> Optional[Tuple[int, int]]:
    """Where the longest of ``words`` stands in the plain ``text``; None when none does."""
    spans = [match.span() for match in _of_words(tuple(words)).finditer(text)]
    return max(spans, key=lambda span: span[1] - span[0]) if spans else None


def nearly(words: Iterable[str], text: str) -> bool:
    """Whether a word of the plain ``text`` is one of ``words`` but for one slip."""
    wanted = {plain(word).rstrip("*") for word in words}
    return any(is_slip_of(token, word) for token in text.split() for word in wanted if " " not in word)


def is_slip_of(token: str, word: str) -> bool:
    """Whether ``token`` is ``word`` with one letter wrong, missing, added or swapped; short words allow none."""
    if min(len(token), len(word)) < LETTERS_FOR_A_SLIP - 1 or max(len(token), len(word)) < LETTERS_FOR_A_SLIP:
        return False
    return abs(len(token) - len(word)) <= 1 and _one_apart(token, word)


def _one_apart(token: str, word: str) -> bool:
    start = next((at for at, (a, b) in enumerate(zip(token, word)) if a != b), min(len(token), len(word)))
    left, right = token[start:], word[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
