"""Question sets for measuring: written by people who had not seen the examples, and never trained on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, List, Tuple

from bot.content.topics import OUT_OF_SCOPE
from bot.content.yaml_file import YamlFile


@dataclass(frozen=True)
class Question:
    """A question, the topic that is right, and the style in which it is written."""

    topic: str
    style: str
    text: str

    @property
    def in_scope(self) -> bool:
        """Whether the bot has an answer to it."""
        return self.topic != OUT_OF_SCOPE


def unseen(questions: Iterable[Question], examples: Iterable[str]) -> List[Question]:
    """The questions that do not stand among ``examples`` word for word: the others measure memory, not understanding."""
    known = {_words(example) for example in examples}
    return [question for question in questions if _words(question.text) not in known]


def _words(text: str) -> Tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def read_questions(path: Path) -> List[Question]:
    """Read a question set. Raises ``ContentError`` with file and line."""
    file = YamlFile(path)
    questions = []
    for index, row in enumerate(file.data or ()):
        try:
            questions.append(Question(**row))
        except TypeError as error:
            raise file.error("question", index, reason=error) from error
    return questions
