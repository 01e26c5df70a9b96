"""YAML files that know their lines, and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import paths
from bot.content.yaml_file import ContentError, YamlFile

TEXT = """\
# heading
name: Noaber

links:
- url: https://example.org
  label: {nl: een, en: one}
- url: https://example.com
"""


def written(folder: Path, content: str | bytes) -> Path:
    """A YAML file with ``content``."""
    path = folder / "file.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("place, line", [
    ((), 2), (("name",), 2), (("links",), 4), (("links", 0, "url"), 5), (("links", 0, "label", "en"), 6),
    (("links", 1), 7), (("links", 1, "label", "nl"), 7), (("nothing", "here"), 2),
])
def test_the_line_of_a_value_or_of_what_is_around_it(tmp_path: Path, place: tuple, line: int) -> None:
    assert YamlFile(written(tmp_path, TEXT)).line(*place) == line


def test_an_empty_file_has_no_data_and_one_line(tmp_path: Path) -> None:
    file = YamlFile(written(tmp_path, ""))
    assert (file.data, file.line("name")) == (None, 1)


@pytest.mark.parametrize("content, line, key", [
    ("a: 1\nb: [2\nc: 3\n", 3, "not_yaml"), ("a: 1\n\tb: 2\n", 2, "not_yaml"), ("a: 1\nb: \x00\n", 1, "not_yaml"),
    ("a: !unknown 1\n", 1, "not_yaml"), (b"a: \xe9\n", 1, "not_utf8"),
])
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, line: int, key: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ContentError) as caught:
        YamlFile(path)
    assert (caught.value.path, caught.value.line, caught.value.key) == (path, line, key)


def test_a_day_that_does_not_exist_is_refused_as_content(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1\nchecked: 2026-13-45\n")
    with pytest.raises(ContentError) as caught:
        YamlFile(path)
    assert caught.value.key == "not_yaml"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        YamlFile(tmp_path / "none.yml")
    assert (caught.value.line, caught.value.key) == (1, "unreadable")


def test_an_error_reads_as_file_line_and_a_dutch_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    error = YamlFile(path).error("missing_key", "links", 1, place="label")
    assert str(error) == f"{path}:7: 'label' ontbreekt"


def test_an_error_names_a_project_file_as_the_reader_does() -> None:
    assert str(YamlFile(paths.SOURCES).error("missing_key", place="x")).startswith("data/sources.yml:")
