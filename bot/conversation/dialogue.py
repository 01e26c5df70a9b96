"""The dialogue: one message in, the replies out. The server and the command line both go through here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.answers.reply import CONFIRM, DENY, TOPIC_CHOICE
from bot.content.library import Library, shared_library
from bot.content.topics import OUT_OF_SCOPE
from bot.conversation.privacy import mask
from bot.nlu.parse import CONFIRM_INTENT, DENY_INTENT, parse_of_intent, parse_of_topic
from bot.store.tracker import ConversationStore
from bot.understanding.splitting import questions_in

CHANNEL = "site"
TextAndParse = Tuple[str, Optional[Dict[str, Any]]]
TIMEOUT_SECONDS = 15.0


class DialogueError(RuntimeError):
    """The bot could not answer."""


@dataclass(frozen=True)
class Answered:
    """The replies to one message, as the contract has them, and whether the conversation was wiped at its end."""

    replies: List[Dict[str, Any]]
    forgotten: bool


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

    async def respond(
        self, identity: str, message: Optional[str] = None, choice: Optional[str] = None, language: Optional[str] = None
    ) -> Answered:
        """Answer a ``message`` or a ``choice`` in conversation ``identity``.

        Raises ``DialogueError`` when there is no reply, and passes on what the store raises.
        """
        collector = ReplyCollector()
        for text, parse in await self._turns(message, choice, language):
            turn = UserMessage(
                text=text, output_channel=collector, sender_id=identity, input_channel=CHANNEL,
                metadata={"language": language}, parse_data=parse,
            )
            await asyncio.wait_for(self.agent.handle_message(turn), TIMEOUT_SECONDS)
        replies = [message["reply"] for message in collector.messages if message.get("reply")]
        if not replies:
            raise DialogueError("no reply")
        forgotten = any(message.get("forget") for message in collector.messages)
        if forgotten:
            await self.forget(identity)
        return Answered(replies, forgotten)

    async def forget(self, identity: str) -> None:
        """Wipe conversation ``identity`` from the store; waits for a turn that is under way."""
        async with self.agent.lock_store.lock(identity):
            store = self.agent.tracker_store
            if not isinstance(store, ConversationStore):
                raise DialogueError(f"{type(store).__name__} cannot wipe a conversation")
            await store.forget(identity)

    async def _turns(self, message: Optional[str], choice: Optional[str], language: Optional[str]) -> List[TextAndParse]:
        """What is to be handled: one text, or one for each question in it; without parse data, it is still to be understood."""
        if not message:
            return [(self._label(choice or "", language), self._parse_of(choice or "", language))]
        text = mask(message)
        titled = self._library.titled(text)
        if titled:
            return [(text, {**self._parse_of(TOPIC_CHOICE + titled[0], language), "text": text, "language": titled[1]})]
        return await self._several_questions(text) or [(text, None)]

    async def _several_questions(self, text: str) -> List[TextAndParse]:
        """The questions in ``text`` with their parse data, when each is sure and about a topic of its own; else none."""
        questions = questions_in(text)
        parses = [await self.agent.parse_message(question) for question in questions]
        topics = {parse.get("topic") for parse in parses} - {None, OUT_OF_SCOPE}
        return list(zip(questions, parses)) if len(topics) == len(questions) else []

    def _label(self, choice: str, language: Optional[str]) -> str:
        if choice.startswith(TOPIC_CHOICE):
            return self._library.topic(choice[len(TOPIC_CHOICE) :]).title(language or "nl")
        return choice

    def _parse_of(self, choice: str, language: Optional[str]) -> Dict[str, Any]:
        if choice.startswith(TOPIC_CHOICE):
            parse = parse_of_topic(choice[len(TOPIC_CHOICE) :])
        else:
            parse = parse_of_intent({CONFIRM: CONFIRM_INTENT, DENY: DENY_INTENT}[choice])
        return {**parse, "text": self._label(choice, language), "metadata": {"language": language}}
