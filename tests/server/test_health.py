"""The health checks. What they say when the database is gone: test_outage.py."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import requests
import yaml

from bot import model, paths
from bot.content.library import Library, shared_library
from bot.conversation.agent import load_agent
from bot.conversation.dialogue import Dialogue
from bot.server.health import CANARY_TOPIC, Health

if TYPE_CHECKING:
    from conftest import Server


def test_a_server_that_is_well_lives_and_is_ready(server: Server) -> None:
    alive, ready = (requests.get(f"{server.url}{path}", timeout=15) for path in ("/healthz", "/readyz"))
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


def library_with_canary(question: str, data: Path) -> Library:
    """The content with one topic, which has another canary question."""
    shutil.copytree(paths.DATA, data, ignore=shutil.ignore_patterns("nlu"), dirs_exist_ok=True)
    content = yaml.safe_load((paths.TOPICS / f"{CANARY_TOPIC}.yml").read_text("utf-8"))
    content["nlu"][0]["examples"] = f"- {question}\n"
    file = data / "nlu" / f"{CANARY_TOPIC}.yml"
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump(content), "utf-8")
    return Library(data)


def test_a_bot_that_does_not_understand_its_canary_question_is_not_ready(tmp_path: Path) -> None:
    other = library_with_canary("Hoe laat is het?", tmp_path)
    dialogue = Dialogue(load_agent(model.FILE, in_memory=True))

    def reason(library: Library) -> Optional[str]:
        return asyncio.run(Health(dialogue, library).reason_not_ready())

    assert reason(shared_library()) is None
    assert reason(other) == "canary question not understood"
    assert asyncio.run(dialogue.agent.tracker_store.keys()) == []  # asking leaves no trace
