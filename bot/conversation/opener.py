"""How a correction begins: "no, I mean ..." says nothing of its own, and would be read as a farewell."""

from __future__ import annotations

import re

from bot.content.guides import FollowUps
from bot.conversation.words import fits, plain


def without_opener(follow_ups: FollowUps, text: str) -> str:
    """What a correction is about; ``text`` itself when it is none."""
    for pattern in follow_ups.correct:
        match = re.match(pattern, text.strip(), re.IGNORECASE)
        if match and not fits(follow_ups.leeg, plain(match["rest"])):
            return match["rest"].strip()
    return text
