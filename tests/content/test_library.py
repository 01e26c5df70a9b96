"""The library: everything as it stands in the files, also after an edit."""

from __future__ import annotations

import logging
import shutil
import time
from pathlib import Path
from typing import Callable, List

import pytest

from bot import paths
from bot.content.library import Library, shared_library
from bot.content.yaml_file import ContentError

LIVE_SECONDS = 1.0
TOPIC = "technologie/fotonica"
FILES = (
    f"nlu/{TOPIC}.yml", "nlu/technologie/robotica.yml", "contacts.yml", "downloads.yml", "sources.yml",
    "texts/conversation.yml",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two topics."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.DATA / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def library(data: Path) -> Library:
    """A library of that folder."""
    return Library(data)


def edit(path: Path, old: str, new: str) -> None:
    """Replace ``old`` in a file, the first time it is there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def holds_within_a_second(condition: Callable[[], bool]) -> bool:
    """Whether ``condition`` comes true in time for an edit to count as live."""
    end = time.monotonic() + LIVE_SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def errors(caplog: pytest.LogCaptureFixture) -> List[str]:
    """What was logged as an error."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def test_topics_are_known_by_id_in_a_fixed_order(library: Library) -> None:
    assert library.topic_ids == [TOPIC, "technologie/robotica"]
    assert [topic.id for topic in library.topics()] == library.topic_ids
    assert library.has(TOPIC) and not library.has("technologie/kwark")


def test_an_unknown_topic_is_refused(library: Library) -> None:
    with pytest.raises(KeyError):
        library.topic("technologie/kwark")


def test_contacts_of_a_theme_come_by_rank(library: Library) -> None:
    desks = library.contacts("starten")
    ranks = [desk.themes["starten"] for desk in desks]
    assert len(desks) >= 3 and ranks == sorted(ranks)
    assert library.contacts("kwark") == []


def test_a_section_belongs_to_a_document(library: Library) -> None:
    document = library.source("inleiding")
    assert document is not None and "inleiding" in document.sections
    assert library.source("slot") is None


def test_an_edited_answer_is_live_within_a_second(data: Path, library: Library) -> None:
    edit(data / f"nlu/{TOPIC}.yml", "Fotonica is techniek met licht.", "Fotonica is iets nieuws.")
    assert holds_within_a_second(lambda: str(library.topic(TOPIC).answer("nl")).startswith("Fotonica is iets nieuws."))


def test_an_edit_of_the_same_length_is_live_too(data: Path, library: Library) -> None:
    edit(data / f"nlu/{TOPIC}.yml", "Fotonica is techniek", "FOTONICA IS TECHNIEK")
    assert holds_within_a_second(lambda: str(library.topic(TOPIC).answer("nl")).startswith("FOTONICA IS TECHNIEK"))


def test_other_files_are_live_within_a_second(data: Path, library: Library) -> None:
    edit(data / "contacts.yml", "id: twente-board", "id: board")
    edit(data / "downloads.yml", "id: strategisch-plan", "id: plan")
    edit(data / "sources.yml", "- inleiding", "- begin")
    edit(data / "texts/conversation.yml", "nl: Geen van deze", "nl: Geen daarvan")
    assert holds_within_a_second(lambda: library.contacts("twente_board")[0].id == "board")
    assert holds_within_a_second(lambda: library.downloads().downloads[0].id == "plan")
    assert holds_within_a_second(lambda: library.source("begin") is not None)
    assert holds_within_a_second(lambda: library.texts("conversation").get("none_of_these", "nl") == "Geen daarvan")


@pytest.mark.parametrize("name, old, new", [
    (f"nlu/{TOPIC}.yml", "nlu:", "\tnlu:"), (f"nlu/{TOPIC}.yml", "      owner:", "      owners:"),
    (f"nlu/{TOPIC}.yml", 'reviewed: "2', "reviewed: 2026-13-45 #"), ("contacts.yml", "contacts:", "contacts: ["),
    ("texts/conversation.yml", "  nl: Geen van deze\n", ""), ("texts/conversation.yml", "nl: Geen van deze", "nl: ' '"),
], ids=["no YAML", "a wrong key", "no such day", "broken contacts", "a missing language", "an empty text"])
def test_a_broken_edit_leaves_the_last_good_version_and_is_logged_once(
    data: Path, library: Library, caplog: pytest.LogCaptureFixture, name: str, old: str, new: str
) -> None:
    def look() -> tuple:
        texts = library.texts("conversation").get("none_of_these", "nl")
        return library.topic(TOPIC), library.contacts("starten"), texts

    before = look()
    edit(data / name, old, new)
    assert holds_within_a_second(lambda: look() == before and len(errors(caplog)) > 0)
    assert not holds_within_a_second(lambda: look() != before or len(errors(caplog)) != 1)
    assert str(data / name) in errors(caplog)[0]


def test_a_mended_edit_is_live_again(data: Path, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    path = data / f"nlu/{TOPIC}.yml"
    edit(path, "nlu:", "\tnlu:")
    assert holds_within_a_second(lambda: bool(library.topic(TOPIC) and errors(caplog)))
    edit(path, "\tnlu:", "nlu:")
    edit(path, "title: {nl: Fotonica", "title: {nl: Lichttechniek")
    assert holds_within_a_second(lambda: library.topic(TOPIC).title("nl") == "Lichttechniek")


def test_a_file_that_is_gone_for_a_while_leaves_the_last_good_version(
    data: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    path, aside = data / f"nlu/{TOPIC}.yml", data / "aside.yml"
    before = library.topic(TOPIC)
    path.rename(aside)
    assert not holds_within_a_second(lambda: library.topic(TOPIC) != before)
    edit(aside, "title: {nl: Fotonica", "title: {nl: Lichttechniek")
    aside.rename(path)
    assert holds_within_a_second(lambda: library.topic(TOPIC).title("nl") == "Lichttechniek")
    assert errors(caplog) == []


def test_a_file_that_cannot_be_used_is_refused_at_the_start(data: Path) -> None:
    edit(data / f"nlu/{TOPIC}.yml", "      owner:", "      tone: warm\n      owner:")
    with pytest.raises(ContentError) as caught:
        Library(data)
    assert caught.value.path == data / f"nlu/{TOPIC}.yml" and caught.value.key == "unknown_key"


def test_a_process_has_one_library_for_a_folder(data: Path) -> None:
    assert shared_library(data) is shared_library(data)
    assert shared_library() is not shared_library(data)
