"""Masks personal data in what a visitor types, before anything of it is stored."""

from __future__ import annotations

import re
from typing import Callable, List, Tuple

MASK = {"email": "[e-mail]", "iban": "[rekeningnummer]", "bsn": "[burgerservicenummer]", "phone": "[telefoonnummer]"}
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _is_bsn(digits: str) -> bool:
    """The elfproef of Dutch citizen service numbers."""
    return len(digits) == 9 and sum(int(d) * w for d, w in zip(digits, BSN_WEIGHTS)) % 11 == 0


def _mask_number(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    if _is_bsn(digits):
        return MASK["bsn"]
    return MASK["phone"] if 9 <= len(digits) <= 13 else match.group()


PATTERNS: List[Tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+"), lambda match: MASK["email"]),
    (re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}( ?\d{2,4}){3}\b", re.IGNORECASE), lambda match: MASK["iban"]),
    (re.compile(r"(?<![\w/])\+?\d(?:[ \-.()]{0,2}\d){8,12}(?!\w)"), _mask_number),
]


def mask(text: str) -> str:
    """``text`` with e-mail addresses, bank accounts, citizen service numbers and phone numbers masked."""
    for pattern, replacement in PATTERNS:
        text = pattern.sub(replacement, text)
    return text
