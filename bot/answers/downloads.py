"""Answers made of downloads and social media."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import List, Optional

from bot.answers.reply import Reply, ReplyDownload, ReplyLink
from bot.answers.topic import reply_link, topic_reply
from bot.content.library import Library
from bot.content.models import Download
from bot.content.texts import Texts
from bot.conversation.words import place_of, plain

LATER_YEAR = re.compile(r"\b20(2[6-9]|3\d)\b")


def download_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text",
    message: str = "",
) -> Reply:
    """Reply with the document that ``message`` names, else the plan: what it is, where it is, whom to ask without it."""
    reply = topic_reply(library, identity, language, confidence, depth)
    document = document_in(library, message)
    card, texts = reply_download(document, language), library.texts("conversation")
    is_plan = document == library.downloads().downloads[0]
    parts = [reply.text] if is_plan else []
    if is_plan and LATER_YEAR.search(message):
        parts = [texts.get("no_later_plan", language)]
    return replace(
        reply,
        title=reply.title if is_plan else card.title,
        text="\n\n".join([*parts, facts_line(texts, card, language), card.note]),
        links=tuple([*download_links(document, language), *(reply.links if is_plan else ())]),
        downloads=(card,),
    )


def document_in(library: Library, message: str) -> Download:
    """The document that ``message`` names by its longest word; else the first, which is the plan."""
    documents, text = library.downloads().downloads, plain(message)
    places = {index: place_of(document.words, text) for index, document in enumerate(documents) if document.words}
    named = {index: place[1] - place[0] for index, place in places.items() if place}
    return documents[max(named, key=lambda index: named[index])] if named else documents[0]


def reply_download(document: Download, language: str) -> ReplyDownload:
    """A document as a reply shows it."""
    return ReplyDownload(
        document.title.in_(language), document.period, document.file.kind, document.file.size, document.file.url,
        document.page.url, document.note.in_(language),
    )


def facts_line(texts: Texts, card: ReplyDownload, language: str) -> str:
    """Title, period, kind and size in one line; what is not known is said."""
    unknown = texts.get("unknown", language)
    return texts.get(
        "download_facts", language, title=card.title, period=card.period or unknown,
        kind=texts.get(f"file_{card.kind}", language) if card.kind else unknown,
        size=card.size or unknown,
    )


def download_links(download: Download, language: str) -> List[ReplyLink]:
    """The file when its address is known, and the page on which it stands."""
    page = ReplyLink(download.page.label.in_(language), download.page.url, "page")
    if not download.file.url:
        return [replace(page, kind="download")]
    return [ReplyLink(download.title.in_(language), download.file.url, "download"), page]


def socials_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """Reply with the channels on which the region can be followed."""
    reply = topic_reply(library, identity, language, confidence, depth)
    socials = library.downloads().socials
    notes = [social.note.in_(language) for social in socials]
    links = [reply_link(link, language) for social in socials for link in social.links]
    return replace(reply, text="\n\n".join([reply.text, *notes]), links=tuple([*links, *reply.links]))
