"""An answer to what a question is presumed to be about: it says so, and names what else could be meant."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.reply import ANSWER, ASK, DENY, Choice, Reply
from bot.answers.topic import topic_choice
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import CONVERSATION_GROUP
from bot.understanding.decision import is_wish


def with_doubt(library: Library, turn: Turn, reply: Reply) -> Reply:
    """``reply`` with what it takes the question for, when the topic of ``turn`` is presumed; else as it is.

    Of two kinds of help that are wished for it says which comes first.
    """
    presumed = turn.topic is not None and bool(turn.topics) and reply.kind in (ANSWER, ASK)
    if not presumed or (turn.topic or "").startswith(f"{CONVERSATION_GROUP}/"):
        return reply
    texts = library.texts("conversation")
    both = len(turn.topics) == 1 and all(is_wish(topic) for topic in (turn.topic or "", *turn.topics))
    title = library.topic(turn.topic or "").title(turn.language)
    said = texts.get("two_wishes" if both else "presumed", turn.language, title=title)
    others = [topic_choice(library, identity, turn.language) for identity in turn.topics]
    other = Choice(texts.get("something_else", turn.language), DENY)
    return replace(
        reply, text=f"{said}\n\n{reply.text}", choices=tuple(dict.fromkeys((*others, *reply.choices, other)))
    )
