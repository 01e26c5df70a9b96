"""Care: set off by what it has to be set off by, and by nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pytest
import yaml

from bot.content.library import shared_library
from bot.conversation.care import care_kind, declined_kind

SENTENCES = yaml.safe_load((Path(__file__).parent / "care_sentences.yml").read_text("utf-8"))


def set_off(sentences: List[str]) -> List[str]:
    """Those of ``sentences`` that set off care."""
    return [sentence for sentence in sentences if care_kind(shared_library().care, sentence)]


def test_care_is_set_off_by_every_sentence_that_suggests_danger_or_suicide() -> None:
    assert len(SENTENCES["care"]) >= 60
    assert sorted(set(SENTENCES["care"]) - set(set_off(SENTENCES["care"]))) == []


def test_care_is_never_set_off_by_ordinary_words() -> None:
    assert len(SENTENCES["ordinary"]) >= 60
    assert set_off(SENTENCES["ordinary"]) == []


def test_no_example_of_any_topic_sets_off_care() -> None:
    examples = [
        example.text for topic in shared_library().topics() for example in topic.examples
        if topic.id not in ("gesprek/buiten_bereik", "gesprek/schelden", "contact/medewerker")
    ]
    assert len(examples) > 5000
    assert set_off(examples) == []


def test_no_example_of_a_topic_of_the_strategy_is_declined() -> None:
    declined = [
        example.text for topic in shared_library().topics() for example in topic.examples
        if topic.group not in ("gesprek", "contact") and declined_kind(shared_library().declined, example.text)
    ]
    assert declined == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("medisch", "Ik heb al dagen hoofdpijn, wat moet ik slikken?"), ("medisch", "what are the side effects"),
        ("medisch", "ich habe Fieber, was soll ich tun"), ("juridisch", "Kan ik mijn baas aanklagen?"),
        ("juridisch", "mag ik mijn werknemer ontslaan"), ("juridisch", "can i sue my landlord"),
        ("juridisch", "ich brauche einen Anwalt"), ("politiek", "Op welke partij moet ik stemmen?"),
        ("politiek", "wat vind jij van de PVV"), ("politiek", "what do you think of Trump"),
        ("politiek", "welche Partei soll ich wählen"), ("politiek", "ben je links of rechts?"),
    ],
)
def test_advice_that_is_not_the_bots_is_declined(kind: str, sentence: str) -> None:
    assert declined_kind(shared_library().declined, sentence) == kind
