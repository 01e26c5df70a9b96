"""Masks personal data in what a visitor types, before anything of it is stored."""

from __future__ import annotations

import re
from typing import Callable, List, Tuple

from bot.content.library import shared_library
from bot.conversation.names import mask_names

MASK = {"email": "[e-mail]", "iban": "[rekeningnummer]", "bsn": "[burgerservicenummer]", "phone": "[telefoonnummer]", "name": "[naam]"}
MASKED = re.compile("|".join(re.escape(word) for word in MASK.values()))
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _is_bsn(digits: str) -> bool:
    """The elfproef of Dutch citizen service numbers."""
    return len(digits) == 9 and sum(int(d) * w for d, w in zip(digits, BSN_WEIGHTS)) % 11 == 0


def _mask_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    if _is_bsn(digits):
        return MASK["bsn"]
    return MASK["phone"]


PATTERNS: List[Tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (re.compile(r"[^\s@<>()\[\],;:]+@[\w-]+(\.[\w-]+)+"), lambda match: MASK["email"]),
    # a country and its check digits, in some countries the letters of a bank, and the account
    (re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z]){0,4}(?:[ .-]?\d){10,}", re.IGNORECASE), lambda match: MASK["iban"]),
    # nine digits or more, whatever stands between them: "06 - 12 34 56 78", "+31 (0)6-12345678", "06/12345678"
    (re.compile(r"\+?\d(?:[^\w,;:+\n]{0,3}\d){8,}"), _mask_number),
]


def addresses_in(text: str) -> List[str]:
    """The e-mail addresses and phone numbers in ``text``, as they were typed."""
    found: List[str] = []
    for pattern, replacement in PATTERNS:
        matches = [match for match in pattern.finditer(text) if replacement(match) in (MASK["email"], MASK["phone"])]
        found += [match.group().strip() for match in matches]
        text = pattern.sub(" ", text)
    return found


def mask(text: str) -> str:
    """``text`` with e-mail addresses, bank accounts, citizen service numbers, phone numbers and said names masked."""
    for pattern, replacement in PATTERNS:
        text = pattern.sub(replacement, text)
    return mask_names(text, shared_library().names, MASK["name"])


def without_masks(text: str) -> str:
    """``text`` without the words that stand for masked data: they say nothing of what is asked."""
    return MASKED.sub("", text)
