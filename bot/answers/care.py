"""Replies to messages that ask for care, and to questions that are declined with a pointer."""

from __future__ import annotations

from bot.answers.reply import ANSWER, REFUSE, Reply, ReplyLink
from bot.answers.topic import topic_choice
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import OUT_OF_SCOPE
from bot.conversation.care import DANGER, SUICIDE

NUMBERS = {SUICIDE: ("113", "0800-0113", "112"), DANGER: ("112", "113")}
HELP_PAGE = "https://www.113.nl"
PERSON = "contact/medewerker"
WAYS_ON = ("gesprek/kunnen", "contact/algemeen", PERSON)


def care_reply(library: Library, turn: Turn) -> Reply:
    """Kind words, 112 and 113 first; nothing about the strategy."""
    texts, language = library.texts("conversation"), turn.language
    kind = turn.act if turn.act in NUMBERS else SUICIDE
    phones = [
        ReplyLink(texts.get(f"call_{number.replace('-', '_')}", language), f"tel:{number.replace('-', '')}", "phone")
        for number in NUMBERS[kind]
    ]
    return Reply(
        kind=ANSWER, topic=None, title=texts.get("care_title", language), text=texts.get(f"care_{kind}", language),
        language=language, links=(*phones, ReplyLink(texts.get("care_page", language), HELP_PAGE)),
        choices=(topic_choice(library, PERSON, language),),
    )


def declined_reply(library: Library, turn: Turn) -> Reply:
    """No medical, legal or political advice: who can give it."""
    texts, language = library.texts("conversation"), turn.language
    return Reply(
        kind=REFUSE, topic=OUT_OF_SCOPE, title=library.topic(OUT_OF_SCOPE).title(language),
        text=texts.get(f"decline_{turn.act}", language), language=language,
        choices=tuple(topic_choice(library, identity, language) for identity in WAYS_ON),
        confidence=turn.confidence,
    )
