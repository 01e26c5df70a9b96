"""Tokens of a message."""

from __future__ import annotations

from typing import List

import pytest
from components import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.tokenizer import DutchTokenizer

TOKENIZER = DutchTokenizer(settings(DutchTokenizer))


def tokens(text: str) -> List[Token]:
    """The tokens that a message gets."""
    return TOKENIZER.process([Message.build(text)])[0].get(TOKENS_NAMES[TEXT])


@pytest.mark.parametrize(
    "text, words",
    [
        ("Wat is fotonica?", ["Wat", "is", "fotonica", "?"]),
        ("Twente, de regio.", ["Twente", ",", "de", "regio", "."]),
        ("auto's en foto's", ["auto's", "en", "foto's"]),
        ("bijv. in Hof van Twente", ["bijv.", "in", "Hof", "van", "Twente"]),
        ("spaties   en\nregels", ["spaties", "en", "regels"]),
    ],
)
def test_a_sentence_is_cut_as_dutch_is_written(text: str, words: List[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_message_without_words_has_no_tokens(text: str) -> None:
    assert TOKENIZER.tokenize(Message({TEXT: text}), TEXT) == []


@hypothesis_settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_every_token_stands_at_its_place_in_the_text(text: str) -> None:
    found = TOKENIZER.tokenize(Message({TEXT: text}), TEXT)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert "".join(token.text for token in found) == "".join(text.split()) or any(
        char.isspace() for token in found for char in token.text
    )


def test_training_data_stays_as_it_is(training_data: TrainingData) -> None:
    before = training_data.fingerprint()
    assert TOKENIZER.process_training_data(training_data).fingerprint() == before
    assert not any(example.get(TOKENS_NAMES[TEXT]) for example in training_data.intent_examples)
