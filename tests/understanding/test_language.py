"""The language of a message."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest

from bot import paths
from bot.content.topics import read_topic, topic_paths
from bot.encoder import load_encoder
from bot.understanding.language import LanguageModel, own_words, train_languages


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    """A classifier of languages, trained on the examples of every third topic."""
    examples = [example for path in topic_paths(paths.TOPICS)[::3] for example in read_topic(path).examples]
    texts, languages = [example.text for example in examples], [example.language for example in examples]
    return train_languages(texts, languages, load_encoder(), lambda line: None)


def found(model: LanguageModel, text: str) -> Optional[str]:
    """The language that is detected."""
    return model.detect(text, load_encoder().encode([text]))


@pytest.mark.parametrize(
    "text, language",
    [
        ("Hoe werkt dat precies?", "nl"), ("Wat wil Twente bereiken met de energie?", "nl"),
        ("How does that work exactly?", "en"), ("What does Twente want to achieve with energy?", "en"),
        ("Wie funktioniert das genau?", "de"), ("Was will Twente mit der Energie erreichen?", "de"),
    ],
)
def test_a_sentence_has_the_language_it_is_written_in(model: LanguageModel, text: str, language: str) -> None:
    assert found(model, text) == language


def test_twents_counts_as_dutch(model: LanguageModel) -> None:
    assert model.texts.labels == ["de", "en", "nl"]
    assert found(model, "Kö'j mi'j dat vertelln?") == "nl"


@pytest.mark.parametrize("text", ["Twente", "Enschede"])
def test_a_name_leaves_the_language_open(model: LanguageModel, text: str) -> None:
    assert found(model, text) is None


@pytest.mark.parametrize("text", ["", "???", "123", "2030", "👍", "\ud800"])
def test_a_text_without_letters_leaves_the_language_open(model: LanguageModel, text: str) -> None:
    assert found(model, text) is None


def test_a_saved_model_detects_the_same(model: LanguageModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert found(LanguageModel.load(tmp_path), "Wie funktioniert das genau?") == "de"


def test_words_of_nearly_one_language_alone_are_its_own() -> None:
    texts = ["wat is dat", "was ist das", "das ist ein plan", "what is a plan", "wat kost dat"] + ["ist das neu"] * 40
    own = own_words(texts, ["nl", "de", "de", "en", "twents"] + ["de"] * 40)
    assert own == {"wat": "nl", "dat": "nl", "ist": "de", "das": "de", "neu": "de"}  # "was" once, "is" short, "plan" of two
    assert own_words([*texts, "ist"], ["nl", "de", "de", "en", "twents"] + ["de"] * 40 + ["nl"])["ist"] == "de"


def test_own_words_tell_the_language_before_the_classifier_is_asked(model: LanguageModel) -> None:
    told = LanguageModel(model.texts, {"noaberschap": "de", "plan": "en"})
    assert found(told, "Wat is noaberschap eigenlijk?") == "de"
    assert found(told, "Wat is noaberschap in het plan eigenlijk?") == "nl"  # words of two languages leave it to the classifier
