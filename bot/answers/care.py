"""Replies to messages that ask for care, and to questions that are declined with a pointer."""

from __future__ import annotations

from bot.answers.reply import ANSWER, REFUSE, Reply, ReplyLink
from bot.answers.topic import topic_choice, ways_out
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import CAN_DO, OUT_OF_SCOPE, PERSON
from bot.conversation.care import AFTER, DANGER, SUICIDE

TEXTS = {SUICIDE: "care_zelfdoding", DANGER: "care_gevaar", AFTER: "care_after"}


def care_reply(library: Library, turn: Turn) -> Reply:
    """Kind words, 112 and 113 first; nothing about the strategy."""
    texts, language = library.texts("conversation"), turn.language
    kind = turn.act if turn.act in (SUICIDE, DANGER, AFTER) else SUICIDE
    helpers = library.care.help
    phones = [
        ReplyLink(texts.get(call_key(number), language), f"tel:{number.replace('-', '')}", "phone")
        for number in getattr(helpers, SUICIDE if kind == AFTER else kind)
    ]
    return Reply(
        kind=ANSWER, topic=None, title=texts.get("care_title", language), text=texts.get(TEXTS[kind], language),
        language=language, links=(*phones, ReplyLink(texts.get("care_page", language), helpers.page)),
        choices=(topic_choice(library, PERSON, language), *([topic_choice(library, CAN_DO, language)] if kind == AFTER else [])),
    )


def call_key(number: str) -> str:
    """The fixed text that says what a phone number is for."""
    return f"call_{number.replace('-', '_')}"


def declined_reply(library: Library, turn: Turn) -> Reply:
    """No medical, legal or political advice: who can give it."""
    texts, language = library.texts("conversation"), turn.language
    return Reply(
        kind=REFUSE, topic=OUT_OF_SCOPE, title=library.topic(OUT_OF_SCOPE).title(language),
        text=texts.get(f"decline_{turn.act}", language), language=language,
        choices=ways_out(library, language),
        confidence=turn.confidence,
    )
