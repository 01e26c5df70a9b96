"""An answer that is edited while the server runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from wire import post, wait_until

if TYPE_CHECKING:
    from conftest import Server

TOPIC = "technologie/robotica"
EDITED = "Dit antwoord is net veranderd."
SLACK_SECONDS = 2  # for a question on a busy machine


def shown(server: Server) -> str:
    """The answer of the topic as a visitor sees it now; empty when this address has to wait."""
    response = post(server, "/api/chat", {"choice": f"topic:{TOPIC}"})
    return response.json()["replies"][0]["text"] if response.status_code == 200 else ""


def edit(file: Path, text: str) -> None:
    """Give the topic another short Dutch answer."""
    content = yaml.safe_load(file.read_text("utf-8"))
    content["responses"][f"utter_{TOPIC}"][0]["text"] = text
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def test_an_edited_answer_shows_within_a_second_and_a_broken_edit_never(other_server: Server, project: Path) -> None:
    file = project / "data" / "nlu" / f"{TOPIC}.yml"
    right = file.read_text("utf-8")
    wait_until(lambda: shown(other_server) not in ("", EDITED))
    edit(file, EDITED)
    wait_until(lambda: shown(other_server) == EDITED, seconds=1 + SLACK_SECONDS)
    file.write_text("version: [", "utf-8")
    wait_until(lambda: shown(other_server) == EDITED and f"{TOPIC}.yml" in other_server.log)
    assert "not live" in other_server.log
    file.write_text(right, "utf-8")
    wait_until(lambda: shown(other_server) not in ("", EDITED))
