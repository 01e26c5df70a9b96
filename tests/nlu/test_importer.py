"""Reading the topics for Rasa."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Set, Tuple

import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.yaml_file import ContentError
from bot.nlu.importer import TopicImporter


def content(data: TrainingData) -> Set[Tuple[Any, ...]]:
    """Text, topic and language of each example."""
    return {
        (example.get("text"), example.get_full_intent(), example.get("metadata")["intent"]["language"])
        for example in data.intent_examples
    }


def test_examples_are_those_that_rasa_itself_reads(topic_folder: Path, training_data: TrainingData) -> None:
    of_rasa = RasaFileImporter(training_data_paths=[str(topic_folder)]).get_nlu_data()
    assert content(training_data) == content(of_rasa)
    assert len(training_data.intent_examples) == len(of_rasa.intent_examples) > 200


def test_each_topic_has_one_short_dutch_answer(topic_folder: Path, training_data: TrainingData) -> None:
    of_rasa = RasaFileImporter(training_data_paths=[str(topic_folder)]).get_nlu_data()
    assert set(training_data.responses) == set(of_rasa.responses)
    assert all(len(answers) == 1 and answers[0]["text"] for answers in training_data.responses.values())


def test_rasa_sees_the_groups_as_retrieval_intents(training_data: TrainingData) -> None:
    assert training_data.retrieval_intents == {"technologie", "regio", "gesprek"}


def test_a_broken_topic_is_named_with_file_and_line(topic_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(topic_folder, tmp_path / "topics")
    path = tmp_path / "topics" / "regio" / "gemeenten.yml"
    path.write_text(path.read_text("utf-8").replace("  examples: |", "  exampels: |", 1), "utf-8")
    with pytest.raises(ContentError, match=r"gemeenten\.yml:\d+"):
        TopicImporter(training_data_paths=[str(tmp_path / "topics")]).get_nlu_data()
