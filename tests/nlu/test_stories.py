"""The rules give the actions that the stories name."""

from __future__ import annotations

import json
from pathlib import Path

from test_rasa_commands import rasa

from bot import model, paths

STORIES = paths.ROOT / "tests" / "stories" / "test_stories.yml"


def test_every_story_goes_as_written(tmp_path: Path) -> None:
    run = rasa("test", "core", "--model", str(model.ensure_current()), "--stories", str(STORIES), "--out", str(tmp_path), "--no-plot")
    assert run.returncode == 0, run.stderr
    report = json.loads((tmp_path / "story_report.json").read_text("utf-8"))
    assert report["accuracy"] == 1.0 and report["conversation_accuracy"]["accuracy"] == 1.0
