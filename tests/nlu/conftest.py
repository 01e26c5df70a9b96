"""What the tests of the components share: Rasa's storage, and the training data of a few topics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import paths
from bot.nlu.importer import TopicImporter

TOPICS = ("technologie/fotonica", "regio/gemeenten", "gesprek/groet", "gesprek/buiten_bereik")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """An empty archive."""
    (tmp_path / "storage").mkdir()
    return LocalModelStorage.create(tmp_path / "storage")


@pytest.fixture
def context() -> ExecutionContext:
    """Where a component runs."""
    return ExecutionContext(GraphSchema({}), node_name="component")


@pytest.fixture(scope="session")
def topic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of a few topics."""
    folder = tmp_path_factory.mktemp("topics")
    for topic in TOPICS:
        target = folder / f"{topic}.yml"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(paths.TOPICS / f"{topic}.yml", target)
    return folder


@pytest.fixture(scope="session")
def training_data(topic_folder: Path) -> TrainingData:
    """The examples and answers of a few topics."""
    return TopicImporter(training_data_paths=[str(topic_folder)]).get_nlu_data()
