"""The reply object of the HTTP contract."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any, Dict, Optional, Tuple

TOPIC_CHOICE, CONFIRM, DENY = "topic:", "confirm", "deny"
FIND, DESK, GROUP, LANGUAGE = "find:", "desk:", "group:", "language:"
LEAVE, SHORT = "leave", "short"
ANSWER, CLARIFY, ASK, REFUSE = "answer", "clarify", "ask", "refuse"


@dataclass(frozen=True)
class Choice:
    """A button: what it says and what the client sends back."""

    label: str
    choice: str


@dataclass(frozen=True)
class ReplyLink:
    """A link; ``kind`` is page, download, email or phone."""

    label: str
    url: str
    kind: str = "page"


@dataclass(frozen=True)
class ReplySource:
    """Where an answer comes from."""

    title: str
    section: Optional[str]
    url: Optional[str]
    period: Optional[str]
    checked: str


@dataclass(frozen=True)
class ReplyDesk:
    """A desk that a reply names: why it fits, how to reach it, and the day on which that was checked."""

    id: str
    name: str
    why: str
    checked: str
    links: Tuple[ReplyLink, ...] = ()


@dataclass(frozen=True)
class ReplyDownload:
    """A document: what is known of it, where it is, and what to do when it cannot be had there."""

    title: str
    period: Optional[str]
    kind: Optional[str]
    size: Optional[str]
    url: Optional[str]
    page: Optional[str]
    note: str


@dataclass(frozen=True)
class Reply:
    """One reply; see the HTTP contract for the fields. ``forget`` asks the dialogue to wipe the conversation."""

    kind: str
    topic: Optional[str]
    text: str
    language: str
    title: Optional[str] = None
    choices: Tuple[Choice, ...] = ()
    links: Tuple[ReplyLink, ...] = ()
    source: Optional[ReplySource] = None
    confidence: Optional[float] = None
    about: Optional[str] = None
    topics: Tuple[str, ...] = ()
    desks: Tuple[ReplyDesk, ...] = ()
    downloads: Tuple[ReplyDownload, ...] = ()
    forget: bool = False
    id: str = field(default_factory=lambda: secrets.token_hex(6))

    def as_json(self) -> Dict[str, Any]:
        """The reply as the contract has it: every field present, unknown ones null or an empty list."""
        fields = asdict(self)
        del fields["forget"]
        fields["confidence"] = None if self.confidence is None else round(self.confidence, 4)
        return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}

    def as_message(self) -> Dict[str, Any]:
        """The reply as a message of Rasa: text and buttons for its own channels, and the whole reply beside them."""
        buttons = [{"title": choice.label, "payload": choice.choice} for choice in self.choices]
        return {"text": self.text, "buttons": buttons, "reply": self.as_json(), "forget": self.forget}
