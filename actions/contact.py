"""The desk finder: answers with desks that fit, and asks one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Text

from actions.outcome import Outcome, Speaker
from bot.answers.finder import desk_reply, finder_reply, stopped_reply, unknown_theme_reply, why_asked_reply, with_note
from bot.answers.person import person_offer
from bot.answers.reply import DESK
from bot.answers.turn import THEME_ASKED, Turn
from bot.content.library import Library
from bot.content.topics import GENERAL, PERSON
from bot.conversation.choices import ELSEWHERE, HELP, OTHER, SKIP, STOP, UNKNOWN, WHY
from bot.conversation.seeker import theme_of

THEME = "theme:"


class ActionContact(Speaker):
    """Answers a contact topic, or an answer to the desk finder, with the desks that fit."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_contact"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        act = turn.act or ""
        if act in (STOP, SKIP):
            key = "finder_stopped" if act == STOP else "finder_skipped"
            return Outcome(stopped_reply(library, turn, key), slots={"finder_asked": 0})
        if act.startswith(DESK):
            reply = desk_reply(library, turn, act[len(DESK) :])
            if reply:
                return Outcome(reply, reply.topic)
        if act in (UNKNOWN, OTHER):
            if turn.failures:
                return Outcome(person_offer(library, turn), failed=True)
            if act == OTHER:  # the desks stay: only the answer to what was asked is missing
                outcome = self._desks(turn, library)
                return replace(outcome, reply=with_note(library, outcome.reply, "who_unknown"), failed=True)
            return Outcome(unknown_theme_reply(library, turn), GENERAL, asked=THEME_ASKED, failed=True)
        outcome = self._desks(turn, library)
        if act == ELSEWHERE:
            return replace(outcome, reply=with_note(library, outcome.reply, "place_elsewhere"))
        if act == WHY:
            return replace(outcome, reply=why_asked_reply(library, outcome.reply, turn))
        return outcome

    @staticmethod
    def _desks(turn: Turn, library: Library) -> Outcome:
        identity = identity_of(turn, library)
        fresh = identity != turn.last_topic  # another theme: the finder may ask again
        about = turn.last_topic if turn.act == HELP else None if fresh else turn.finder_about
        turn = replace(turn, finder_asked=0) if fresh else turn
        reply, asked = finder_reply(library, turn, identity, about)
        count = turn.finder_asked + (asked is not None and asked != THEME_ASKED)
        return Outcome(reply, identity, asked=asked, slots={"finder_asked": count, "finder_about": about})


def identity_of(turn: Turn, library: Library) -> str:
    """The ``contact/`` topic of a turn: said, meant by what was talked about, or the question for a theme."""
    theme: Optional[str] = None
    if turn.act and turn.act.startswith(THEME):
        theme = turn.act[len(THEME) :]
    elif turn.act:
        theme = theme_of(library.finder, turn.last_topic)
        if theme is None and turn.last_topic == PERSON:  # whoever asked for a person and goes on means what came before
            theme = theme_of(library.finder, turn.topic_before)
    identity = f"contact/{theme}" if theme else turn.topic or GENERAL
    return identity if library.has(identity) else GENERAL
