"""What a client may send: checks of the request's fields."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Optional

from bot.content.library import Library
from bot.content.models import LANGUAGES
from bot.conversation.choices import is_choice

LONGEST_MESSAGE = 500
COMMAND = "/"  # Rasa reads what follows as an intent, and writes what it cannot read in the log
FIELDS = frozenset({"message", "choice", "conversation", "language"})


class FieldError(ValueError):
    """A field of the request is wrong. ``code`` names the text that says what to do."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


@dataclass(frozen=True)
class ChatRequest:
    """A checked request: a message or a choice, the conversation's token and the wish for a language."""

    message: Optional[str]
    choice: Optional[str]
    conversation: Optional[str]
    language: Optional[str]


def read_request(body: Any, library: Library) -> ChatRequest:
    """Check the fields of ``body``. Raises ``FieldError`` for the first that is wrong."""
    if not isinstance(body, dict):
        raise FieldError("", "not_an_object")
    for name in FIELDS & set(body):
        if body[name] is not None and not isinstance(body[name], str):
            raise FieldError(name, "not_text")
    message, choice = body.get("message"), body.get("choice")
    if (message is None) == (choice is None):
        raise FieldError("message", "message_or_choice")
    language = body.get("language")
    if language is not None and language not in LANGUAGES:
        raise FieldError("language", "unknown_language")
    if choice is not None and not is_choice(choice, library):
        raise FieldError("choice", "unknown_choice")
    text = clean_message(message) if message is not None else None
    return ChatRequest(text, choice, body.get("conversation"), language)


def clean_message(text: str) -> str:
    """``text`` trimmed and in normal form C. Raises ``FieldError`` when it cannot be a question."""
    if any(unicodedata.category(char) == "Cs" or char == "\0" for char in text):
        raise FieldError("message", "unusable_characters")
    text = "".join(char if char == "\n" or unicodedata.category(char) != "Cc" else " " for char in text).strip()
    if not text:
        raise FieldError("message", "empty")
    if len(text) > LONGEST_MESSAGE:
        raise FieldError("message", "too_long")
    if text.startswith(COMMAND):
        raise FieldError("message", "starts_with_slash")
    return unicodedata.normalize("NFC", text)[:LONGEST_MESSAGE]
