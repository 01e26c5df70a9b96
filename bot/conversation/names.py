"""Names of people in what a visitor types: where somebody says who they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Tuple

from bot.content.guides import Names
from bot.understanding import dutch

BETWEEN = r"[\s,:.]{1,4}"
PARTICLES = "van|von|de|den|der|ter|ten|te|el|al|la|le|di|da|du|'t|op|zu"
WORD = r"[^\W\d_][\w'’-]*"
NAME_AFTER = re.compile(rf"{WORD}(?:\s+(?:(?:{PARTICLES})\s+)*(?-i:[A-ZÀ-Ý])[\w'’-]*)*", re.IGNORECASE)


@lru_cache(maxsize=8)
def _after(cues: Tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(cues, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))}){BETWEEN}", re.IGNORECASE)


def names_in(text: str, cues: Names) -> List[Tuple[int, int]]:
    """Where a visitor names a person: start and end, in order, none over another.

    After words that always come before a name the next word is one, with all that belongs to it; after words that sometimes do
    the pipeline has to see a person there.
    """
    starts = [cue.end() for cue in _after(tuple(cues.altijd)).finditer(text)]
    found = [match.span() for match in (NAME_AFTER.match(text, start) for start in starts) if match]
    maybe = [cue.end() for cue in _after(tuple(cues.soms)).finditer(text)]
    if maybe or found:
        people = dutch.people(text)
        sure = list(found)
        found += [
            (start, end) for start, end in people
            if (start in maybe and _is_name(text[start:end])) or any(start <= at < end for at, _ in sure)
        ]
    return _apart(found)


def _is_name(words: str) -> bool:
    """Whether it is surely a name: "ik ben bakker" tells what somebody does, "ik ben Sanne" and "ik ben piet smit" who it is."""
    return words[0].isupper() or len(words.split()) > 1


def _apart(spans: List[Tuple[int, int]]) -> List[Tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    joined: List[Tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def mask_names(text: str, cues: Names, mask: str) -> str:
    """``text`` with ``mask`` in place of each name."""
    for start, end in reversed(names_in(text, cues)):
        text = text[:start] + mask + text[end:]
    return text
