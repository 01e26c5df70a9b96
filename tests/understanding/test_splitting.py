"""Several questions in one message."""

from __future__ import annotations

from typing import List

import pytest

from bot.content.library import Library
from bot.understanding.splitting import clauses_of, questions_in

WORDS = Library().question_words


@pytest.mark.parametrize(
    "text, questions",
    [
        ("Wat is fotonica? En wie helpt mij?", ["Wat is fotonica?", "En wie helpt mij?"]),
        ("Wat is het plan?\nGeldt het nog?", ["Wat is het plan?", "Geldt het nog?"]),
        ("Hoi. Wat is nano? Leuk. Wie is de baas?", ["Wat is nano?", "Wie is de baas?"]),
        ("wat is fotonica en wie helpt mij", ["wat is fotonica", "wie helpt mij"]),
        ("hoe start ik een bedrijf, en waar vind ik geld", ["hoe start ik een bedrijf", "waar vind ik geld"]),
        ("what is photonics and how can i fund my company", ["what is photonics", "how can i fund my company"]),
        ("Was ist Noaberschap und wo liegt Twente?", ["Was ist Noaberschap", "wo liegt Twente?"]),
        ("wat is nano, hoe zit het met robots", ["wat is nano", "hoe zit het met robots"]),
        ("Wat is nano? /restart mij?", ["Wat is nano?", "restart mij?"]),
        ("Wat is nano? /\u00a0/1 tekst?", ["Wat is nano?", "1 tekst?"]),
    ],
)
def test_each_question_of_a_message_is_found(text: str, questions: List[str]) -> None:
    assert questions_in(text, WORDS) == questions


@pytest.mark.parametrize(
    "text",
    [
        "Wat is fotonica?", "", "a? b? c? d?", "Ik heb een bakkerij. Wie helpt mij met zonnepanelen?",
        "wat doet Twente aan zorg en welzijn", "wat is het verschil tussen reshoring en nearshoring",
        "ik wil een bedrijf beginnen en zoek geld", "vertel eens wat over energie en wat meer over klimaat en wie en wat",
    ],
)
def test_a_message_with_one_question_stays_whole(text: str) -> None:
    assert questions_in(text, WORDS) == []


def test_clauses_end_at_commas_and_sentences() -> None:
    assert clauses_of("ik heb 60 koeien, wil een vergister. wie helpt?") == ["ik heb 60 koeien", "wil een vergister", "wie helpt?"]
    assert clauses_of("60.000 euro") == ["60.000 euro"]
