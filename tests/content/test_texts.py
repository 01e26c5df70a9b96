"""Fixed texts: three languages each, with values filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import paths
from bot.content.texts import read_texts
from bot.content.yaml_file import ContentError

TEXT = """\
# heading
greeting:
  nl: Dag {name}
  en: Hello {name}
  de: Guten Tag {name}
farewell: {nl: Tot ziens, en: Goodbye, de: Auf Wiedersehen}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of texts."""
    file = tmp_path / "texts.yml"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize("language, text", [("nl", "Dag Ans"), ("en", "Hello Ans"), ("de", "Guten Tag Ans")])
def test_a_text_is_there_in_each_language_with_its_values(path: Path, language: str, text: str) -> None:
    assert read_texts(path).get("greeting", language, name="Ans") == text


def test_all_keys_are_known(path: Path) -> None:
    assert read_texts(path).keys() == {"greeting", "farewell"}


def test_an_unknown_key_is_refused(path: Path) -> None:
    with pytest.raises(KeyError):
        read_texts(path).get("thanks", "nl")


@pytest.mark.parametrize("old, new", [
    ("  de: Guten Tag {name}\n", ""), ("de: Guten Tag {name}", "fr: Bonjour"), ("Guten Tag {name}", ""),
    ("Guten Tag {name}", "' '"), ("Guten Tag {name}", "[a list]"), ("  en:", "  fr: Bonjour\n  en:"),
], ids=["no German", "French for German", "nothing", "a space", "a list", "French as well"])
def test_a_text_that_is_not_there_in_three_languages_is_refused_with_its_line(path: Path, old: str, new: str) -> None:
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_texts(path)
    assert (caught.value.path, caught.value.line, caught.value.key) == (path, 2, "text_languages")
    assert "'greeting'" in caught.value.reason and "nl, en, de" in caught.value.reason


def test_a_text_that_is_no_mapping_is_refused_with_its_line(path: Path) -> None:
    path.write_text(TEXT + "thanks: Bedankt\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_texts(path)
    assert (caught.value.line, caught.value.key) == (7, "text_languages")


@pytest.mark.parametrize("content", ["", "# heading\n", "- a list\n"])
def test_a_file_without_texts_is_refused(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_texts(path)
    assert (caught.value.line, caught.value.key) == (1, "no_texts")


@pytest.mark.parametrize("name", ["conversation", "errors", "page"])
def test_the_texts_of_the_project_can_be_read(name: str) -> None:
    assert read_texts(paths.TEXTS / f"{name}.yml").keys()
