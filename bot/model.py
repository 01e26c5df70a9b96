"""The trained model: where it is, whether it is up to date, and how it is made."""

from __future__ import annotations

import hashlib
import json
import logging
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict

from bot import paths
from bot.content.topics import read_topic, topic_paths
from bot.understanding import dutch
from bot.understanding.classifier import TextModel

NAME = "noaber"
CLASSIFIER, CARE_CLASSIFIER = ".TopicClassifier", ".CareClassifier"
FILE = paths.MODELS / f"{NAME}.tar.gz"
STAMP = paths.MODELS / f"{NAME}.json"
CODE = (
    "bot/understanding/classifier.py", "bot/understanding/danger.py", "bot/understanding/language.py", "bot/understanding/typos.py",
    "bot/nlu", "bot/encoder", "uv.lock",
)

logger = logging.getLogger(__name__)


class TrainingError(RuntimeError):
    """Training did not give a model."""


def fingerprint() -> str:
    """Identifies what a trained model depends on: examples, rules, settings, code, spaCy pipeline; not the answers' texts."""
    digest = hashlib.sha256(str(dutch.identify(dutch.setting())).encode())
    for path in topic_paths(paths.TOPICS):
        for example in read_topic(path).examples:
            digest.update(f"{example.topic}\t{example.text}\n".encode())
    files = [paths.DOMAIN, paths.CONFIG, paths.CARE_EXAMPLES, *sorted(paths.STORIES.glob("*.yml"))]
    for name in CODE:
        place = paths.ROOT / name
        files += [place] if place.is_file() else sorted(place.rglob("*.py"))
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether there is a model that was made from the data and code as they are now."""
    try:
        stamp: Dict[str, Any] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return FILE.is_file() and stamp.get("fingerprint") == fingerprint()


def ensure_current(progress: Callable[[str], None] = print) -> Path:
    """Path of a model that is up to date; trains when there is none."""
    if not is_current():
        train(progress)
    return FILE


def load_classifier(path: Path, component: str = CLASSIFIER) -> TextModel:
    """The classifier ``component`` in the model archive at ``path``, without Rasa. Raises ``TrainingError`` without one."""
    with tarfile.open(path) as archive, tempfile.TemporaryDirectory() as folder:
        members = [item for item in archive.getmembers() if component in item.name and item.isfile()]
        for member in members:
            member.name = Path(member.name).name
            archive.extract(member, folder)
        if not members:
            raise TrainingError(f"{path.name} holds no {component[1:]}")
        return TextModel.load(Path(folder))


def train(progress: Callable[[str], None] = print, force: bool = False) -> Path:
    """Train a model with Rasa. Raises ``TrainingError``, and ``ContentError`` when a content file cannot be used."""
    made_from = fingerprint()
    from rasa.model_training import train as rasa_train  # takes seconds to import, and answering never needs it

    STAMP.unlink(missing_ok=True)
    progress("Training the model (a minute the first time, seconds after a small change)")
    result = rasa_train(
        domain=str(paths.DOMAIN), config=str(paths.CONFIG), training_files=[str(paths.TOPICS), str(paths.STORIES)],
        output=str(paths.MODELS), fixed_model_name=NAME, force_training=force,
    )
    if result.code != 0 or not result.model:
        raise TrainingError(f"Rasa ended the training with code {result.code}")
    STAMP.write_text(json.dumps({"fingerprint": made_from}), "utf-8")
    progress(f"The model is ready: {paths.relative(FILE)}")
    return FILE
