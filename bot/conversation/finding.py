"""What the desk finder makes of a message: an answer to what it asked, who the visitor is, a theme told at once."""

from __future__ import annotations

from typing import Optional

from bot.answers.reply import DENY, DESK
from bot.answers.turn import CHOICE_ASKED, PLACE_ASKED, THEME_ASKED, WHO_ASKED
from bot.content.topics import CONTACT_GROUP, GENERAL, OUT_OF_SCOPE, PERSON
from bot.conversation.choices import AGAIN, DESK_INTENT, ELSEWHERE, OTHER, SKIP, STOP, UNKNOWN, WHY, act, parse_of_choice
from bot.conversation.heard import FINDER_ASKED, Heard, Parse
from bot.conversation.seeker import BARE_WORDS, LONGEST_ANSWER, Said, said, theme_of
from bot.conversation.words import fits, found
from bot.nlu.parse import CLARIFY_INTENT, DENY_INTENT
from bot.understanding.confirmation import confirmation
from bot.understanding.decision import is_wish

CONTACT = f"{CONTACT_GROUP}/"
LONGEST_THEME, LONGEST_SIZE = 7, 8
ABOUT_ASKING = (None, OUT_OF_SCOPE, "gesprek/waarom", "gesprek/privacy", "gesprek/bot", "gesprek/meer", "gesprek/kunnen")


def way_out(heard: Heard) -> Optional[Parse]:
    """Stopping or skipping a question of the bot."""
    follow_ups = heard.library.follow_ups
    asked_to_choose = heard.asked in (*FINDER_ASKED, CHOICE_ASKED)
    after_desks = heard.asked is None and heard.last_topic.startswith(CONTACT)
    if fits(follow_ups.geen, heard.plain) and DENY in {choice["choice"] for choice in heard.last_reply.get("choices") or ()}:
        return act(DENY_INTENT)
    begins_so = (asked_to_choose or after_desks) and heard.says_little and fits(follow_ups.stop, heard.first_clause)
    if begins_so or _stops(heard):
        return act(DESK_INTENT, STOP) if asked_to_choose or (heard.asked is None and heard.last_topic) else None
    skips = fits((*follow_ups.skip, *follow_ups.geen), heard.plain)
    if (heard.asked in FINDER_ASKED and (skips or confirmation(heard.text) is False)) or (after_desks and skips):
        return act(DESK_INTENT, SKIP)
    return act(DENY_INTENT) if skips and heard.asked == CHOICE_ASKED else None


def _stops(heard: Heard) -> bool:
    """Whether a message only says stop, with or without words around it: "never mind for now"."""
    follow_ups, words = heard.library.follow_ups, heard.plain.split()
    cuts = [" ".join(words[:end]) for end in range(len(words), 0, -1) if set(words[end:]) <= set(follow_ups.stop_with)]
    return any(fits(follow_ups.stop, cut) for cut in cuts)


def finder(heard: Heard) -> Optional[Parse]:
    """What the desk finder makes of a message."""
    finding = heard.said
    if heard.asked in (WHO_ASKED, PLACE_ASKED) and _asks_why(heard):
        return act(DESK_INTENT, WHY)
    if heard.asked == THEME_ASKED:
        answer = _theme_answer(heard, finding)
    elif heard.asked == CHOICE_ASKED and heard.doubtful and (finding.audience or finding.municipality):
        answer = _offered_theme(heard)
    elif heard.last_topic.startswith(CONTACT):
        answer = _refinement(heard, finding)
    else:
        answer = _told_at_once(heard, finding)
    return {**answer, "entities": finding.entities} if answer else None


def _asks_why(heard: Heard) -> bool:
    """Whether the visitor wants to know why the finder asks."""
    return heard.topic in ABOUT_ASKING and found(heard.library.follow_ups.waarom_vraag, heard.plain)


def _theme_answer(heard: Heard, finding: Said) -> Optional[Parse]:
    """An answer to "what is it about?": a word, a topic that has a theme, or what the visitor is."""
    bare = heard.words <= LONGEST_THEME and not heard.asks
    if bare and (finding.audience or finding.municipality) and not finding.theme and heard.words <= BARE_WORDS:
        return act(DESK_INTENT, AGAIN)
    if heard.topic and heard.topic.startswith(CONTACT) and heard.topic not in (GENERAL, PERSON):
        return None
    theme = finding.theme or (theme_of(heard.library.finder, heard.topic) if bare else None)
    if theme and (bare or heard.unsure or finding.wish):
        return act(DESK_INTENT, f"theme:{theme}")
    if finding.audience or finding.municipality:
        return act(DESK_INTENT, AGAIN)
    asks_else = heard.surely_outside and (heard.asks or heard.words > BARE_WORDS)
    if heard.unsure and not asks_else and heard.parse.get("intent", {}).get("name") not in (CLARIFY_INTENT, DENY_INTENT):
        return act(DESK_INTENT, UNKNOWN)
    return None


def _offered_theme(heard: Heard) -> Optional[Parse]:
    """Who somebody is, in place of a choice between topics: the first kind of help that was offered."""
    offered = next((topic for topic in heard.last_reply.get("topics") or () if is_wish(topic)), None)
    return act(DESK_INTENT, f"theme:{offered[len(CONTACT):]}") if offered else None


def _refinement(heard: Heard, finding: Said) -> Optional[Parse]:
    """After desks: who the visitor is or where, or another theme."""
    short = heard.words <= BARE_WORDS + 2 and not heard.asks
    is_desk = bool(heard.topic and heard.topic.startswith(CONTACT))
    if finding.elsewhere and (short or heard.doubtful):
        return act(DESK_INTENT, ELSEWHERE)
    tells_size = finding.size and not finding.wish and heard.words <= LONGEST_SIZE  # "bakery, 6 staff" asks for no staff
    other_wish = is_desk and finding.theme is not None and not tells_size
    if (finding.audience or finding.municipality) and (short or heard.doubtful) and not other_wish:
        return act(DESK_INTENT, AGAIN)
    if finding.theme and heard.words <= BARE_WORDS and short and (not is_desk or heard.topic in (GENERAL, PERSON)):
        return act(DESK_INTENT, f"theme:{finding.theme}")
    if heard.asked in (WHO_ASKED, PLACE_ASKED) and heard.topic == OUT_OF_SCOPE and heard.words <= BARE_WORDS:
        return act(DESK_INTENT, OTHER)
    return _told_at_once(heard, finding)


def _told_at_once(heard: Heard, finding: Said) -> Optional[Parse]:
    """Theme and visitor in one message: "I am a baker in Oldenzaal and want solar panels"."""
    if heard.topic and heard.topic.startswith(CONTACT) and heard.topic != GENERAL:
        return None
    visitor = bool(finding.audience or finding.municipality)
    if finding.theme and heard.words <= LONGEST_ANSWER and found(heard.library.follow_ups.loket, heard.plain) and not heard.asks:
        return act(DESK_INTENT, f"theme:{finding.theme}")
    if finding.theme and finding.own and finding.wish and (visitor or heard.doubtful or heard.topic == GENERAL):
        return act(DESK_INTENT, f"theme:{finding.theme}")
    if visitor and finding.own and heard.doubtful and (finding.audience or not heard.surely_outside):
        return act(DESK_INTENT, AGAIN)
    return None


def visitor_alone(heard: Heard) -> Optional[Parse]:
    """The bare name of a municipality, or of a village in it: its own desk. A bare kind of visitor: the desk finder.

    A bare theme too, where desks or a choice were spoken of: by itself "technology" is no wish for help.
    """
    if not heard.doubtful or heard.words >= BARE_WORDS:
        return None
    finding = said(heard.library.finder, heard.text, answering=True)
    desk = heard.library.municipal_desk(finding.municipality) if finding.municipality else None
    if desk:
        return parse_of_choice(f"{DESK}{desk.id}")
    if finding.theme and (heard.asked == CHOICE_ASKED or heard.last_topic.startswith(CONTACT)):
        return {**act(DESK_INTENT, f"theme:{finding.theme}"), "entities": finding.entities}
    return {**act(DESK_INTENT, AGAIN), "entities": finding.entities} if finding.audience else None
