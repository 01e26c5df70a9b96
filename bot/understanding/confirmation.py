"""Yes and no: words that count only when the bot has just asked something."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, Optional, Set

from bot import paths
from bot.content.yaml_file import YamlFile

WORDS = paths.DATA / "confirmations.yml"
YES, NO = "ja", "nee"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=2)
def read_words(path: Path = WORDS) -> Dict[str, Set[str]]:
    """The words for yes and no. Raises ``ContentError`` when the file cannot be used."""
    file = YamlFile(path)
    if not isinstance(file.data, dict) or set(file.data) != {YES, NO}:
        raise file.error("confirmation_lists")
    return {key: _words(file, key) for key in (YES, NO)}


def _words(file: YamlFile, key: str) -> Set[str]:
    """The words of one list.

    A bare ``yes`` or ``no`` is a truth value in YAML, and a word without letters would fit any text without letters.
    """
    words = file.data[key]
    if not isinstance(words, list):
        raise file.error("confirmation_lists", key)
    for index, word in enumerate(words):
        if not isinstance(word, str) or not _plain(word):
            raise file.error("confirmation_lists", key, index)
    return {_plain(word) for word in words}


def confirmation(text: str) -> Optional[bool]:
    """True for yes, False for no, None for anything else."""
    plain, words = _plain(text), read_words()
    if plain in words[YES]:
        return True
    return False if plain in words[NO] else None
