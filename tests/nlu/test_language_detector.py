"""The language of a message, as a component."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from components import featurized, settings
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language import LanguageDetector
from bot.nlu.trained import language_of


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory, training_data: TrainingData) -> LanguageDetector:
    """A detector that was trained, kept and loaded."""
    storage, resource = LocalModelStorage.create(tmp_path_factory.mktemp("archive")), Resource("language")
    LanguageDetector(settings(LanguageDetector), storage, resource, None).train(training_data)
    context: Any = None
    return LanguageDetector.load(settings(LanguageDetector), storage, resource, context)


def found(detector: LanguageDetector, text: str) -> Optional[str]:
    """The language in the parse data of a message."""
    return detector.process([featurized(text)])[0].data["language"]


@pytest.mark.parametrize(
    "text, language",
    [
        ("Welke gemeenten horen er eigenlijk bij de regio?", "nl"),
        ("Which municipalities are part of the region?", "en"),
        ("Welche Gemeinden gehören eigentlich zur Region?", "de"),
    ],
)
def test_the_parse_data_hold_the_language(detector: LanguageDetector, text: str, language: str) -> None:
    parsed = detector.process([featurized(text)])[0].as_dict(only_output_properties=True)
    assert parsed["language"] == language


@pytest.mark.parametrize("word, language", [("Gemeinden", "de"), ("towns?", "en"), ("voorbeeld?", "nl")])
def test_a_word_that_one_language_uses_tells_it(detector: LanguageDetector, word: str, language: Optional[str]) -> None:
    assert found(detector, word) == language


def test_a_language_that_cannot_be_told_is_none(detector: LanguageDetector) -> None:
    assert found(detector, "12345") is None


def test_each_of_several_messages_has_its_own_language(detector: LanguageDetector) -> None:
    messages = detector.process([featurized("Wie gehört zur Region Twente?"), featurized("Who is part of the region?")])
    assert [message.get("language") for message in messages] == ["de", "en"]


def test_an_untrained_detector_says_how_to_train(storage: LocalModelStorage, context: ExecutionContext) -> None:
    component = LanguageDetector.create(settings(LanguageDetector), storage, Resource("language"), context)
    with pytest.raises(RuntimeError, match="LanguageDetector is not trained"):
        component.process([featurized("Wat is fotonica?")])


def test_an_example_has_the_language_of_its_block(training_data: TrainingData) -> None:
    languages = {example.get("text"): language_of(example) for example in training_data.intent_examples}
    assert languages["wat is fotonica"] == "nl"
    assert {"nl", "twents", "en", "de"} == set(languages.values())


def test_an_example_without_metadata_counts_as_dutch() -> None:
    assert language_of(Message.build("wat is fotonica", "technologie/fotonica")) == "nl"
