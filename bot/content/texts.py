"""Fixed texts: sentences that belong to no topic, in three languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict

from pydantic import ValidationError

from bot.content.models import LANGUAGES, LocalText
from bot.content.yaml_file import ContentError, YamlFile

PARAGRAPH = re.compile(r"\n+")  # a blank line in a folded YAML text becomes one line break


class Texts:
    """The texts of one file by key."""

    def __init__(self, texts: Dict[str, LocalText]) -> None:
        self._texts = texts

    def get(self, key: str, language: str, **values: Any) -> str:
        """The text ``key`` in ``language``, with ``{name}`` replaced by ``values``. Raises ``KeyError`` for an unknown key."""
        return PARAGRAPH.sub("\n\n", self._texts[key].in_(language)).format(**values)

    def keys(self) -> set[str]:
        """All keys."""
        return set(self._texts)


def read_texts(path: Path) -> Texts:
    """Read a file of texts (key: {nl, en, de}). Raises ``ContentError`` with file and line."""
    file = YamlFile(path)
    data = file.data if isinstance(file.data, dict) else {}
    texts = {}
    for key, versions in data.items():
        try:
            texts[key] = LocalText.parse_obj(versions)
        except (ValidationError, TypeError) as error:  # a key that is a number is a TypeError
            raise file.error("text_languages", key, place=key, languages=", ".join(LANGUAGES)) from error
    if not texts:
        raise ContentError(path, 1, "no_texts")
    return Texts(texts)
