"""What a message says of the visitor and of the theme: lookups for the desk finder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Dict, List, Optional, Sequence, Tuple

from bot.content.guides import Finder
from bot.conversation.words import nearly, place_of, plain

BARE_WORDS, LONGEST_ANSWER = 4, 12
SELF_EMPLOYED, COMPANY = "zzp", "mkb"


@dataclass(frozen=True)
class Said:
    """Theme, kind of visitor and municipality, as far as a message says them."""

    theme: Optional[str] = None
    audience: Optional[str] = None
    municipality: Optional[str] = None
    elsewhere: bool = False
    size: bool = False
    own: bool = False
    wish: bool = False

    @property
    def entities(self) -> List[Dict[str, Any]]:
        """The visitor's own part as entities of Rasa, for the slots of the same names."""
        values = {"audience": self.audience, "municipality": self.municipality}
        return [entity(name, value) for name, value in values.items() if value]


def entity(name: str, value: str) -> Dict[str, Any]:
    """An entity of Rasa."""
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "ContextReader"}


def said(finder: Finder, message: str, answering: bool = False) -> Said:
    """What ``message`` says. ``answering``: it may be the bare answer to a question of the finder."""
    text = plain(message)
    bare = answering and len(text.split()) <= BARE_WORDS
    placed = bare or (answering and len(text.split()) <= LONGEST_ANSWER)
    own = place_of(finder.own, text) is not None
    size = _by_size(finder, text) if own or placed else None
    municipality = _municipality(finder, text, bare, placed) if own or placed else None
    return Said(
        theme=_theme(finder, text, bare),
        audience=_audience(finder, text, bare) or size,
        municipality=municipality,
        elsewhere=municipality is None and (own or placed) and _is_elsewhere(finder, text, bare),
        size=size is not None,
        own=own,
        wish=place_of(finder.wish, text) is not None,
    )


def _theme(finder: Finder, text: str, bare: bool) -> Optional[str]:
    return _longest([(theme.key, theme.words) for theme in finder.themes], text, bare)


def _audience(finder: Finder, text: str, bare: bool) -> Optional[str]:
    pairs = [(audience.key, audience.words) for audience in finder.audiences]
    if bare:
        return _longest(pairs, text, True)
    said = (match[1] for match in _after_own((*finder.own, *finder.role)).finditer(text))
    parts = list(said)
    denied = [part for part in parts if place_of(finder.denied, part)]
    found = _longest(pairs, " | ".join(part for part in parts if part not in denied), False)
    if found or not denied:
        return found
    rest = text.replace(denied[-1], "|")  # "I am no entrepreneur, just retired"
    return _longest(pairs, rest, False)


def _by_size(finder: Finder, text: str) -> Optional[str]:
    """The kind of visitor that a number of people says: "we are 18 people", "just me"."""
    if place_of(finder.alone, text):
        return SELF_EMPLOYED
    heads = "|".join(re.escape(plain(word)) for word in finder.heads)
    count = re.search(rf"\b(\d{{1,3}}) (?:\w+ )?(?:{heads})\b", text)
    return None if count is None else SELF_EMPLOYED if int(count[1]) == 1 else COMPANY


@lru_cache(maxsize=4)
def _after_own(words: Tuple[str, ...]) -> "re.Pattern[str]":
    own = "|".join(re.escape(plain(word)) for word in words)
    return re.compile(rf"(?=(\b(?:{own})\b(?: \w+){{1,4}}))")  # they may overlap


def _municipality(finder: Finder, text: str, bare: bool, placed: bool) -> Optional[str]:
    """The municipality in ``text``: with a word before it such as "in", or in an answer (``placed``) by itself."""
    pairs = [(municipality.name, municipality.words) for municipality in finder.municipalities]
    prefixed = [(name, _after_preposition(finder, words)) for name, words in pairs]
    found = None if bare else _longest(prefixed, text, False)
    return found or (_longest(pairs, text, bare) if placed else None)


def _after_preposition(finder: Finder, places: Sequence[str]) -> List[str]:
    return [f"{word} {place}" for word in finder.before_place for place in places]


def _is_elsewhere(finder: Finder, text: str, bare: bool) -> bool:
    """Whether ``text`` names a known place outside the region: with a word before it such as "in", or by itself."""
    return place_of(finder.elsewhere if bare else _after_preposition(finder, finder.elsewhere), text) is not None


def _longest(pairs: Sequence[Tuple[str, Sequence[str]]], text: str, slips: bool) -> Optional[str]:
    """The key whose word in ``text`` is longest; with ``slips`` also one that a word is nearly."""
    best: Optional[str] = None
    longest = 0
    for key, words in pairs:
        span = place_of(words, text)
        if span and span[1] - span[0] > longest:
            best, longest = key, span[1] - span[0]
    if best is None and slips:
        best = next((key for key, words in pairs if nearly(words, text)), None)
    return best


def theme_of(finder: Finder, topic: Optional[str]) -> Optional[str]:
    """The theme that fits a topic: its own, that of its group, or none."""
    if not topic:
        return None
    group, _, key = topic.partition("/")
    if group == "contact":
        return key if key in {theme.key for theme in finder.themes} else None
    return finder.topics.get(topic) or finder.topics.get(group)
