"""Answers made of contacts: an introduction and the desks that fit."""

from __future__ import annotations

from typing import List, Optional, Sequence

from dataclasses import replace

from bot.answers.reply import Reply, ReplyLink, ReplySource
from bot.answers.topic import reply_link, topic_reply
from bot.content.library import Library
from bot.content.models import Contact

MOST_DESKS = 3


def contact_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """Reply to a ``contact/`` topic: its introduction, at most three desks and their links."""
    reply = topic_reply(library, identity, language, confidence, depth)
    desks = library.contacts(identity.partition("/")[2])[:MOST_DESKS]
    if not desks:
        return reply
    lines = [f"{number}. {desk_line(desk, language)}" for number, desk in enumerate(desks, 1)]
    links = [link for desk in desks for link in desk_links(desk, language)]
    return replace(
        reply,
        text="\n\n".join([reply.text, "\n".join(lines)]),
        links=tuple([*reply.links, *links]),
        source=_source(library, desks, reply, language),
    )


def desk_line(desk: Contact, language: str) -> str:
    """Name of a desk, what it helps with, and how far its phone number or e-mail address can be trusted."""
    note = f" {desk.contact_note.in_(language)}" if desk.contact_note else ""
    return f"{desk.name}: {desk.helps_with.in_(language)}{note}"


def desk_links(desk: Contact, language: str) -> List[ReplyLink]:
    """Links of a desk: its first page, then e-mail and phone where they are known."""
    links = [reply_link(link, language) for link in desk.links[:1]]
    if desk.email:
        links.append(ReplyLink(f"{desk.name}: {desk.email}", f"mailto:{desk.email}", "email"))
    if desk.phone:
        links.append(ReplyLink(f"{desk.name}: {desk.phone}", f"tel:{desk.phone.replace(' ', '')}", "phone"))
    return links


def _source(library: Library, desks: Sequence[Contact], reply: Reply, language: str) -> Optional[ReplySource]:
    """Where the first desk was found; the day is the oldest at which one of the desks was checked."""
    if reply.source is None:
        return None
    return replace(reply.source, url=desks[0].source.url, checked=min(desk.checked for desk in desks))
