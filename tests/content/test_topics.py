"""Topic files: what is read from them, and errors with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from bot.content.topics import Topic, read_topic, topic_paths
from bot.content.yaml_file import ContentError

TEXT = """\
version: "3.1"

nlu:
- intent: sport/voetbal
  metadata: {language: nl}
  examples: |
    - wat is voetbal

    -   Waar wordt gespeeld?
- intent: sport/voetbal
  metadata: {language: en}
  examples: |
    - what is football

responses:
  utter_sport/voetbal:
  - text: >-
      Elf tegen elf.

      Met een bal.
    metadata:
      title: {nl: Voetbal, en: Football, de: Fußball}
      source: {section: inleiding}
      owner: redactie
      reviewed: "2026-11-24"
      meer: Nog meer.
      en: {text: Eleven a side., meer: More.}
      de: {text: Elf gegen elf.}
      choices: [sport/korfbal]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A topic file at its place."""
    file = tmp_path / "sport" / "voetbal.yml"
    file.parent.mkdir()
    file.write_text(TEXT, "utf-8")
    return file


def test_a_topic_is_named_after_its_place(path: Path) -> None:
    topic = read_topic(path)
    assert (topic.id, topic.group) == ("sport/voetbal", "sport")


def test_examples_know_their_language_and_line(path: Path) -> None:
    examples = [(example.text, example.topic, example.language, example.line) for example in read_topic(path).examples]
    assert examples == [
        ("wat is voetbal", "sport/voetbal", "nl", 7),
        ("Waar wordt gespeeld?", "sport/voetbal", "nl", 9),
        ("what is football", "sport/voetbal", "en", 13),
    ]


@pytest.mark.parametrize("language, depth, text", [
    ("nl", "text", "Elf tegen elf.\n\nMet een bal."), ("nl", "meer", "Nog meer."), ("nl", "eenvoudig", None),
    ("en", "text", "Eleven a side."), ("en", "meer", "More."), ("de", "text", "Elf gegen elf."), ("de", "meer", None),
])
def test_an_answer_is_there_in_the_depths_that_were_written(path: Path, language: str, depth: str, text: str) -> None:
    assert read_topic(path).answer(language, depth) == text


def test_a_title_is_there_in_each_language(path: Path) -> None:
    topic: Topic = read_topic(path)
    assert [topic.title(language) for language in ("nl", "en", "de")] == ["Voetbal", "Football", "Fußball"]


def replaced(old: str, new: str) -> Callable[[Path], None]:
    """Replaces a part of the file."""
    def change(path: Path) -> None:
        assert old in TEXT
        path.write_text(TEXT.replace(old, new, 1), "utf-8")
    return change


@pytest.mark.parametrize("change, line, key", [
    (replaced("nlu:", "\tnlu:"), 3, "not_yaml"),
    (replaced("owner: redactie", "owners: redactie"), 21, "missing_key"),
    (replaced("      owner:", "      tone: warm\n      owner:"), 24, "unknown_key"),
    (replaced('"2026-11-24"', "gisteren"), 25, "wrong_date"),
    (replaced("language: en", "language: fr"), 11, "wrong_language"),
    (replaced(", de: Fußball}", "}"), 22, "missing_key"),
    (replaced("utter_sport/voetbal", "utter_sport/korfbal"), 15, "no_answer"),
    (replaced("  examples: |\n    - what is football\n", "  examples: 5\n"), 13, "example_dash"),
    (replaced("nlu:", "5: vijf\nnlu:"), 3, "unknown_key"),
    (replaced("    -   Waar", "    Waar"), 9, "example_dash"),
    (replaced(TEXT, ""), 1, "missing_key"),
    (replaced(TEXT, "- a list\n"), 1, "missing_key"),
], ids=[
    "a tab", "no owner", "an unknown key", "no date", "an unknown language", "no German title", "no answer",
    "examples that are a number", "a number for a key", "no dash", "nothing", "a list",
])
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    path: Path, change: Callable[[Path], None], line: int, key: str
) -> None:
    change(path)
    with pytest.raises(ContentError) as caught:
        read_topic(path)
    assert (caught.value.path, caught.value.line, caught.value.key) == (path, line, key)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_topic_files_are_found_one_folder_deep_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b/z.yml", "a/y.yml", "b/x.yml", "loose.yml", "a/deeper/w.yml", "a/notes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in topic_paths(tmp_path)]
    assert found == ["a/y.yml", "b/x.yml", "b/z.yml"]
