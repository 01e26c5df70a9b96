"""Checks of the files under data/: each is read by something."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Iterator

from bot.content.checks.finding import Finding
from bot.content.checks.folder import TEXT_FILES, Folder
from bot.content.guides import GUIDES

KNOWN = {
    "confirmations.yml", "contacts.yml", "decision.yml", "downloads.yml", "sources.yml", "staff.yml",
    *(f"{name}.yml" for name in GUIDES),
    *(f"texts/{name}.yml" for name in TEXT_FILES),
}
TOPIC = re.compile(r"nlu/[a-z_]+/[a-z0-9_]+\.yml")


def files(folder: Folder) -> Iterator[Finding]:
    """Files that nothing reads."""
    for path in sorted(folder.data.rglob("*")):
        name = path.relative_to(folder.data)
        if path.is_file() and not _is_read(name):
            yield Finding.at(path, 1, "dead_file")


def _is_read(name: PurePath) -> bool:
    is_story = name.parent.as_posix() == "stories" and name.suffix == ".yml"
    return is_story or name.as_posix() in KNOWN or TOPIC.fullmatch(name.as_posix()) is not None
