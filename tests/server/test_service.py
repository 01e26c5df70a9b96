"""The one switch: a notice, or the whole bot off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Iterator

import pytest
from wire import wait_until

if TYPE_CHECKING:
    from conftest import Server


@pytest.fixture
def switch(other_server: Server, project: Path) -> Iterator[object]:
    """Sets the mode of the other server and waits until it is there; at the end it is as it was."""
    path = project / "data" / "service.yml"
    before = path.read_text("utf-8")

    def to(mode: str) -> None:
        path.write_text(re.sub(r"^mode: \w+", f"mode: {mode}", before, flags=re.MULTILINE), "utf-8")
        wait_until(lambda: first(other_server)["topic"] == {"dicht": "gesprek/buiten_bereik", "melding": "gesprek/bot"}[mode])

    yield to
    path.write_text(before, "utf-8")
    wait_until(lambda: first(other_server)["topic"] == "technologie/fotonica")


def first(server: Server) -> dict:
    """The first reply of a new conversation."""
    return server.talk().say("Wat is fotonica?")[0]


def test_a_bot_that_is_switched_off_says_where_to_go_and_still_cares(other_server: Server, switch: object) -> None:
    switch("dicht")  # type: ignore[operator]
    reply = first(other_server)
    assert (reply["kind"], reply["links"][0]["url"]) == ("refuse", "https://twenteboard.nl")
    assert "0800-0113" in other_server.talk().say("ik wil dood")[0]["text"]


def test_a_notice_comes_before_the_first_answer_of_a_conversation(other_server: Server, switch: object) -> None:
    switch("melding")  # type: ignore[operator]
    talk = other_server.talk()
    assert [reply["topic"] for reply in talk.say("Wat is fotonica?")] == ["gesprek/bot", "technologie/fotonica"]
    assert [reply["topic"] for reply in talk.say("Wat is robotica?")] == ["technologie/robotica"]
