"""The dialogue: one message in, the replies out. The server and the command line both go through here."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.answers.reply import TOPIC_CHOICE
from bot.answers.service import closed_reply, notice_reply
from bot.answers.turn import REACH_ASKED
from bot.content.guides import Mode
from bot.content.library import Library, shared_library
from bot.content.models import LANGUAGES
from bot.content.topics import GENERAL, OUT_OF_SCOPE, PERSON
from bot.conversation.care import care_kind
from bot.conversation.choices import CARE_INTENT, parse_of_choice
from bot.conversation.opener import without_opener
from bot.conversation.privacy import addresses_in, mask
from bot.nlu.parse import parse_of_topic
from bot.store.questions import Questions
from bot.store.ratings import Ratings
from bot.store.suggestions import Suggestions
from bot.store.table import SmallTable
from bot.store.tracker import ConversationStore, StoreUnavailable
from bot.understanding.splitting import questions_in

logger = logging.getLogger(__name__)
CHANNEL = "site"
TextAndParse = Tuple[str, Optional[Dict[str, Any]]]
TIMEOUT_SECONDS = 15.0
SURELY_FOREIGN = 0.9


class DialogueError(RuntimeError):
    """The bot could not answer."""


@dataclass(frozen=True)
class Answered:
    """The replies to one message, as the contract has them, and whether the conversation was wiped at its end."""

    replies: List[Dict[str, Any]]
    forgotten: bool


def answered_apart(parses: List[Dict[str, Any]]) -> bool:
    """Whether each of several questions is sure: about a topic of its own, or surely foreign beside one that is not."""
    topics = [parse.get("topic") for parse in parses]
    if {GENERAL, PERSON} & set(topics) or any(parse.get("topics") for parse in parses):
        return False  # "who can help?" is about what stands beside it, and so may be what is only presumed
    own = [topic for topic in topics if topic not in (None, OUT_OF_SCOPE)]
    foreign = [parse for parse in parses if parse.get("topic") == OUT_OF_SCOPE]
    sure = all(parse["intent"]["confidence"] >= SURELY_FOREIGN for parse in foreign)
    return bool(own) and len(set(own)) == len(own) and len(own) + len(foreign) == len(parses) and sure


class ReplyCollector(OutputChannel):
    """Collects the replies of one turn."""

    def __init__(self) -> None:
        self.messages: List[Dict[Text, Any]] = []

    @classmethod
    def name(cls) -> Text:
        """Name of the channel."""
        return CHANNEL

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Keep a message as it is: Rasa's own channels would drop its metadata."""
        self.messages.append(message)

    async def send_text_message(self, recipient_id: Text, text: Text, **kwargs: Any) -> None:
        """Not reached: ``send_response`` takes every message."""
        raise NotImplementedError


class Dialogue:
    """Answers messages with a loaded agent."""

    def __init__(self, agent: Agent, library: Optional[Library] = None) -> None:
        self.agent = agent
        self._library = library or shared_library()
        store = agent.tracker_store
        if not isinstance(store, ConversationStore):
            raise DialogueError(f"{type(store).__name__} cannot wipe a conversation")
        self.store = store
        self.questions, self.suggestions = Questions(store.engine), Suggestions(store.engine)
        self.ratings = Ratings(store.engine)

    async def respond(
        self, identity: str, message: Optional[str] = None, choice: Optional[str] = None, language: Optional[str] = None
    ) -> Answered:
        """Answer a ``message`` or a ``choice`` in conversation ``identity``.

        Raises ``DialogueError`` when there is no reply, and passes on what the store raises.
        """
        if await self._closed(message):
            return Answered([closed_reply(self._library, language or LANGUAGES[0]).as_json()], False)
        reference = await self._keep_question(identity, message) if message else None
        collector = ReplyCollector()
        for text, parse in await self._turns(message, choice, language):
            turn = UserMessage(
                text=text, output_channel=collector, sender_id=identity, input_channel=CHANNEL,
                metadata={"language": language, "reference": reference}, parse_data=parse,
            )
            await asyncio.wait_for(self.agent.handle_message(turn), TIMEOUT_SECONDS)
        replies = [message["reply"] for message in collector.messages if message.get("reply")]
        if not replies:
            raise DialogueError("no reply")
        self._keep_suggestions(identity, collector)
        forgotten = any(message.get("forget") for message in collector.messages)
        if forgotten:
            await self.forget(identity)
        return Answered(replies, forgotten)

    async def forget(self, identity: str) -> None:
        """Wipe conversation ``identity`` everywhere it is stored; waits for a turn that is under way."""
        async with self.agent.lock_store.lock(identity):
            await self.store.forget(identity)
            for table in self._tables:
                table.forget(identity)
            self.store.rewrite()

    def purge(self) -> None:
        """Delete everything that is older than it may become."""
        self.store.purge()
        for table in self._tables:
            table.purge()
        self.store.rewrite()

    @property
    def _tables(self) -> Tuple[SmallTable, ...]:
        """The tables beside the conversations."""
        return self.questions, self.suggestions, self.ratings

    def notice(self, language: str) -> List[Dict[str, Any]]:
        """What a new conversation begins with while there is a notice."""
        if self._library.service.mode is not Mode.NOTICE:
            return []
        return [notice_reply(self._library, language).as_json()]

    async def _closed(self, message: Optional[str]) -> bool:
        """Whether the bot is switched off; whoever is in danger still gets an answer."""
        if self._library.service.mode is not Mode.CLOSED:
            return False
        return not message or (await self.agent.parse_message(mask(message)))["intent"]["name"] != CARE_INTENT

    async def _keep_question(self, identity: str, message: str) -> Optional[str]:
        """Keep the question that is being left, with the address in ``message``, before the turn: docs/operators.md."""
        addresses = addresses_in(message)
        tracker = await self.store.retrieve(identity) if addresses else None
        if tracker is None or tracker.get_slot("asked") != REACH_ASKED or not tracker.get_slot("question"):
            return None
        language = tracker.get_slot("language") or LANGUAGES[0]
        return self.questions.keep(identity, tracker.get_slot("question"), ", ".join(addresses), language)

    def _keep_suggestions(self, identity: str, collector: ReplyCollector) -> None:
        for message in collector.messages:
            if message.get("suggestion"):
                try:
                    self.suggestions.keep(identity, **message["suggestion"])
                except StoreUnavailable as error:  # the visitor has the answer: that is what counts
                    logger.error("a suggested example could not be kept: %s", error)

    async def _turns(self, message: Optional[str], choice: Optional[str], language: Optional[str]) -> List[TextAndParse]:
        """What is to be handled: one text, or one for each question in it; without parse data, it is still to be understood."""
        if not message:
            return [(self._label(choice or "", language), self._parse_of(choice or "", language))]
        text = mask(message)
        if care_kind(self._library.care, text):
            return [(text, None)]  # nothing in the message may get in its way
        text = without_opener(self._library.follow_ups, text)
        titled = self._library.titled(text)
        if titled:
            return [(text, {**self._parse_of(TOPIC_CHOICE + titled[0], language), "text": text, "language": titled[1]})]
        return await self._several_questions(text) or [(text, None)]

    async def _several_questions(self, text: str) -> List[TextAndParse]:
        """The questions in ``text`` with their parse data, when they can be answered apart; else none."""
        questions = questions_in(text, self._library.question_words)
        parses = [await self.agent.parse_message(question) for question in questions]
        return list(zip(questions, parses)) if answered_apart(parses) else []

    def _label(self, choice: str, language: Optional[str]) -> str:
        if choice.startswith(TOPIC_CHOICE):
            return self._library.topic(choice[len(TOPIC_CHOICE) :]).title(language or "nl")
        return choice

    def _parse_of(self, choice: str, language: Optional[str]) -> Dict[str, Any]:
        if choice.startswith(TOPIC_CHOICE):
            parse = parse_of_topic(choice[len(TOPIC_CHOICE) :])
        else:
            parse = parse_of_choice(choice)
        return {**parse, "text": self._label(choice, language), "metadata": {"language": language}}
