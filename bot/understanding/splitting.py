"""Several questions in one message."""

from __future__ import annotations

import re
from typing import List

SENTENCE_END = re.compile(r"(?<=[?.!])\s+|\n+")
LEADING = re.compile(r"^[\s/]+")
MOST_QUESTIONS = 3


def questions_in(text: str) -> List[str]:
    """The sentences of ``text`` that are questions, when there are two or three; else none, and the text is one question.

    Only a question mark counts: what comes before or after a question is mostly about it. A slash at the start is left out,
    because Rasa takes what follows it for a command.
    """
    questions = [LEADING.sub("", part) for part in SENTENCE_END.split(text.strip()) if part.endswith("?")]
    return questions if 2 <= len(questions) <= MOST_QUESTIONS else []
