"""Conversations written as files: what a visitor says or presses, turn by turn, and what has to come back.

A file is a list of ``turns``, if need be under a wish for a language (``language: en``). A turn has ``say`` or
``press`` (the label of a button in the last reply) and any of the expectations in ``EXPECTATIONS``. ``text_has``,
``text_has_not`` and ``reply_has_not`` hold plain text or regular expressions; the last looks at the whole reply, links
and buttons included. ``replies`` is 1 unless it is given; ``kind``, ``topic``, ``about`` and ``language`` can then be
lists with one value a reply.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, List

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Server, Talk

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yml"))
Replies = List[Dict[str, Any]]


class NotAsExpected(AssertionError):
    """A file that is wrong, or a reply that is not what the file expects."""


def found(pattern: str, text: str) -> bool:
    """Whether ``pattern`` stands in ``text`` as it is, or matches as a regular expression."""
    return pattern in text or re.search(pattern, text, re.DOTALL | re.IGNORECASE) is not None


def field(name: str) -> Callable[[Replies], List[Any]]:
    """Reads a field of every reply."""
    return lambda replies: [reply[name] for reply in replies]


def text_of(replies: Replies) -> str:
    """What the replies say."""
    return "\n\n".join(reply["text"] for reply in replies)


def parts_of(replies: Replies, name: str, key: str) -> List[str]:
    """One value of all links, or of all choices, of the replies."""
    return [part[key] for reply in replies for part in reply[name]]


def sections_of(replies: Replies) -> List[Any]:
    """The section of the source of every reply."""
    return [reply["source"] and reply["source"]["section"] for reply in replies]


def same(want: Any, came: List[Any]) -> bool:
    """Whether each reply has the value wanted of all, or of the reply in its place."""
    return came == (want if isinstance(want, list) else [want] * len(came))


def all_in(want: List[str], came: List[str]) -> bool:
    """Whether all of ``want`` are there."""
    return set(want) <= set(came)


def all_found(want: List[str], came: str) -> bool:
    """Whether each pattern is found."""
    return all(found(pattern, came) for pattern in want)


def none_found(want: List[str], came: str) -> bool:
    """Whether no pattern is found."""
    return not any(found(pattern, came) for pattern in want)


# expectation: what it looks at, and when that is right
EXPECTATIONS: Dict[str, Any] = {
    "replies": (len, lambda want, came: want == came),
    "kind": (field("kind"), same),
    "topic": (field("topic"), same),
    "about": (field("about"), same),
    "language": (field("language"), same),
    "topics": (lambda replies: [topic for reply in replies for topic in reply["topics"]], all_in),
    "text_has": (text_of, all_found),
    "text_has_not": (text_of, none_found),
    "reply_has_not": (lambda replies: json.dumps(replies, ensure_ascii=False), none_found),
    "links_have": (lambda replies: "\n".join(parts_of(replies, "links", "url")), all_found),
    "choices_have": (lambda replies: parts_of(replies, "choices", "label"), all_in),
    "source_section": (sections_of, same),
}
LISTS = frozenset({"topics", "text_has", "text_has_not", "reply_has_not", "links_have", "choices_have"})


def read_conversation(path: Path) -> Dict[str, Any]:
    """The conversation in a file. Raises ``NotAsExpected`` for a key that is not known or a turn that cannot be."""
    data = yaml.safe_load(path.read_text("utf-8"))
    refuse_unknown(set(data) - {"language", "turns"}, path.name)
    for number, turn in enumerate(data["turns"], 1):
        place = f"{path.name}, turn {number}"
        refuse_unknown(set(turn) - {"say", "press"} - set(EXPECTATIONS), place)
        if ("say" in turn) == ("press" in turn):
            raise NotAsExpected(f"{place}: a turn has either 'say' or 'press'")
        for key in LISTS & set(turn):
            if not isinstance(turn[key], list):
                raise NotAsExpected(f"{place}: {key} is a list")
    return data


def refuse_unknown(keys: set, place: str) -> None:
    """Raise ``NotAsExpected`` when there are keys that mean nothing."""
    if keys:
        raise NotAsExpected(f"{place}: unknown key {', '.join(sorted(map(str, keys)))}")


def choice_labelled(label: str, replies: Replies, place: str) -> str:
    """The choice behind a button of the last replies."""
    buttons = {choice["label"]: choice["choice"] for reply in replies for choice in reply["choices"]}
    if label not in buttons:
        raise NotAsExpected(f"{place}: expected a button {label!r}, came {list(buttons)}")
    return buttons[label]


def check_turn(turn: Dict[str, Any], replies: Replies, place: str) -> None:
    """Raise ``NotAsExpected`` for the first expectation that the replies do not meet."""
    for key, want in {"replies": 1, **turn}.items():
        if key not in EXPECTATIONS:
            continue
        look, right = EXPECTATIONS[key]
        came = look(replies)
        if not right(want, came):
            raise NotAsExpected(
                f"{place} ({turn.get('say') or turn.get('press')}): expected {key} {want!r}, came {came!r}\n"
                + json.dumps(replies, ensure_ascii=False, indent=1)
            )


def hold(talk: Talk, path: Path) -> None:
    """Hold the conversation in a file. Raises ``NotAsExpected`` at the first turn that goes another way."""
    conversation = read_conversation(path)
    talk.language = conversation.get("language")
    replies: Replies = []
    for number, turn in enumerate(conversation["turns"], 1):
        place = f"{path.name}, turn {number}"
        if "press" in turn:
            replies = talk.say(choice=choice_labelled(turn["press"], replies, place))
        else:
            replies = talk.say(turn["say"])
        check_turn(turn, replies, place)
        refuse_dead_ends(replies, place)


def refuse_dead_ends(replies: Replies, place: str) -> None:
    """Raise ``NotAsExpected`` for a reply without a next step, a source or somebody to go to."""
    if not all(reply["choices"] or reply["links"] or reply["source"] for reply in replies):
        raise NotAsExpected(f"{place}: a reply leads nowhere")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(server: Server, path: Path) -> None:
    """The conversation goes as its file says."""
    hold(server.talk(), path)


def test_there_are_conversations_of_two_to_six_turns() -> None:
    lengths = {path.name: len(read_conversation(path)["turns"]) for path in FILES}
    assert len(lengths) >= 60
    assert {name: length for name, length in lengths.items() if not 2 <= length <= 6} == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("turns:\n- {say: hoi, topik: gesprek/groet}", "wrong.yml, turn 1: unknown key topik"),
        ("taal: en\nturns: []", "wrong.yml: unknown key taal"),
        ("turns:\n- {topic: gesprek/groet}", "wrong.yml, turn 1: a turn has either 'say' or 'press'"),
        ("turns:\n- {say: hoi, text_has: moi}", "wrong.yml, turn 1: text_has is a list"),
    ],
)
def test_a_file_that_means_nothing_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "wrong.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(NotAsExpected, match=f"^{re.escape(says)}$"):
        read_conversation(path)


REPLY = {
    "kind": "answer", "topic": "regio/hub", "about": None, "language": "nl", "topics": [],
    "text": "Tussen Randstad en Duitsland.", "source": {"section": "Kortom"},
    "choices": [{"label": "Vertel meer", "choice": "topic:gesprek/meer"}],
    "links": [{"label": "TECH.LAND", "url": "https://techland.org", "kind": "page"}],
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "refuse"}, {"topic": "regio/duitsland"}, {"about": "regio/hub"}, {"language": "de"},
        {"topics": ["regio/hub"]}, {"text_has": ["Polen"]}, {"text_has_not": ["randstad.*duitsland"]},
        {"reply_has_not": ["techland"]}, {"replies": 2},
        {"links_have": ["euregio.eu"]}, {"choices_have": ["Makkelijker"]}, {"source_section": "inleiding"},
        {"topic": ["regio/hub", "regio/hub"]},
    ],
)
def test_an_expectation_that_is_not_met_says_where_and_what_came(wrong: Dict[str, Any]) -> None:
    with pytest.raises(NotAsExpected, match=rf"^a.yml, turn 2 \(hub\?\): expected {next(iter(wrong))} .*, came "):
        check_turn({"say": "hub?", **wrong}, [REPLY], "a.yml, turn 2")


def test_a_button_that_is_not_there_says_which_are() -> None:
    assert choice_labelled("Vertel meer", [REPLY], "a.yml, turn 2") == "topic:gesprek/meer"
    with pytest.raises(NotAsExpected, match=r"a.yml, turn 2: expected a button 'Makkelijker', came \['Vertel meer'\]"):
        choice_labelled("Makkelijker", [REPLY], "a.yml, turn 2")
