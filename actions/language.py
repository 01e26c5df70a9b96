"""Goes on in another language, with the last answer once more."""

from __future__ import annotations

from dataclasses import replace
from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.follow_up import language_reply
from bot.answers.turn import Turn
from bot.content.library import Library


class ActionLanguage(Speaker):
    """Goes on in another language, with the last answer once more."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_language"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        language = turn.act or turn.language
        return Outcome(language_reply(library, replace(turn, language=language)), slots={"language": language})
