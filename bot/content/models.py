"""The shape of the content files: what a topic, a contact and a download hold."""

from __future__ import annotations

from enum import Enum
from typing import Dict, List, Optional

from pydantic import BaseModel, Extra, Field, constr

LANGUAGES = ("nl", "en", "de")
Text = constr(strip_whitespace=True, min_length=1)
Date = constr(regex=r"^\d{4}-\d{2}-\d{2}$")
Url = constr(regex=r"^https://[^\s]+$")
TopicId = constr(regex=r"^[a-z_]+/[a-z0-9_]+$")


class Strict(BaseModel):
    """A mapping in which a key that is not known is an error."""

    class Config:
        extra = Extra.forbid
        frozen = True


class LocalText(Strict):
    """A text in the three languages."""

    nl: Text
    en: Text
    de: Text

    def in_(self, language: str) -> str:
        """The text in ``language``."""
        return getattr(self, language)


class LinkKind(str, Enum):
    """What a link leads to."""

    PAGE = "page"
    DOWNLOAD = "download"
    EMAIL = "email"
    PHONE = "phone"


class Link(Strict):
    """A link with a label in each language."""

    label: LocalText
    url: constr(regex=r"^(https://|mailto:|tel:)[^\s]+$")
    kind: LinkKind = LinkKind.PAGE


class SourceRef(Strict):
    """The part of a source that an answer rests on."""

    section: Text


class FactSource(Strict):
    """A source outside the strategy text."""

    title: Text
    url: Optional[Url]
    checked: Date


class Version(Strict):
    """The answer in another language, in three depths."""

    text: Text
    meer: Optional[Text]
    eenvoudig: Optional[Text]


class TopicMetadata(Strict):
    """Everything about an answer besides its short Dutch text."""

    title: LocalText
    source: Optional[SourceRef]
    owner: Text
    reviewed: Date
    meer: Optional[Text]
    eenvoudig: Optional[Text]
    en: Version
    de: Version
    choices: List[TopicId]
    links: List[Link] = Field(default_factory=list)
    facts: List[FactSource] = Field(default_factory=list)
    must: List[str] = Field(default_factory=list)


class Response(Strict):
    """One response in Rasa's format."""

    text: Text
    metadata: TopicMetadata


class BlockMetadata(Strict):
    """Language of a block of examples."""

    language: constr(regex="^(nl|twents|en|de)$")


class ExampleBlock(Strict):
    """Examples of one topic in one language, in Rasa's format: one a line, each after ``- ``."""

    intent: TopicId
    metadata: BlockMetadata
    examples: Text


class TopicFile(Strict):
    """A file ``data/nlu/<group>/<key>.yml``."""

    version: Text
    nlu: List[ExampleBlock]
    responses: Dict[str, List[Response]]


class NamedSource(Strict):
    """Title and address of a source."""

    title: Text
    url: Optional[Url]


class Contact(Strict):
    """Somebody a visitor can be sent to."""

    id: Text
    name: Text
    kind: constr(regex="^(organisation|municipality|portal)$")
    themes: Dict[str, int]
    audience: List[str]
    area: Text
    helps_with: LocalText
    links: List[Link]
    email: Optional[constr(regex=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    phone: Optional[constr(regex=r"^\+\d[\d ]+$")]
    contact_note: Optional[LocalText]
    source: NamedSource
    checked: Date


class DownloadFile(Strict):
    """The file of a download, as far as it is known."""

    kind: Optional[constr(regex="^(pdf|page)$")]
    size: Optional[str]
    url: Optional[Url]


class Page(Strict):
    """The page on which a download stands."""

    label: LocalText
    url: Url


class Download(Strict):
    """A document."""

    id: Text
    title: LocalText
    period: Optional[Text]
    file: DownloadFile
    page: Page
    note: LocalText
    words: List[Text] = Field(default_factory=list)
    source: NamedSource
    checked: Date


class Social(Strict):
    """Where to follow an organisation."""

    id: Text
    name: Text
    links: List[Link]
    note: LocalText
    source: NamedSource
    checked: Date


class Contacts(Strict):
    """The file ``data/contacts.yml``."""

    contacts: List[Contact]


class Downloads(Strict):
    """The file ``data/downloads.yml``."""

    downloads: List[Download]
    socials: List[Social]


class SourceDocument(Strict):
    """A document that answers rest on, and the names of its sections."""

    title: LocalText
    url: Optional[Url]
    period: Optional[Text]
    checked: Date
    sections: List[Text]


class Sources(Strict):
    """The file ``data/sources.yml``."""

    sources: List[SourceDocument]
