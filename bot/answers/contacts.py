"""Answers made of contacts: an introduction and the desks that fit."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from bot.answers.reply import ASK, Reply, ReplyLink
from bot.answers.topic import reply_link, topic_reply
from bot.content.library import Library
from bot.content.models import Contact, FactSource

GROUP = "contact"
MOST_DESKS = 3


def contact_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """Reply to a ``contact/`` topic: its introduction, at most three desks and their links."""
    reply = topic_reply(library, identity, language, confidence, depth)
    desks = desks_of(library, identity)
    if not desks:
        return reply
    if reply.kind == ASK:  # the visitor has not said what it is about: the question has to stand out
        return replace(reply, links=tuple(desk_links(desks[0], language)))
    lines = [f"{number}. {desk_line(desk, language)}" for number, desk in enumerate(desks, 1)]
    links = {link.url: link for desk in desks for link in desk_links(desk, language)}
    return replace(
        reply,
        text="\n\n".join([reply.text, "\n".join(lines)]),
        links=tuple([*reply.links, *links.values()]),
        # the day is the oldest at which one of the desks was checked
        source=reply.source and replace(reply.source, checked=min(desk.checked for desk in desks)),
    )


def desks_of(library: Library, identity: str) -> List[Contact]:
    """The desks that the answer of a ``contact/`` topic names; none for another topic."""
    group, _, theme = identity.partition("/")
    return library.contacts(theme)[:MOST_DESKS] if group == GROUP else []


def desk_facts(library: Library, identity: str) -> List[FactSource]:
    """Where each desk of a topic was found, and the day on which it was checked."""
    desks = desks_of(library, identity)
    return [FactSource(title=desk.source.title, url=desk.source.url, checked=desk.checked) for desk in desks]


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
