"""One entry for every topic: the fixed text, or the answer that an action makes from data."""

from __future__ import annotations

from typing import Callable, Dict, Optional

from bot.answers.contacts import GROUP as CONTACT_GROUP
from bot.answers.contacts import contact_reply
from bot.answers.downloads import download_reply, socials_reply
from bot.answers.reply import Reply
from bot.answers.topic import topic_reply
from bot.content.library import Library
from bot.content.topics import DOWNLOAD

Renderer = Callable[[Library, str, str, Optional[float], str], Reply]

BY_TOPIC: Dict[str, Renderer] = {DOWNLOAD: download_reply, "strategie/socials": socials_reply}
BY_GROUP: Dict[str, Renderer] = {CONTACT_GROUP: contact_reply}


def render(
    library: Library, identity: str, language: str, confidence: Optional[float] = None, depth: str = "text"
) -> Reply:
    """The reply of topic ``identity`` in ``language`` and ``depth``, by the renderer that fits the topic."""
    group = identity.partition("/")[0]
    renderer = BY_TOPIC.get(identity) or BY_GROUP.get(group) or topic_reply
    return renderer(library, identity, language, confidence, depth)
