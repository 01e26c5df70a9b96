"""Tokens of a message."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pytest
import spacy
from components import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.tokenizer import DutchTokenizer
from bot.understanding import dutch

SETTINGS = settings(DutchTokenizer)
TOKENIZER = DutchTokenizer(SETTINGS, None, Resource("tokenizer"), dutch.identify())  # type: ignore[arg-type]


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


def dutch_pipeline(folder: Path, name: str = "eigen", version: str = "3.4.0") -> str:
    """A Dutch pipeline of another make, with lemmas and names, in a folder of its own."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "bedrijven"}]], {"LEMMA": "bedrijf"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Fenna"}])
    nlp.meta.update({"name": name, "version": version})
    nlp.to_disk(folder / name)
    return str(folder / name)


def trained(config: dict, storage: LocalModelStorage, context: ExecutionContext, data: TrainingData) -> Resource:
    """What a tokenizer keeps when it is trained with the pipeline of ``config``."""
    return DutchTokenizer.create(config, storage, Resource("tokenizer"), context).train(data)


def test_any_dutch_pipeline_with_names_fits(
    tmp_path: Path, storage: LocalModelStorage, context: ExecutionContext, training_data: TrainingData
) -> None:
    config = settings(DutchTokenizer, pipeline=dutch_pipeline(tmp_path))
    resource = trained(config, storage, context, training_data)
    tokenizer = DutchTokenizer.load(config, storage, resource, context)
    message = tokenizer.process([Message.build("Fenna zoekt bedrijven.")])[0]
    assert [token.text for token in message.get(TOKENS_NAMES[TEXT])] == ["Fenna", "zoekt", "bedrijven", "."]
    assert dutch.people_of(dutch.load(config["pipeline"]), "Fenna zoekt bedrijven.") == [(0, 5)]
    assert spacy.load(config["pipeline"])("bedrijven")[0].lemma_ == "bedrijf"


def test_a_model_is_refused_with_another_pipeline_than_it_was_trained_with(
    tmp_path: Path, storage: LocalModelStorage, context: ExecutionContext, training_data: TrainingData
) -> None:
    config = settings(DutchTokenizer, pipeline=dutch_pipeline(tmp_path))
    resource = trained(config, storage, context, training_data)
    dutch_pipeline(tmp_path, version="3.7.0")
    with pytest.raises(dutch.PipelineError, match=r"trained with .*3\.4\.0.*here is .*3\.7\.0.*python -m bot train"):
        DutchTokenizer.load(config, storage, resource, context)


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(dutch.PipelineError, match="nl_core_news_lg not installed.*scripts/start"):
        dutch.identify("nl_core_news_lg")
