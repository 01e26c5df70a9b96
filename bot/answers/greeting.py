"""The greeting and what the bot can do: six good first questions, what people ask most first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Counter as Counts
from typing import Mapping, Tuple

from bot.answers.reply import TOPIC_CHOICE, Choice, Reply
from bot.answers.topic import topic_reply
from bot.answers.turn import Turn
from bot.content.library import Library

MOST_QUESTIONS = 6
GREETING = "gesprek/groet"


class Popularity:
    """How often each topic was answered lately, as far as this process knows."""

    def __init__(self) -> None:
        self.counts: Counts[str] = Counter()

    def update(self, counts: Mapping[str, int]) -> None:
        """Take new counts."""
        self.counts = Counter(counts)


popularity = Popularity()


def first_questions(library: Library, language: str, counts: Mapping[str, int]) -> Tuple[Choice, ...]:
    """Six good first questions: the most asked first, then in the order of the file."""
    questions = [question for question in library.first_questions.questions if library.has(question.topic)]
    ranked = sorted(questions, key=lambda question: -counts.get(question.topic, 0))
    return tuple(Choice(item.label.in_(language), TOPIC_CHOICE + item.topic) for item in ranked[:MOST_QUESTIONS])


def greeting_reply(library: Library, turn: Turn, identity: str) -> Reply:
    """The topic ``identity`` with six first questions; the greeting also says that personal data is not needed."""
    reply = topic_reply(library, identity, turn.language, turn.confidence)
    note = library.texts("conversation").get("no_personal_data", turn.language)
    text = f"{reply.text}\n\n{note}" if identity == GREETING else reply.text
    return replace(reply, text=text, choices=first_questions(library, turn.language, popularity.counts))
