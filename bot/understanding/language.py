"""The language of a message: Dutch, English or German. Twents counts as Dutch."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.content.models import LANGUAGES

SURE = 0.97
FEWEST_LETTERS = 8


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect(text: str) -> Optional[str]:
    """Language of ``text``; None when it is too short or too mixed to tell, so that the conversation's language holds."""
    if len(re.findall(r"[^\W\d_]", text)) < FEWEST_LETTERS:
        return None
    language, share = _identifier().classify(text)
    return str(language) if share >= SURE else None
