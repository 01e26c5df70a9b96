"""Answers made of downloads and social media."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from bot.answers.reply import Reply, ReplyLink
from bot.answers.topic import reply_link, topic_reply
from bot.content.library import Library
from bot.content.models import Download


def download_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """Reply with the strategic plan: what it is, where it is, and what to do when it cannot be had there."""
    reply = topic_reply(library, identity, language, confidence, depth)
    plan = library.downloads().downloads[0]
    return replace(
        reply,
        text="\n\n".join([reply.text, plan.note.in_(language)]),
        links=tuple([*download_links(plan, language), *reply.links]),
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
