"""The data of the comparison."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import paths

sys.path.insert(0, str(paths.ROOT / "benchmarks" / "understanding"))

from corpora import own, read_xsid, xsid  # noqa: E402

SENTENCES = """# id: 1
# text: Zet een wekker om 7:00 = vroeg
# text-en: Set an alarm
# intent: alarm/set_alarm
1\tZet\talarm/set_alarm\tO
2\teen\talarm/set_alarm\tO

# id = 2
# text = Speel muziek
# intent = PlayMusic
1\tSpeel\tPlayMusic\tO
"""


def placed(folder: Path, text: str) -> Path:
    """A folder with both files of xSID."""
    for name in ("nl.valid.conll", "nl.test.conll"):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_sentences_of_xsid_are_read_with_their_intents(tmp_path: Path) -> None:
    corpus = xsid(placed(tmp_path, SENTENCES))
    assert corpus is not None
    assert corpus.train == (("Zet een wekker om 7:00 = vroeg", "alarm/set_alarm"), ("Speel muziek", "PlayMusic"))
    assert [question.topic for question in corpus.test] == ["alarm/set_alarm", "PlayMusic"] and corpus.dev == ()


def test_a_sentence_without_an_intent_is_named(tmp_path: Path) -> None:
    path = placed(tmp_path, "# text: Zonder\n1\tZonder\tO\n") / "nl.test.conll"
    with pytest.raises(ValueError, match=r"nl\.test\.conll, line 3"):
        list(read_xsid(path))


def test_without_the_files_xsid_is_left_out(tmp_path: Path) -> None:
    assert xsid(tmp_path) is None


def test_a_share_of_the_examples_keeps_every_topic_and_no_question_is_trained_on() -> None:
    corpus = own(0.05)
    labels = {label for _, label in corpus.train}
    assert len(labels) == 82 and len(corpus.train) < 0.06 * len(own(1.0).train)
    assert not {text.lower() for text, _ in corpus.train} & {question.text.lower() for question in corpus.test}
