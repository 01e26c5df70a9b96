"""How much one conversation and one address may ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import requests
from wire import wait_until

from bot.content.library import shared_library
from bot.server.limits import ADDRESS, CONVERSATION, MOST_REMEMBERED, Limiter, Rate, limits_apply

if TYPE_CHECKING:
    from conftest import Server

RATE = Rate(burst=3, per_minute=30)


class Clock:
    """A clock that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_after_a_burst_one_waits_for_the_next_token() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    assert [limiter.wait("a", RATE) for _ in range(5)] == [0, 0, 0, 2, 2]
    clock.now += 1
    assert limiter.wait("a", RATE) == 1
    clock.now += 1
    assert [limiter.wait("a", RATE) for _ in range(2)] == [0, 2]


def test_waiting_long_gives_no_more_than_a_burst() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    limiter.wait("a", RATE)
    clock.now += 3600
    assert [limiter.wait("a", RATE) for _ in range(4)] == [0, 0, 0, 2]


def test_each_key_has_its_own_limit() -> None:
    limiter = Limiter(Clock())
    assert [limiter.wait("a", RATE) for _ in range(4)][-1] > 0
    assert limiter.wait("b", RATE) == 0


def test_only_the_keys_that_were_quiet_longest_are_forgotten() -> None:
    limiter = Limiter(Clock())
    for key in ("quiet", "busy"):
        assert [limiter.wait(key, RATE) for _ in range(4)][-1] > 0
    for number in range(MOST_REMEMBERED - 1):
        limiter.wait(str(number), RATE)
        limiter.wait("busy", RATE)
    assert limiter.wait("quiet", RATE) == 0
    assert limiter.wait("busy", RATE) > 0


@pytest.mark.parametrize("value, apply", [(None, True), ("on", True), ("", True), ("off", False), ("OFF", False)])
def test_limits_apply_unless_they_are_switched_off(monkeypatch: pytest.MonkeyPatch, value: str, apply: bool) -> None:
    monkeypatch.delenv("RATE_LIMIT", raising=False)
    if value is not None:
        monkeypatch.setenv("RATE_LIMIT", value)
    assert limits_apply() is apply


def assert_too_many(response: requests.Response) -> None:
    """The response says how many seconds to wait, in a header and in words."""
    assert response.status_code == 429
    seconds = response.headers["Retry-After"]
    text = shared_library().texts("errors").get("too_many", "nl", seconds=seconds)
    assert 1 <= int(seconds) <= 60 and json.loads(response.content) == {"error": {"code": "too_many", "message": text}}


def ask(server: Server, address: str, path: str = "/api/chat", **body: str) -> requests.Response:
    """A request that comes from ``address``, as the proxy says."""
    return requests.post(f"{server.url}{path}", json=body, headers={"X-Forwarded-For": address}, timeout=15)


def test_a_conversation_that_asks_too_much_has_to_wait_and_no_other(other_server: Server) -> None:
    first = ask(other_server, "192.0.2.1", message="Hallo")
    busy = {"choice": "topic:technologie/fotonica", "conversation": first.json()["conversation"]}
    responses = [ask(other_server, "192.0.2.1", **busy) for _ in range(CONVERSATION.burst + 10)]
    assert {response.status_code for response in responses[: CONVERSATION.burst - 1]} == {200}
    assert_too_many(responses[-1])
    assert ask(other_server, "192.0.2.1", message="Hallo").status_code == 200


def test_an_address_that_asks_too_much_has_to_wait_and_no_other(other_server: Server) -> None:
    responses = [ask(other_server, "192.0.2.2", "/api/feedback") for _ in range(ADDRESS.burst + 40)]
    assert {response.status_code for response in responses[: ADDRESS.burst]} == {422}
    assert 429 in [response.status_code for response in responses]
    wait_until(lambda: ask(other_server, "192.0.2.2").status_code == 429)
    assert ask(other_server, "192.0.2.3", message="Hallo").status_code == 200
