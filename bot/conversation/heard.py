"""A message as it was heard: with what the classifier made of it, and what came before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, Mapping, Optional

from bot.answers.turn import PLACE_ASKED, THEME_ASKED, WHO_ASKED
from bot.content.library import Library
from bot.content.topics import CONTACT_GROUP, CONVERSATION_GROUP, OUT_OF_SCOPE
from bot.conversation.seeker import Said, said
from bot.conversation.words import plain
from bot.understanding.decision import SURELY_OUTSIDE
from bot.understanding.splitting import is_question

CLAUSE_END = re.compile(r"[,.;:!?\n]+")
SURE_ENOUGH = 0.75
FINDER_ASKED = (THEME_ASKED, WHO_ASKED, PLACE_ASKED)

Parse = Dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """A message with what the classifier made of it and what came before."""

    text: str
    parse: Mapping[str, Any]
    slots: Mapping[str, Any]
    last_reply: Mapping[str, Any]
    library: Library

    @cached_property
    def plain(self) -> str:
        """The text in plain form."""
        return plain(self.text)

    @property
    def asked(self) -> Optional[str]:
        """What the bot has just asked."""
        return self.slots.get("asked")

    @property
    def topic(self) -> Optional[str]:
        """The topic that the classifier is sure of."""
        return self.parse.get("topic")

    @property
    def last_topic(self) -> str:
        """The topic of the last answer; empty when there was none."""
        return self.slots.get("last_topic") or ""

    @property
    def words(self) -> int:
        """How many words the message has."""
        return len(self.plain.split())

    @property
    def unsure(self) -> bool:
        """Whether the classifier found no topic to answer."""
        return self.topic in (None, OUT_OF_SCOPE)

    @property
    def doubtful(self) -> bool:
        """Whether the classifier found no topic, or one that it only presumes and is far from sure of."""
        confidence = (self.parse.get("intent") or {}).get("confidence") or 0.0
        return self.unsure or (bool(self.parse.get("topics")) and confidence < SURE_ENOUGH)

    @property
    def first_clause(self) -> str:
        """What stands before the first comma or full stop, in plain form."""
        return plain(CLAUSE_END.split(self.text.strip(), 1)[0])

    @cached_property
    def asks(self) -> bool:
        """Whether the message has the form of a question."""
        return is_question(self.text, self.library.question_words)

    @property
    def says_little(self) -> bool:
        """Whether the message is about no topic with an answer of its own: unsure, or a matter of the conversation."""
        return self.unsure or (self.topic or "").startswith(f"{CONVERSATION_GROUP}/")

    @property
    def surely_outside(self) -> bool:
        """Whether the classifier is sure that the message is out of scope."""
        confidence = (self.parse.get("intent") or {}).get("confidence") or 0.0
        return self.topic == OUT_OF_SCOPE and confidence >= SURELY_OUTSIDE

    @property
    def is_question(self) -> bool:
        """Whether the message is a clear question about a topic of the strategy or a desk."""
        about = self.topic is not None and not self.topic.startswith(f"{CONVERSATION_GROUP}/")
        return about and self.words > 2

    @cached_property
    def said(self) -> Said:
        """What the message says of the visitor; a place by itself counts when the finder asked, or has just answered."""
        bare_counts = self.asked in FINDER_ASKED or self.last_topic.startswith(f"{CONTACT_GROUP}/")
        return said(self.library.finder, self.text, bare_counts and not self.asks)
