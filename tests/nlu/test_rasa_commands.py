"""Rasa's own commands in the project folder, as somebody who knows Rasa types them."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from bot import model, paths

RASA = Path(sys.executable).parent / "rasa"


def rasa(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of Rasa in the project folder."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "INFO"}
    return subprocess.run([RASA, *arguments], cwd=paths.ROOT, env=environment, capture_output=True, text=True)


def test_rasa_finds_no_fault_in_the_data() -> None:
    run = rasa("data", "validate")
    assert run.returncode == 0, run.stderr
    assert "No story structure conflicts found" in run.stderr


def test_rasa_trains_a_model_that_the_bot_can_read(tmp_path: Path) -> None:
    before = model.FILE.stat().st_mtime_ns if model.FILE.is_file() else None
    run = rasa("train", "--out", str(tmp_path))
    assert run.returncode == 0, run.stderr
    (archive,) = tmp_path.glob("*.tar.gz")
    assert len(model.load_classifier(archive).labels) == len(list(paths.TOPICS.glob("*/*.yml")))
    with tarfile.open(archive) as content:
        assert not [name for name in content.getnames() if name.endswith((".pkl", ".pickle", ".joblib"))]
    assert before == (model.FILE.stat().st_mtime_ns if model.FILE.is_file() else None)
