"""``python -m bot check``."""

from __future__ import annotations

import sys

import click

REMINDERS = frozenset({"review_old"})  # a matter of time: yesterday's good content does not stop today's start


@click.command()
def check() -> None:
    """Check the content: topics, contacts, downloads, texts, rules. Prints a line for all that is to be mended.

    Ends with an error when there is something to mend; an answer that is due for review is a reminder only.
    """
    from datetime import date

    from bot import paths
    from bot.content.check import findings_in
    from bot.content.checks.folder import Folder
    from bot.content.messages import message

    folder = Folder(paths.ROOT)
    findings = findings_in(folder, date.today())
    for finding in findings:
        click.echo(str(finding))
    if any(finding.key not in REMINDERS for finding in findings):
        sys.exit(1)
    click.echo(message("all_well", **folder.counts()))
