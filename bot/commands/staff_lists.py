"""``python -m bot suggestions`` and ``python -m bot questions``: what visitors left for staff."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any, Optional

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
def suggestions(as_json: bool) -> None:
    """List suggested examples: what visitors typed, and the topic that they picked when asked."""
    from bot.store.suggestions import Suggestions

    for row in _open(Suggestions).all():
        line = f"{row['count']}x  {row['topic']}  [{row['language']}]  {row['text']}"
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else line)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@click.option("--done", metavar="NUMBER", help="Delete the question with this number: it was answered.")
def questions(as_json: bool, done: Optional[str]) -> None:
    """List the questions that visitors left, with how to reach them; or delete one that was answered."""
    from bot.content.messages import message
    from bot.store.questions import Questions

    store = _open(Questions)
    if done:
        if not store.done(done):
            click.echo(message("no_such_question", number=done), err=True)
            sys.exit(1)
        click.echo(message("question_done", number=done))
        return
    for row in store.all():
        shown = {key: value for key, value in row.items() if key != "conversation"}
        click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _lines(shown))


def _lines(row: Any) -> str:
    day = datetime.fromtimestamp(row["time"]).strftime("%Y-%m-%d %H:%M")
    return f"{row['reference']}  {day}  [{row['language']}]  {row['reach']}\n    {row['question']}"


def _open(kind: Any) -> Any:
    """The store of ``kind`` in the database of the conversations."""
    import bot.quiet

    bot.quiet.quiet_logs()
    from bot.store.tracker import ConversationStore, StoreUnavailable

    try:
        return kind(ConversationStore().engine)
    except StoreUnavailable as error:
        click.echo(str(error), err=True)
        sys.exit(1)
