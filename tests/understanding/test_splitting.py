"""Several questions in one message."""

from __future__ import annotations

from typing import List

import pytest

from bot.understanding.splitting import questions_in


@pytest.mark.parametrize(
    "text, questions",
    [
        ("Wat is fotonica?", []),
        ("Wat is fotonica? En wie helpt mij?", ["Wat is fotonica?", "En wie helpt mij?"]),
        ("Ik heb een bakkerij. Wie helpt mij met zonnepanelen?", []),
        ("Wat is het plan?\nGeldt het nog?", ["Wat is het plan?", "Geldt het nog?"]),
        ("Hoi. Wat is nano? Leuk. Wie is de baas?", ["Wat is nano?", "Wie is de baas?"]),
        ("a? b? c? d?", []),
        ("wat is fotonica en wie helpt mij", []),
        ("Wat is nano? /restart mij?", ["Wat is nano?", "restart mij?"]),
        ("Wat is nano? /\u00a0/1 tekst?", ["Wat is nano?", "1 tekst?"]),
        ("", []),
    ],
)
def test_only_sentences_with_a_question_mark_count(text: str, questions: List[str]) -> None:
    assert questions_in(text) == questions
