"""The topic classifier as a component: trained, kept in the archive, loaded and asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

import pytest
from components import featurized, settings
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.yaml_file import ContentError
from bot.nlu.classifier import TopicClassifier
from bot.understanding.decision import Thresholds, write_decision


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, training_data: TrainingData) -> LocalModelStorage:
    """An archive that holds a classifier of four topics."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("archive"))
    TopicClassifier(settings(TopicClassifier), storage, Resource("topics"), None).train(training_data)
    return storage


def loaded(archive: LocalModelStorage, context: ExecutionContext, **given: Any) -> TopicClassifier:
    """The classifier as Rasa loads it."""
    return TopicClassifier.load(settings(TopicClassifier, **given), archive, Resource("topics"), context)


def thresholds(path: Path, **values: float) -> str:
    """A file of thresholds; returns its path."""
    write_decision(Thresholds(**{"temperature": 1.0, "answer": 0.5, "refuse": 0.5, "clarify": 0.1, **values}), {}, path)
    return str(path)


def parsed(component: TopicClassifier, text: str) -> Dict[str, Any]:
    """What the component tells about a message."""
    return component.process([featurized(text)])[0].data


@pytest.mark.parametrize(
    "text, topic",
    [
        ("Vertel mij eens wat fotonica inhoudt", "technologie/fotonica"),
        ("Which municipalities does Twente have?", "regio/gemeenten"),
        ("Goedemorgen!", "gesprek/groet"),
    ],
)
def test_a_question_gets_its_topic(
    archive: LocalModelStorage, context: ExecutionContext, tmp_path: Path, text: str, topic: str
) -> None:
    found = parsed(loaded(archive, context, decision=thresholds(tmp_path / "d.yml")), text)
    assert found["topic"] == topic
    assert found["intent"]["name"] == topic.split("/")[0]
    assert [row["name"] for row in found["intent_ranking"]][0] == topic


def test_a_question_about_something_else_is_out_of_scope(
    archive: LocalModelStorage, context: ExecutionContext, tmp_path: Path
) -> None:
    found = parsed(loaded(archive, context, decision=thresholds(tmp_path / "d.yml")), "Wie wint de Champions League?")
    assert found["topic"] == "gesprek/buiten_bereik"


def test_thresholds_count_without_training_again(
    archive: LocalModelStorage, context: ExecutionContext, tmp_path: Path
) -> None:
    limits = {"answer": 1.0, "refuse": 1.0, "clarify": 0.0}
    strict = loaded(archive, context, decision=thresholds(tmp_path / "d.yml", **limits))
    found = parsed(strict, "Vertel mij eens wat fotonica inhoudt")
    assert found["topic"] == "technologie/fotonica" and found["topics"]  # presumed
    vague = loaded(archive, context, decision=thresholds(tmp_path / "d.yml", temperature=100.0, **limits))
    found = parsed(vague, "Vertel mij eens wat fotonica inhoudt")
    assert found["intent"]["name"] == "nlu_fallback" and found["topic"] is None
    assert found["topics"][0] == "technologie/fotonica" and len(found["topics"]) >= 2


def test_each_message_of_several_is_classified(
    archive: LocalModelStorage, context: ExecutionContext, tmp_path: Path
) -> None:
    component = loaded(archive, context, decision=thresholds(tmp_path / "d.yml"))
    messages = component.process([featurized("Wat is fotonica?"), featurized("Hallo daar")])
    assert [message.get("topic") for message in messages] == ["technologie/fotonica", "gesprek/groet"]


def test_thresholds_that_cannot_be_used_stop_the_loading(
    archive: LocalModelStorage, context: ExecutionContext, tmp_path: Path
) -> None:
    (tmp_path / "d.yml").write_text("answer: 0.5\n", "utf-8")
    with pytest.raises(ContentError, match="d.yml:1"):
        loaded(archive, context, decision=str(tmp_path / "d.yml"))


def test_an_untrained_component_says_how_to_train(storage: LocalModelStorage, context: ExecutionContext) -> None:
    component = TopicClassifier.create(settings(TopicClassifier), storage, Resource("topics"), context)
    with pytest.raises(RuntimeError, match="TopicClassifier is not trained; run: python -m bot train"):
        component.process([featurized("Wat is fotonica?")])


def test_an_archive_without_a_classifier_cannot_be_loaded(
    storage: LocalModelStorage, context: ExecutionContext
) -> None:
    with pytest.raises(ValueError, match="topics"):
        loaded(storage, context)


def test_the_archive_holds_no_pickles(archive: LocalModelStorage) -> None:
    with archive.read_from(Resource("topics")) as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["classifier.json", "classifier.npz"]


def test_another_encoder_asks_for_a_new_training() -> None:
    addons = {
        precision: TopicClassifier.fingerprint_addon(settings(TopicClassifier, precision=precision))
        for precision in ("int8", "float32")
    }
    assert addons["int8"] != addons["float32"]
    assert addons["int8"] == TopicClassifier.fingerprint_addon(settings(TopicClassifier))


def test_a_component_that_rasa_takes_from_its_cache_needs_no_settings() -> None:
    assert TopicClassifier.fingerprint_addon({"output": "the cached component"})


def test_the_order_of_components_is_guarded() -> None:
    assert [component.__name__ for component in TopicClassifier.required_components()] == ["SentenceEncoderFeaturizer"]
