"""What is said while the bot is switched off, or while there is a notice."""

from __future__ import annotations

from bot.answers.reply import ANSWER, REFUSE, Reply
from bot.answers.topic import reply_link
from bot.content.library import Library
from bot.content.topics import OUT_OF_SCOPE

ABOUT_THE_BOT = "gesprek/bot"


def closed_reply(library: Library, language: str) -> Reply:
    """The only reply of a bot that is switched off."""
    return _reply(library, REFUSE, OUT_OF_SCOPE, language)


def notice_reply(library: Library, language: str) -> Reply:
    """The notice, before the first reply of a conversation."""
    return _reply(library, ANSWER, ABOUT_THE_BOT, language)


def _reply(library: Library, kind: str, topic: str, language: str) -> Reply:
    service = library.service
    return Reply(
        kind=kind, topic=topic, text=service.message.in_(language), language=language,
        links=(reply_link(service.link, language),),
    )
