"""Typing errors, made at training so that the classifier has seen them."""

from __future__ import annotations

import random
from typing import Callable, Dict, List, Sequence

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CHARACTERS_PER_SLIP = 18


def _neighbours() -> Dict[str, str]:
    """For each letter the letters around it on the keyboard."""
    places = {char: (row, column) for row, chars in enumerate(ROWS) for column, char in enumerate(chars)}
    return {
        char: "".join(
            other
            for other, (r, c) in places.items()
            if other != char and abs(r - row) <= 1 and abs(c - column) <= 1
        )
        for char, (row, column) in places.items()
    }


NEIGHBOURS = _neighbours()
SWAPS = {"d": "t", "t": "d", "ij": "ei", "ei": "ij", "c": "k", "k": "c", "z": "s", "v": "f"}


def _wrong_key(text: List[str], at: int, rng: random.Random) -> None:
    near = NEIGHBOURS.get(text[at].lower())
    if near:
        text[at] = rng.choice(near)


def _missing(text: List[str], at: int, rng: random.Random) -> None:
    del text[at]


def _doubled(text: List[str], at: int, rng: random.Random) -> None:
    text.insert(at, text[at])


def _swapped(text: List[str], at: int, rng: random.Random) -> None:
    if at + 1 < len(text):
        text[at], text[at + 1] = text[at + 1], text[at]


def _joined(text: List[str], at: int, rng: random.Random) -> None:
    spaces = [i for i, char in enumerate(text) if char == " "]
    if spaces:
        del text[rng.choice(spaces)]


def _misspelt(text: List[str], at: int, rng: random.Random) -> None:
    text[at] = SWAPS.get(text[at], text[at])


SLIPS: Sequence[Callable[[List[str], int, random.Random], None]] = (
    _wrong_key, _missing, _doubled, _swapped, _joined, _misspelt,
)


def with_typos(text: str, variant: int) -> str:
    """``text`` with one to three slips; the same ``text`` and ``variant`` always give the same result."""
    rng = random.Random(f"{variant}:{text}")
    chars = list(text)
    for _ in range(rng.randint(1, max(1, min(3, len(text) // CHARACTERS_PER_SLIP)))):
        if len(chars) > 2:
            rng.choice(SLIPS)(chars, rng.randrange(len(chars)), rng)
    return "".join(chars)
