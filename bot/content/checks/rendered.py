"""Checks of the topics that the code needs, and of the replies that actions make from contacts and downloads."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, TypeVar

from bot.answers.follow_up import FORGET
from bot.answers.render import BY_TOPIC, render
from bot.answers.topic import MORE, SIMPLER, WAYS_OUT
from bot.content.checks.answers import is_rendered, unmatched
from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.library import Library, LiveFile
from bot.content.models import Contacts, Downloads, Sources
from bot.content.texts import read_texts
from bot.content.topics import OUT_OF_SCOPE
from bot.content.yaml_file import ContentError

NEEDED = tuple(sorted({OUT_OF_SCOPE, MORE, SIMPLER, FORGET, *WAYS_OUT, *BY_TOPIC}))

Value = TypeVar("Value")


class ReadLibrary(Library):
    """A library of what a check has read already. Raises ``ContentError`` when the fixed texts cannot be used."""

    def __init__(self, folder: Folder, contacts: Contacts, downloads: Downloads, sources: Sources) -> None:
        data = folder.data
        self._topics = {page.id: _read(page.file.path, page.topic) for page in folder.topics if page.response}
        self._contacts = _read(data / "contacts.yml", contacts)
        self._downloads = _read(data / "downloads.yml", downloads)
        self._sources = _read(data / "sources.yml", sources)
        self._guides = {name: _read(read[0].path, read[1]) for name, read in folder.guides.items() if read}
        self._texts = {file.path.stem: LiveFile(file.path, read_texts) for file in folder.texts}


def rendered(folder: Folder) -> Iterator[Finding]:
    """Topics that are not there, and what is wrong with made replies, as far as they can be made."""
    for identity in NEEDED:
        if identity not in folder.topic_ids:
            yield Finding.at(folder.data / "nlu" / f"{identity}.yml", 1, "topic_needed", topic=identity)
    if folder.contacts and folder.downloads and folder.sources and folder.downloads[1].downloads:
        try:
            library = ReadLibrary(folder, folder.contacts[1], folder.downloads[1], folder.sources[1])
        except ContentError:
            return  # a finding of ``texts``
        if "conversation" in library.text_files and library.has(MORE) and library.has(SIMPLER):
            yield from _replies(folder, library)


def _replies(folder: Folder, library: Library) -> Iterator[Finding]:
    for page in folder.topics:
        if is_rendered(page.id) and page.response:
            reply = render(library, page.id, "nl")
            yield from unmatched(page, reply.text)
            if not reply.links:
                yield page.finding("no_link", *page.metadata_place("links"))


def _read(path: Path, value: Value) -> LiveFile[Value]:
    return LiveFile(path, lambda _: value)
