"""The content check: finds what training does not, before a visitor does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import List, Optional

from bot.content.checks.answers import answers
from bot.content.checks.directory import directory
from bot.content.checks.examples import double_examples, examples_of
from bot.content.checks.files import files
from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.checks.guides import guides
from bot.content.checks.rendered import rendered
from bot.content.checks.rules import rules
from bot.content.checks.texts import texts
from bot.content.checks.values import values


def check(root: Path, today: Optional[date] = None) -> List[Finding]:
    """All that is to be mended in the project folder ``root``, by file and line. ``today`` is for tests."""
    return findings_in(Folder(root), today or date.today())


def findings_in(folder: Folder, today: date) -> List[Finding]:
    """All that is to be mended in ``folder``, by file and line."""
    findings = set(folder.findings)
    for page in folder.topics:
        findings.update(examples_of(page))
    findings.update(double_examples(folder.topics), answers(folder, today), values(folder.files, today))
    findings.update(guides(folder))
    findings.update(directory(folder), texts(folder), rules(folder), files(folder), rendered(folder))
    return sorted(findings)
