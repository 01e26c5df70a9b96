"""Says where the strategic plan can be downloaded."""

from __future__ import annotations

from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.downloads import download_reply
from bot.answers.finder import with_note
from bot.answers.turn import Turn
from bot.content.library import Library
from bot.content.topics import DOWNLOAD
from bot.conversation.words import found, plain


class ActionDownload(Speaker):
    """Says where the strategic plan can be downloaded."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_download"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        reply = download_reply(library, DOWNLOAD, turn.language, turn.confidence, message=turn.text)
        by_mail = found(library.follow_ups.mail, plain(turn.text))
        return Outcome(with_note(library, reply, "no_mail") if by_mail else reply, DOWNLOAD)
