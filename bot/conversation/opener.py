"""How a correction begins: "no, I mean ..." says nothing of its own, and would be read as a farewell."""

from __future__ import annotations

import re

from bot.content.guides import FollowUps

POINTING = re.compile(
    r"(iets|wat) anders|something else|(et)?was anderes|dat|niets?|nichts|het niet|niet", re.IGNORECASE
)


def without_opener(follow_ups: FollowUps, text: str) -> str:
    """What a correction is about; ``text`` itself when it is none."""
    for pattern in follow_ups.correct:
        match = re.match(pattern, text.strip(), re.IGNORECASE)
        if match and not is_pointing(match["rest"]):
            return match["rest"].strip()
    return text


def is_pointing(rest: str) -> bool:
    """Whether what follows only points: "no, I mean something else" is a plain no."""
    return POINTING.fullmatch(rest.strip(" .!?")) is not None
