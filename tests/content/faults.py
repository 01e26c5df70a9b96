"""Faults for the content check: each a change of one file of the project and the finding that it gives."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Callable, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TOPIC = "data/nlu/technologie/fotonica.yml"
OUT_OF_SCOPE = "data/nlu/gesprek/buiten_bereik.yml"
STARTING = "data/nlu/contact/starten.yml"
SOCIALS = "data/nlu/strategie/socials.yml"
CONTACTS, DOWNLOADS, SOURCES = "data/contacts.yml", "data/downloads.yml", "data/sources.yml"
RULES, DOMAIN = "data/stories/rules.yml", "domain.yml"
TEXTS, ERRORS = "data/texts/conversation.yml", "data/texts/errors.yml"
TODAY = max(
    date.fromisoformat(day) for path in (ROOT / "data").rglob("*.yml")
    for day in re.findall(r'(?:reviewed|checked): "(\d{4}-\d\d-\d\d)"', path.read_text("utf-8"))
)

Change = Callable[[str], str]


class Fault(NamedTuple):
    """A change in ``file`` and the finding it gives, at the line where ``at`` (a pattern) is found the first time."""

    name: str
    file: str
    change: Change
    key: str
    at: str = ""


def swap(pattern: str, new: str) -> Change:
    """Replaces the first match of ``pattern``; ``^`` and ``$`` are those of a line."""
    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert count, f"nothing to change: {pattern}"
        return changed
    return change


def keep(language: str, count: int) -> Change:
    """Leaves ``count`` examples in ``language``."""
    def change(text: str) -> str:
        start = text.index(f"metadata: {{language: {language}}}")
        head, block, tail = re.split(r"((?:    - .*\n)+)", text[start:], maxsplit=1)
        return text[:start] + head + "".join(block.splitlines(keepends=True)[:count]) + tail
    return change


def words(depth: str, count: int) -> Change:
    """Makes the English text of ``depth`` ``count`` words long."""
    return swap(rf"(^      en:\n(?s:.*?)        {depth}:) >-\n(?:          .*\n|\n)+", rf"\1 {'word ' * count}\n")


def without(key: str) -> Change:
    """Takes a key and its block of text away, the first of that name."""
    return swap(rf"^( +){key}: >-\n(?:\1  .*\n|\n)+", "")


def day(offset: int) -> str:
    """A day before (negative) or after the newest review."""
    return f'reviewed: "{TODAY + timedelta(days=offset)}"'


ANSWER = r"^    metadata:$"
TOPIC_FAULTS = [
    Fault("a tab in front of a key", TOPIC, swap(r"^nlu:", "\tnlu:"), "not_yaml", r"^\tnlu"),
    Fault("a day that does not exist", TOPIC, swap("reviewed: .*", "reviewed: 2026-13-45"), "not_yaml"),
    Fault("a date without quotes", TOPIC, swap("reviewed: .*", "reviewed: 2026-11-24"), "wrong_date", "reviewed"),
    Fault(
        "a quoted day that does not exist", TOPIC,
        swap("reviewed: .*", 'reviewed: "2026-02-30"'), "wrong_date", "reviewed",
    ),
    Fault("an unknown key", TOPIC, swap("^      owner:", "      tone: warm\n      owner:"), "unknown_key", "tone:"),
    Fault("a missing key", TOPIC, swap("^      owner:.*\n", ""), "missing_key", ANSWER),
    Fault(
        "a key that stands twice", TOPIC,
        swap("^(      owner:.*\n)", r"\1\1"), "double_key", "(?s:      owner:.*?)      owner",
    ),
    Fault("an empty value", TOPIC, swap("owner: .*", "owner:"), "empty_value", "owner"),
    Fault("a list that is none", TOPIC, swap("choices: .*", "choices: technologie"), "wrong_topic_id", "choices"),
    Fault("a number for a text", TOPIC, swap("title: .*", "title: 3"), "wrong_value", "title"),
    Fault("no without quotes", TOPIC, swap("title: .*", "title: {nl: Nee, en: No, de: Nein}"), "yes_or_no", "title"),
    Fault(
        "a language that is not known", TOPIC, swap("language: twents", "language: fries"), "wrong_language", "fries",
    ),
    Fault("examples of another topic", TOPIC, swap("intent: .*", "intent: technologie/ai"), "wrong_intent", "intent"),
    Fault(
        "an answer of another topic", TOPIC,
        swap(r"\Z", "  utter_technologie/ai: []\n"), "foreign_answer", "utter_technologie/ai",
    ),
    Fault(
        "no answer", TOPIC, swap(r"(?s)^  utter_.*", "  utter_technologie/fotonica: []\n"), "no_answer", "^responses",
    ),
    Fault(
        "a second answer", TOPIC, swap(r"^responses:\n(  utter.*\n)((?s:.*))", r"responses:\n\1\2\2"), "second_answer",
        r"(?s:.*)^  - text",
    ),
    Fault("24 Dutch examples", TOPIC, keep("nl", 24), "few_examples", "^- intent"),
    Fault("2 Twents examples", TOPIC, keep("twents", 2), "few_examples", "- intent.*\n.*twents"),
    Fault("2 English examples", TOPIC, keep("en", 2), "few_examples", "- intent.*\n.*en}"),
    Fault("2 German examples", TOPIC, keep("de", 2), "few_examples", "- intent.*\n.*de}"),
    Fault("no German examples", TOPIC, swap("- intent.*\n.*de}\n.*\n(    - .*\n)+", ""), "few_examples", "^nlu"),
    Fault("399 sentences out of scope", OUT_OF_SCOPE, keep("nl", 399), "few_examples", "^- intent"),
    Fault("an example without a dash", TOPIC, swap("    - wat is", "    wat is"), "example_dash", "^    wat is"),
    Fault("an empty example", TOPIC, swap("(    - wat is)", r"    - \n\1"), "example_dash", "^    - $"),
    Fault("brackets in an example", TOPIC, swap("    - wat is", "    - wat [is](x)"), "brackets", "wat .is"),
    Fault(
        "brackets in a text", TOPIC,
        swap("Photonics is technology", "Photonics is {x} technology"), "brackets", "^        text",
    ),
    Fault("brackets in a title", TOPIC, swap("en: Photonics", "en: 'Photonics [x]'"), "brackets", "title"),
    Fault(
        "a sentence twice in a topic", TOPIC,
        swap("(    - wat is)", r"    - FOTONICA, Twente!\n\1"), "double_example", "- fotonica twente",
    ),
    Fault("a title without German", TOPIC, swap(", de: Photonik}", "}"), "missing_key", "title"),
    Fault("no English text", TOPIC, swap(r"^        text: >-\n(?:          .*\n)+", ""), "missing_key", "^      en:"),
    Fault(
        "a longer text, not in English", TOPIC,
        swap(r"(?s)(^      en:.*?)        meer: >-\n.*?(?=^        een)", r"\1"), "missing_version", "^      en:",
    ),
    Fault(
        "a simpler text, not in English", TOPIC,
        swap(r"(?s)(^      en:.*?)        eenv.*?(?=^      de)", r"\1"), "missing_version", "^      en:",
    ),
    Fault("a longer text, not in Dutch", TOPIC, without("meer"), "missing_version", ANSWER),
    Fault("76 words", TOPIC, words("text", 76), "too_many_words", "word word"),
    Fault("151 words in the longer text", TOPIC, words("meer", 151), "too_many_words", "word word"),
    Fault("56 words in the simpler text", TOPIC, words("eenvoudig", 56), "too_many_words", "word word"),
    Fault("no source", TOPIC, swap("^      source: .*\n", ""), "no_source", ANSWER),
    Fault(
        "a section of no document", TOPIC, swap("section: .*}", "section: slot}"), "unknown_section", "section: slot",
    ),
    Fault("no pattern", TOPIC, swap("must:\n", "must:\n      - 'licht('\n"), "bad_pattern", r"licht\("),
    Fault(
        "a fact that is not in the text", TOPIC,
        swap("must:\n", "must:\n      - 'kwark'\n"), "pattern_unmatched", "kwark",
    ),
    Fault("a fact that no desk has", STARTING, swap(r"must: \[\]", "must: ['kwark']"), "pattern_unmatched", "kwark"),
    Fault(
        "a choice that is no topic", TOPIC,
        swap("choices: .*", "choices: [technologie/kwark]"), "unknown_choice", "kwark",
    ),
    Fault("a choice to itself", TOPIC, swap("choices: .*", "choices: [technologie/fotonica]"), "own_choice", "choices"),
    Fault("no choices", TOPIC, swap("choices: .*", "choices: []"), "no_choices", "choices"),
    Fault("a review in the future", TOPIC, swap("reviewed: .*", day(1)), "date_in_future", "reviewed"),
    Fault("a review of more than a year ago", TOPIC, swap("reviewed: .*", day(-367)), "review_old", "reviewed"),
    Fault("a link without https", TOPIC, swap("url: https", "url: http"), "wrong_link", "url: http:"),
    Fault("a link that is code", TOPIC, swap("url: https.*", "url: javascript:alert(1)"), "wrong_link", "url: java"),
]
DIRECTORY_FAULTS = [
    Fault("a contact id twice", CONTACTS, swap("id: qredits", "id: kvk"), "double_id", "(?s:id: kvk.*?)id: kvk"),
    Fault(
        "a rank twice", CONTACTS,
        swap("twente_board: 2", "twente_board: 1"), "same_rank", "(?<=themes: {)twente_board: 1}",
    ),
    Fault("a theme of no topic", CONTACTS, swap("themes: {", "themes: {kwark: 9, "), "unknown_theme", "kwark"),
    Fault(
        "a first desk without link", CONTACTS,
        swap("(?s)(- id: novel-t\n.*?)links:\n(  - [^\n]*\n)+", r"\1links: []\n"), "desk_without_link", "starten: 3",
    ),
    Fault("a wrong phone number", CONTACTS, swap("phone: null", "phone: bel ons"), "wrong_phone", "bel ons"),
    Fault("a wrong e-mail address", CONTACTS, swap("email: null", "email: bel ons"), "wrong_email", "bel ons"),
    Fault("a check in the future", CONTACTS, swap('checked: ".*"', 'checked: "2999-01-01"'), "date_in_future", "2999"),
    Fault("a download without page", DOWNLOADS, swap("  page: .*\n", ""), "missing_key", "^- id"),
    Fault(
        "no downloads", DOWNLOADS,
        swap(r"(?s)^downloads:.*?(?=^socials:)", "downloads: []\n"), "no_downloads", "^downloads",
    ),
    Fault("sources that cannot be read", SOURCES, swap("sources:", "sources: ["), "not_yaml", "^- title"),
]
RULE_FAULTS = [
    Fault("a group that is no intent", DOMAIN, swap("- regio: .*\n", ""), "group_without_intent", "^intents"),
    Fault("a group without rule", RULES, swap("- rule: regio\n.*\n", ""), "group_without_rule", "^rules"),
    Fault(
        "a group with a conditional rule only", RULES,
        swap("- rule: regio", "- rule: regio\n  condition: [{slot_was_set: [{topic: gesprek/bron}]}]"),
        "group_without_rule", "^rules",
    ),
    Fault("a rule with an unknown action", RULES, swap("utter_regio", "utter_kwark"), "unknown_action", "utter_kwark"),
    Fault(
        "an action that nobody wrote", DOMAIN,
        swap("^actions:", "actions:\n- action_kwark"), "action_not_written", "kwark",
    ),
    Fault(
        "a topic for rules that is none", DOMAIN, swap("- gesprek/bron", "- gesprek/kwark"), "unknown_topic", "kwark",
    ),
]
TEXT_FAULTS = [
    Fault("a fixed text without German", TEXTS, swap("  de: Keines davon\n", ""), "text_languages", "none_of_these"),
    Fault("an empty fixed text", TEXTS, swap("de: Keines davon", "de: ' '"), "text_languages", "none_of_these"),
    Fault(
        "other placeholders in German", TEXTS, swap("über „{title}“", "über „{titel}“"), "other_placeholders", "titel",
    ),
    Fault("a brace alone", TEXTS, swap("de: Keines davon", "de: Keines davon {"), "broken_placeholder", r"davon \{"),
    Fault("an error without English", ERRORS, swap("  en: .*\n", ""), "text_languages", "^not_json"),
    Fault("a file without texts", ERRORS, lambda text: "# later\n", "no_texts"),
    Fault(
        "a sentence for staff with a brace alone", "data/staff.yml",
        swap("ontbreekt", "ontbreekt {"), "broken_placeholder", r"ontbreekt \{",
    ),
    Fault("a word without letters", "data/confirmations.yml", swap("- jazeker", "- '!'"), "wrong_value", "- '!'"),
    Fault("a number for a word", "data/confirmations.yml", swap("- jazeker", "- 3"), "wrong_value", "- 3"),
    Fault("a domain that is none", DOMAIN, lambda text: "- intents\n", "missing_key"),
    Fault("a number for a key", TOPIC, swap(r"\Z", "5: vijf\n"), "unknown_key", "^5"),
    Fault("no list for no", "data/confirmations.yml", swap("^nee:", "neen:"), "confirmation_lists", "^[^#]"),
    Fault("no without quotes as a word", "data/confirmations.yml", swap('- "no"', "- no"), "yes_or_no", "- no$"),
    Fault(
        "a threshold that is no number", "data/decision.yml", swap("answer: .*", "answer: veel"), "thresholds", "^[^#]",
    ),
    Fault("a number for help without a text", "data/care.yml", swap("gevaar: .*", 'gevaar: ["144"]'), "unknown_name", "144"),
    Fault("help without a source", "data/care.yml", swap("  source:\n(    .*\n)+", ""), "missing_key", "^help"),
]
