"""Names of people are masked where somebody says who they are, and nowhere else."""

from __future__ import annotations

import pytest

from bot.content.library import Library
from bot.conversation.names import names_in
from bot.conversation.privacy import mask

CUES = Library().names


@pytest.mark.parametrize(
    "text, name",
    [
        ("Mijn naam is Jan de Vries en ik wil een bedrijf beginnen", "Jan de Vries"),
        ("ik heet piet en ik zoek werk", "piet"),
        ("Ik heet Fatima El Amrani", "Fatima El Amrani"),
        ("MIJN NAAM IS WILLEM", "WILLEM"),
        ("Dag. Mijn naam is Henk. Aangenaam.", "Henk"),
        ("mien naam is Gait Kroeze, wo kan 'k terech", "Gait Kroeze"),
        ("My name is John Smith and I need funding", "John Smith"),
        ("Ich heiße Anna Müller und suche Arbeit", "Anna Müller"),
        ("Hoi! Ik ben Sanne, leerling uit groep acht.", "Sanne"),
        ("ik ben marieke jansen uit hengelo", "marieke jansen"),
    ],
)
def test_a_name_that_is_said_is_masked(text: str, name: str) -> None:
    assert mask(text) == text.replace(name, "[naam]")


@pytest.mark.parametrize(
    "text",
    [
        "ik ben bakker in Oldenzaal en wil zonnepanelen", "Ik ben ondernemer in Almelo", "I am a student in Enschede",
        "ich bin Bäcker aus Gronau", "groetjes uit Hengelo", "Wie is de voorzitter van de Twente Board?", "Wat doet Novel-T?",
        "ik ben dyslectisch, kan het in kortere zinnetjes", "dit is een vraag over Saxion", "De naam is mij ontschoten",
    ],
)
def test_what_somebody_does_and_where_is_kept(text: str) -> None:
    assert mask(text) == text


def test_no_example_of_a_topic_loses_a_word() -> None:
    """Examples hold two names, both said to be names."""
    texts = [example.text for topic in Library().topics() for example in topic.examples]
    found = {text[start:end] for text in texts for start, end in names_in(text, CUES)}
    assert len(texts) > 5000 and found <= {"Henk", "Sanne"}


def test_names_are_masked_beside_other_personal_data() -> None:
    assert mask("Mijn naam is Piet Bakker, bel 0612345678") == "Mijn naam is [naam], bel [telefoonnummer]"
