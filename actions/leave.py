"""The form for leaving a question: the question, consent, how to reach the visitor."""

from __future__ import annotations

from dataclasses import replace
from typing import Text

from actions.outcome import Outcome, Speaker
from bot.answers.person import form_reply
from bot.answers.turn import CONSENT_ASKED, QUESTION_ASKED, REACH_ASKED, Turn
from bot.content.library import Library
from bot.content.topics import PERSON
from bot.conversation.choices import LAST, STOP, UNKNOWN
from bot.store.questions import QUESTION_DAYS


class ActionLeave(Speaker):
    """Takes one step of the form; the address itself is stored by the dialogue, which sees it unmasked."""

    def name(self) -> Text:
        """Name in the domain."""
        return "action_leave"

    def speak(self, turn: Turn, library: Library) -> Outcome:
        """What is said in this turn."""
        return leave_step(turn, library)


def leave_step(turn: Turn, library: Library) -> Outcome:
    """The step of the form that a turn asks for."""
    if turn.act == STOP:
        return Outcome(form_reply(library, turn, "leave_stopped", asking=False), PERSON, slots={"question": None})
    if turn.act in (QUESTION_ASKED, LAST):
        return _consent(replace(turn, question=turn.unclear if turn.act == LAST else turn.text), library)
    if turn.act == CONSENT_ASKED:
        return Outcome(form_reply(library, turn, "leave_reach"), PERSON, asked=REACH_ASKED)
    if turn.act == REACH_ASKED and turn.reference:
        reply = form_reply(library, turn, "left", asking=False, reference=turn.reference, days=QUESTION_DAYS)
        return Outcome(reply, PERSON, slots={"question": None, "unclear": None, "left": turn.reference})
    if turn.asked == CONSENT_ASKED and turn.act == UNKNOWN:
        return _consent(turn, library)
    if turn.asked == REACH_ASKED:
        return Outcome(form_reply(library, turn, "leave_reach_again"), PERSON, asked=REACH_ASKED)
    return Outcome(form_reply(library, turn, "leave_question"), PERSON, asked=QUESTION_ASKED)


def _consent(turn: Turn, library: Library) -> Outcome:
    reply = form_reply(library, turn, "leave_consent", question=turn.question, days=QUESTION_DAYS)
    return Outcome(reply, PERSON, asked=CONSENT_ASKED, slots={"question": turn.question})
