"""The data of the comparison: the project's own sets, and xSID Dutch where it has been placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Optional, Tuple

from bot.content.library import shared_library
from bot.understanding.curve import part_of
from bot.understanding.questions import Question, set_files
from bot.understanding.scoring import unseen_questions

XSID = Path(__file__).parent / "xsid"
XSID_TRAIN, XSID_TEST = "nl.valid.conll", "nl.test.conll"
COMMENT = re.compile(r"#\s*([\w-]+)\s*[:=](.*)")


@dataclass(frozen=True)
class Corpus:
    """Texts with their labels to train on, questions to set thresholds on, and questions to measure on.

    ``dev`` is empty when the corpus has no questions out of scope, and so nothing to refuse.
    """

    name: str
    train: Tuple[Tuple[str, str], ...]
    dev: Tuple[Question, ...]
    test: Tuple[Question, ...]


def own(share: float) -> Corpus:
    """The examples of the topics, or the same share of each topic's, and the project's question sets."""
    examples = part_of([example for topic in shared_library().topics() for example in topic.examples], share)
    sets = {name: tuple(unseen_questions(set_files(name), lambda line: None)) for name in ("dev", "test")}
    return Corpus("own", tuple((example.text, example.topic) for example in examples), sets["dev"], sets["test"])


def xsid(folder: Path = XSID) -> Optional[Corpus]:
    """The Dutch part of xSID; None when it is not there. Raises ``ValueError`` with file and line."""
    if not (folder / XSID_TRAIN).is_file() or not (folder / XSID_TEST).is_file():
        return None
    test = tuple(Question(intent, "plain", text) for text, intent in read_xsid(folder / XSID_TEST))
    return Corpus("xsid", tuple(read_xsid(folder / XSID_TRAIN)), (), test)


def read_xsid(path: Path) -> Iterator[Tuple[str, str]]:
    """Text and intent of each sentence of a file in xSID's format."""
    found: Dict[str, str] = {}
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        comment = COMMENT.match(line)
        if comment:
            found[comment[1]] = comment[2].strip()
        elif not line.strip() and found:
            if not {"text", "intent"} <= set(found):
                raise ValueError(f"{path}, line {number}: the sentence above has no '# text' or no '# intent'")
            yield found["text"], found["intent"]
            found = {}
