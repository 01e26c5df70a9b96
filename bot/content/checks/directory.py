"""Checks of contacts and downloads."""

from __future__ import annotations

from typing import Dict, Iterator, Sequence, Tuple

from bot.answers.contacts import GROUP, MOST_DESKS
from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.models import Contacts
from bot.content.yaml_file import YamlFile
from bot.paths import relative


def directory(folder: Folder) -> Iterator[Finding]:
    """What is wrong with contacts and downloads."""
    if folder.contacts:
        file, contacts = folder.contacts
        yield from _double_ids(file, "contacts", [contact.id for contact in contacts.contacts])
        yield from _themes(file, contacts, folder.topic_ids)
        yield from _ranks(file, contacts)
    if folder.downloads:
        file, downloads = folder.downloads
        yield from _double_ids(file, "downloads", [download.id for download in downloads.downloads])
        yield from _double_ids(file, "socials", [social.id for social in downloads.socials])
        if not downloads.downloads:
            yield Finding.at(file.path, file.line("downloads"), "no_downloads")


def _double_ids(file: YamlFile, part: str, identities: Sequence[str]) -> Iterator[Finding]:
    for index, identity in enumerate(identities):
        first = identities.index(identity)
        if first < index:
            other = f"{relative(file.path)}:{file.line(part, first, 'id')}"
            yield Finding.at(file.path, file.line(part, index, "id"), "double_id", id=identity, other=other)


def _themes(file: YamlFile, contacts: Contacts, topics: Sequence[str]) -> Iterator[Finding]:
    for index, contact in enumerate(contacts.contacts):
        for theme, rank in contact.themes.items():
            line = file.line("contacts", index, "themes", theme)
            if f"{GROUP}/{theme}" not in topics:
                yield Finding.at(file.path, line, "unknown_theme", theme=theme)
            if rank <= MOST_DESKS and not contact.links:
                yield Finding.at(file.path, line, "desk_without_link", id=contact.id, theme=theme, most=MOST_DESKS)


def _ranks(file: YamlFile, contacts: Contacts) -> Iterator[Finding]:
    first: Dict[Tuple[str, int], int] = {}
    for index, contact in enumerate(contacts.contacts):
        for theme, rank in contact.themes.items():
            line = file.line("contacts", index, "themes", theme)
            other = first.setdefault((theme, rank), index)
            if other != index:
                name = contacts.contacts[other].id
                yield Finding.at(file.path, line, "same_rank", id=contact.id, theme=theme, rank=rank, other=name)
