"""Yes and no."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.yaml_file import ContentError
from bot.understanding.confirmation import confirmation, read_words


@pytest.mark.parametrize(
    "text", ["ja", "Ja!", " JA ", "ja, graag", "Oké.", "oke\u0301", "yes", "Yes please", "gerne", "joa"]
)
def test_yes_in_its_languages_and_spellings(text: str) -> None:
    assert confirmation(text) is True


@pytest.mark.parametrize(
    "text", ["nee", "NEE...", "Nee, dank je", "geen van deze", "no", "None of these!", "nein danke", "neej"]
)
def test_no_in_its_languages_and_spellings(text: str) -> None:
    assert confirmation(text) is False


@pytest.mark.parametrize(
    "text", ["", "?", "👎", "ja maar wat is fotonica", "nee hè", "jaar", "is dat zo", "wat is fotonica", "ja nee"]
)
def test_anything_else_is_neither(text: str) -> None:
    assert confirmation(text) is None


def test_no_word_means_both_yes_and_no() -> None:
    words = read_words()
    assert not words["ja"] & words["nee"]


def words_of(path: Path, text: str) -> dict[str, set[str]]:
    """The words of a file with this text."""
    path.write_text(text, "utf-8")
    return read_words(path)


def test_capitals_and_punctuation_in_the_file_do_not_count(tmp_path: Path) -> None:
    words = words_of(tmp_path / "words.yml", "ja: [Ja, graag!]\nnee: ['Nee, dank u.']\n")
    assert words == {"ja": {"ja", "graag"}, "nee": {"nee dank u"}}


@pytest.mark.parametrize(
    "text, line",
    [
        ("", 1),
        ("- ja\n- nee\n", 1),
        ("ja:\n- ja\n", 1),
        ("ja:\n- ja\nnee:\n- nee\nmisschien:\n- tja\n", 1),
        ("ja:\n- ja\nnee: nee\n", 3),
        ("ja:\n- ja\nnee:\n", 3),
        ("ja:\n- ja\n- yes\nnee:\n- nee\n", 3),
        ("ja:\n- ja\nnee:\n- nee\n- no\n", 5),
        ("ja:\n- ja\n- 👍\nnee:\n- nee\n", 3),
        ("ja:\n- ja\nnee:\n- ''\n", 4),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ContentError, match="hier horen de lijsten 'ja' en 'nee'") as error:
        words_of(tmp_path / "words.yml", text)
    assert error.value.line == line


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="none.yml"):
        read_words(tmp_path / "none.yml")
