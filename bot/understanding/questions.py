"""Question sets for measuring: written by people who had not seen the examples, and never trained on.

A set is a folder of files. A file holds questions, or pairs of sentences that share a word and not a topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Optional, Tuple

from bot import paths
from bot.content.topics import OUT_OF_SCOPE
from bot.content.yaml_file import YamlFile

PAIR = frozenset({"right", "trap"})


@dataclass(frozen=True)
class Question:
    """A question, the topic that is right, and the style in which it is written; ``after``: the topic of the answer before it."""

    topic: str
    style: str
    text: str
    after: Optional[str] = None

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


def set_files(name: str) -> List[Path]:
    """The files of the set ``name``, as ``dev`` or ``test``."""
    return sorted((paths.QUESTIONS / name).glob("*.yml"))


def read_questions(path: Path) -> List[Question]:
    """Read a file of a question set. Raises ``ContentError`` with file and line."""
    file = YamlFile(path)
    questions: List[Question] = []
    for index, row in enumerate(file.data or ()):
        try:
            questions.extend(_questions_of(row))
        except (TypeError, KeyError) as error:
            raise file.error("question", index, reason=error) from error
    return questions


def _questions_of(row: Any) -> Iterator[Question]:
    """A question, or the two of a pair: ``right``, for which the word stands, and ``trap``, for which it does not."""
    if PAIR.isdisjoint(row):
        yield Question(**row)
        return
    for side in ("right", "trap"):
        yield Question(style=side, **row[side])
