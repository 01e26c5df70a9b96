"""Answers made of contacts: an introduction and the desks that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Tuple

from bot.answers.reply import ASK, Reply, ReplyDesk, ReplyLink
from bot.answers.topic import reply_link, topic_reply
from bot.content.library import Library
from bot.content.models import LANGUAGES, Contact, FactSource

GROUP = "contact"
MOST_DESKS = 3


@dataclass(frozen=True)
class Seeker:
    """Who looks for a desk, as far as that is known, and the desks that what was talked about puts first."""

    audience: Optional[str] = None
    municipality: Optional[str] = None
    first: Tuple[str, ...] = ()


NOBODY = Seeker()


def contact_reply(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text",
    seeker: Seeker = NOBODY,
) -> Reply:
    """Reply to a ``contact/`` topic: its introduction, at most three desks and their links."""
    reply = topic_reply(library, identity, language, confidence, depth)
    desks = desks_of(library, identity, seeker)
    if not desks:
        return reply
    if reply.kind == ASK:  # the visitor has not said what it is about: the question has to stand out
        return replace(reply, links=tuple(desk_links(desks[0], language)))
    named = tuple(reply_desk(library, desk, language, seeker) for desk in desks)
    lines = [f"{number}. {desk.name}: {desk.why}" for number, desk in enumerate(named, 1)]
    links = {link.url: link for desk in named for link in desk.links}
    return replace(
        reply,
        text="\n\n".join([reply.text, "\n".join(lines)]),
        links=tuple([*reply.links, *links.values()]),
        desks=named,
        # the day is the oldest at which one of the desks was checked
        source=reply.source and replace(reply.source, checked=min(desk.checked for desk in desks)),
    )


def desks_of(library: Library, identity: str, seeker: Seeker = NOBODY) -> List[Contact]:
    """The desks that the answer of a ``contact/`` topic names; none for another topic."""
    group, _, theme = identity.partition("/")
    if group != GROUP:
        return []
    first = [desk for desk in map(library.contact, seeker.first) if desk]
    ranked = [*first, *(desk for desk in library.contacts(theme) if desk not in first)]
    fitting = sorted(ranked, key=lambda desk: (_elsewhere(library, desk, seeker), not _is_for(desk, seeker)))
    own = _own_desk(library, theme, seeker)
    return [*fitting[: MOST_DESKS - len(own)], *own]


def _is_for(desk: Contact, seeker: Seeker) -> bool:
    """Whether a desk is there for the visitor, and can be reached from here."""
    return seeker.audience is None or (seeker.audience in desk.audience and bool(desk_links(desk, LANGUAGES[0])))


def _elsewhere(library: Library, desk: Contact, seeker: Seeker) -> bool:
    """Whether a desk is there for another municipality than that of the visitor."""
    return bool(seeker.municipality) and desk.area != seeker.municipality and bool(library.municipal_desk(desk.area))


def _own_desk(library: Library, theme: str, seeker: Seeker) -> List[Contact]:
    """The desk of the visitor's own municipality, for the themes in which it helps."""
    if not seeker.municipality:
        return []
    if not any(item.key == theme and item.municipality == "ja" for item in library.finder.themes):
        return []
    desk = library.municipal_desk(seeker.municipality)
    return [desk] if desk else []


def reply_desk(library: Library, desk: Contact, language: str, seeker: Seeker = NOBODY) -> ReplyDesk:
    """A desk as a reply names it: what it helps with, why it fits, how far its address can be trusted."""
    parts = [desk_line(desk, language), *_reasons(library, desk, language, seeker)]
    return ReplyDesk(desk.id, desk.name, " ".join(parts), desk.checked, tuple(desk_links(desk, language)))


def _reasons(library: Library, desk: Contact, language: str, seeker: Seeker) -> List[str]:
    if not seeker.audience and not seeker.municipality:
        return []
    texts, reasons = library.texts("conversation"), []
    names = {audience.key: audience.name.in_(language) for audience in library.finder.audiences}
    if seeker.audience in desk.audience:
        reasons.append(texts.get("desk_for_audience", language, audience=names[seeker.audience]))
    if seeker.municipality and desk.area == seeker.municipality:
        reasons.append(texts.get("desk_in_place", language, place=seeker.municipality))
    return reasons


def desk_facts(library: Library, identity: str) -> List[FactSource]:
    """Where each desk of a topic was found, and the day on which it was checked."""
    desks = desks_of(library, identity)
    return [FactSource(title=desk.source.title, url=desk.source.url, checked=desk.checked) for desk in desks]


def desk_line(desk: Contact, language: str) -> str:
    """What a desk helps with, and how far its phone number or e-mail address can be trusted."""
    note = f" {desk.contact_note.in_(language)}" if desk.contact_note else ""
    return f"{desk.helps_with.in_(language)}{note}"


def desk_links(desk: Contact, language: str) -> List[ReplyLink]:
    """Links of a desk: its first page, then e-mail and phone where they are known."""
    links = [reply_link(link, language) for link in desk.links[:1]]
    if desk.email:
        links.append(ReplyLink(f"{desk.name}: {desk.email}", f"mailto:{desk.email}", "email"))
    if desk.phone:
        links.append(ReplyLink(f"{desk.name}: {desk.phone}", f"tel:{desk.phone.replace(' ', '')}", "phone"))
    return links
