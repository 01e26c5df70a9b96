"""All content at hand, always as it stands in the files: an edited answer is live within a second."""

from __future__ import annotations

import logging
import re
import time
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Dict, Generic, List, Optional, Tuple, TypeVar

from bot import paths
from bot.content.guides import (
    GUIDES, Care, CareExamples, Declined, Finder, FirstQuestions, FollowUps, Names, OpeningHours, QuestionWords, Service,
)
from bot.content.models import LANGUAGES, Contact, Contacts, Downloads, SourceDocument, Sources
from bot.content.texts import Texts, read_texts
from bot.content.topics import CONVERSATION_GROUP, Topic, parse, read_topic, topic_id, topic_paths
from bot.content.yaml_file import ContentError, YamlFile

logger = logging.getLogger(__name__)
LOOK_AGAIN_SECONDS = 0.5

Value = TypeVar("Value")


class LiveFile(Generic[Value]):
    """The value read from a file, read again when the file changes.

    When the new content cannot be used the last good value stays and the reason is logged once.
    """

    def __init__(self, path: Path, read: Callable[[Path], Value]) -> None:
        self._path, self._read = path, read
        self._stamp = self._current_stamp()
        self._value = read(path)
        self._looked = time.monotonic()

    def get(self) -> Value:
        """The value, at most half a second behind the file."""
        now = time.monotonic()
        if now - self._looked >= LOOK_AGAIN_SECONDS:
            self._looked = now
            self._refresh()
        return self._value

    def _refresh(self) -> None:
        stamp = self._current_stamp()
        if stamp is None or stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._value = self._read(self._path)
        except ContentError as error:
            logger.error("The change is not live, the last good version stays: %s", error)

    def _current_stamp(self) -> Optional[Tuple[int, int]]:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


def _reader(model: Any) -> Callable[[Path], Any]:
    return lambda path: parse(YamlFile(path), model)


class Library:
    """Topics, contacts, downloads, sources and fixed texts of a data folder.

    Raises ``ContentError`` when a file cannot be used at the start; later a broken edit leaves the last good version.
    """

    def __init__(self, data: Path = paths.DATA) -> None:
        self._topics = {topic_id(path): LiveFile(path, read_topic) for path in topic_paths(data / "nlu")}
        self._contacts: LiveFile[Contacts] = LiveFile(data / "contacts.yml", _reader(Contacts))
        self._downloads: LiveFile[Downloads] = LiveFile(data / "downloads.yml", _reader(Downloads))
        self._sources: LiveFile[Sources] = LiveFile(data / "sources.yml", _reader(Sources))
        guides = {name: data / f"{name}.yml" for name in GUIDES}
        self._guides = {
            name: LiveFile(path, _reader(GUIDES[name])) for name, path in guides.items() if path.is_file()
        }
        self._texts = {path.stem: LiveFile(path, read_texts) for path in sorted((data / "texts").glob("*.yml"))}

    @property
    def topic_ids(self) -> List[str]:
        """Ids of all topics, in a fixed order."""
        return list(self._topics)

    @property
    def groups(self) -> List[str]:
        """The groups of topics that are not about the conversation, in a fixed order."""
        groups = {identity.partition("/")[0] for identity in self._topics}
        return sorted(groups - {CONVERSATION_GROUP})

    def topic(self, identity: str) -> Topic:
        """The topic ``identity``. Raises ``KeyError`` for an unknown one."""
        return self._topics[identity].get()

    def has(self, identity: str) -> bool:
        """Whether there is a topic ``identity``."""
        return identity in self._topics

    def topics(self) -> List[Topic]:
        """All topics."""
        return [self.topic(identity) for identity in self._topics]

    def titled(self, text: str) -> Optional[Tuple[str, str]]:
        """Topic and language whose title is ``text``: what a button says may be typed too. None when there is none."""
        wanted, topics = _plain(text), self.topics()
        places = ((topic, language) for language in LANGUAGES for topic in topics)
        return next(((topic.id, language) for topic, language in places if _plain_title(topic.title(language)) == wanted), None)

    def contacts(self, theme: str) -> List[Contact]:
        """Contacts for ``theme`` (the key of a ``contact/`` topic), the most fitting first."""
        fitting = [contact for contact in self._contacts.get().contacts if theme in contact.themes]
        return sorted(fitting, key=lambda contact: contact.themes[theme])

    def downloads(self) -> Downloads:
        """Documents and social media."""
        return self._downloads.get()

    def source(self, section: str) -> Optional[SourceDocument]:
        """The document that has ``section``."""
        return next((item for item in self._sources.get().sources if section in item.sections), None)

    def contact(self, identity: str) -> Optional[Contact]:
        """The contact ``identity``; None when there is none."""
        return next((contact for contact in self._contacts.get().contacts if contact.id == identity), None)

    def municipal_desk(self, municipality: str) -> Optional[Contact]:
        """The desk of a municipality itself."""
        desks = (contact for contact in self._contacts.get().contacts if contact.kind == "municipality")
        return next((desk for desk in desks if desk.area == municipality), None)

    @property
    def finder(self) -> Finder:
        """Words and rules of the desk finder."""
        return self._guides["finder"].get()

    @property
    def follow_ups(self) -> FollowUps:
        """Short sentences about the last message."""
        return self._guides["follow_ups"].get()

    @property
    def care(self) -> Care:
        """Sentences that ask for care."""
        return self._guides["care"].get()

    @property
    def care_examples(self) -> CareExamples:
        """Examples of messages that ask for care, and of ordinary ones."""
        return self._guides["care_examples"].get()

    @property
    def declined(self) -> Declined:
        """Questions that are declined with a pointer."""
        return self._guides["declined"].get()

    @property
    def first_questions(self) -> FirstQuestions:
        """Good first questions."""
        return self._guides["first_questions"].get()

    @property
    def service(self) -> Service:
        """The switch of the bot and its notice."""
        return self._guides["service"].get()

    @property
    def opening_hours(self) -> OpeningHours:
        """When somebody reads the questions that were left."""
        return self._guides["opening_hours"].get()

    @property
    def names(self) -> Names:
        """What stands before a person's name."""
        return self._guides["names"].get()

    @property
    def question_words(self) -> QuestionWords:
        """How several questions in one message are told apart."""
        return self._guides["questions"].get()

    @property
    def text_files(self) -> List[str]:
        """Names of the files with fixed texts."""
        return list(self._texts)

    def texts(self, name: str) -> Texts:
        """The fixed texts of ``data/texts/<name>.yml``."""
        return self._texts[name].get()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


_plain_title = lru_cache(maxsize=1024)(_plain)  # titles only: what visitors type is kept nowhere but in the store


_library: Dict[Path, Library] = {}


def shared_library(data: Path = paths.DATA) -> Library:
    """The library of this process for ``data``: read once, then kept up to date."""
    if data not in _library:
        _library[data] = Library(data)
    return _library[data]
