"""The question that follows a message that fits several topics, or none of those offered."""

from __future__ import annotations

from bot.answers.reply import CLARIFY, DENY, REFUSE, Choice, Reply
from bot.answers.topic import topic_choice
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import OUT_OF_SCOPE

WAYS_OUT = ("gesprek/kunnen", "contact/algemeen", "contact/medewerker")


def clarify_reply(library: Library, turn: Turn) -> Reply:
    """Ask which of the topics of ``turn`` is meant, by title, with a way out."""
    texts = library.texts("conversation")
    choices = [topic_choice(library, identity, turn.language) for identity in turn.topics]
    return Reply(
        kind=CLARIFY,
        topic=None,
        text=texts.get("clarify", turn.language),
        language=turn.language,
        choices=(*choices, Choice(texts.get("none_of_these", turn.language), DENY)),
        confidence=turn.confidence,
        topics=turn.topics,
    )


def none_fits_reply(library: Library, turn: Turn) -> Reply:
    """After "none of these": say so kindly, and offer the ways out."""
    return Reply(
        kind=REFUSE,
        topic=OUT_OF_SCOPE,
        title=library.topic(OUT_OF_SCOPE).title(turn.language),
        text=library.texts("conversation").get("none_fits", turn.language),
        language=turn.language,
        choices=tuple(topic_choice(library, identity, turn.language) for identity in WAYS_OUT),
    )
