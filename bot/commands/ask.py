"""``python -m bot ask``."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any, Dict, Iterable, List, Optional

import click


@click.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print the reply object instead of its text.")
@click.option("--language", type=click.Choice(["nl", "en", "de"]), help="Language of the answer; else that of the question.")
def ask(question: str, as_json: bool, language: Optional[str]) -> None:
    """Ask one QUESTION without a server.

    With --json and - as QUESTION: one question a line from standard input, each a new conversation; one object a line.
    """
    import bot.quiet

    bot.quiet.quiet_logs()
    questions = (line.rstrip("\r\n") for line in sys.stdin) if question == "-" else [question]
    from bot.conversation.agent import AgentError
    from bot.store.tracker import StoreUnavailable

    try:
        asyncio.run(_answer_all(questions, as_json, language))
    except (AgentError, StoreUnavailable) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


async def _answer_all(questions: Iterable[str], as_json: bool, language: Optional[str]) -> None:
    from bot import model
    from bot.content.library import shared_library
    from bot.conversation.agent import load_agent
    from bot.conversation.dialogue import Dialogue

    path = model.ensure_current(lambda line: click.echo(line, err=True))
    dialogue = Dialogue(load_agent(path, in_memory=True), shared_library())
    for question in questions:
        replies = await _answer(dialogue, question, language)
        if as_json:
            click.echo(json.dumps(replies[0], ensure_ascii=False))
        else:
            click.echo("\n\n".join(_as_text(reply) for reply in replies))


async def _answer(dialogue: Any, question: str, language: Optional[str]) -> List[Dict[str, Any]]:
    """The reply objects, or an error object like that of the HTTP API."""
    from bot.content.library import shared_library
    from bot.conversation.message import FieldError, clean_message
    from bot.conversation.token import TokenSigner

    try:
        text = clean_message(question)
    except FieldError as error:
        message = shared_library().texts("errors").get(error.code, "nl")
        return [{"error": {"code": "field_wrong", "message": message, "field": error.field}}]
    answered = await dialogue.respond(TokenSigner.new_identity(), text, language=language)
    return answered.replies


def _as_text(reply: Dict[str, Any]) -> str:
    """A reply as plain text: title, answer, choices, links and source."""
    if "error" in reply:
        return str(reply["error"]["message"])
    lines = [reply["title"], ""] if reply["title"] else []
    lines.append(reply["text"])
    lines += [f"  [{choice['label']}]" for choice in reply["choices"]]
    lines += [f"  {link['label']}: {link['url']}" for link in reply["links"]]
    if reply["source"]:
        source = reply["source"]
        details = [source["section"], source["period"], source["checked"]]
        lines += ["", " | ".join([source["title"], *(part for part in details if part)])]
    return "\n".join(lines)
