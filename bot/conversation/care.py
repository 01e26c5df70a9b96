"""Messages that ask for care, found by patterns: nobody's safety may depend on a probability."""

from __future__ import annotations

from typing import Optional

from bot.content.guides import DECLINED, Care, Declined
from bot.conversation.words import anywhere, found, is_slip_of, plain

SUICIDE, DANGER, AFTER = "zelfdoding", "gevaar", "daarna"
HEALTH, COMPLAINT = "medisch", "klacht"


def care_kind(care: Care, message: str) -> Optional[str]:
    """``zelfdoding`` or ``gevaar`` when ``message`` suggests it; None for an ordinary message."""
    text = plain(message)
    mended = " ".join(_mended(care, token) for token in text.split())
    for version in dict.fromkeys((mended, text)):
        left = anywhere(tuple(care.not_)).sub(" ", version)
        for kind, patterns in ((SUICIDE, care.zelfdoding), (DANGER, care.gevaar)):
            if found(patterns, " ".join(left.split())):
                return kind
    return None


def _mended(care: Care, token: str) -> str:
    if token in care.words:
        return token
    return next((word for word in care.words if is_slip_of(token, word)), token)


def declined_kind(declined: Declined, message: str) -> Optional[str]:
    """What advice ``message`` asks for: ``klacht`` (about the own body), ``medisch``, ``juridisch`` or ``politiek``; else None."""
    text = plain(message)
    if found(declined.klacht, text):
        return COMPLAINT
    return next((kind for kind in DECLINED if found(getattr(declined, kind), text)), None)
