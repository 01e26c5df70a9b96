"""Starting: a start that cannot succeed ends with one line that says why and what to do."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Iterator, Optional, Tuple

import pytest
from sanic import Sanic
from wire import assert_answers

from bot import model, paths
from bot.server import launcher
from bot.server.files import files_blueprint
from bot.server.launcher import StartError, address, check_free, load_app

if TYPE_CHECKING:
    from conftest import Server

LONGEST_START_SECONDS = 120


@contextlib.contextmanager
def bound_port() -> Iterator[socket.socket]:
    """A port that is free for others until the socket listens."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        yield taken


def test_a_second_server_on_the_port_ends_with_one_line_and_does_not_disturb_the_first(server: Server) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=paths.ROOT, env=server.environment, capture_output=True, text=True,
        timeout=LONGEST_START_SECONDS,
    )
    assert (second.returncode, second.stdout) == (1, "")
    assert re.fullmatch(r"Cannot listen on 127\.0\.0\.1:\d+ .*already running.*PORT=8081.*\n", second.stderr)
    assert_answers(server)


def test_a_port_that_is_taken_during_the_start_ends_it_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    with bound_port() as taken:

        def load_app_and_lose_the_port(_: Path) -> Sanic:
            taken.listen()
            app = Sanic("late", configure_logging=False)
            app.blueprint(files_blueprint())
            return app

        monkeypatch.setattr(launcher, "load_app", load_app_and_lose_the_port)
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(StartError, match="Cannot listen on 127.0.0.1:.*already running"):
            launcher.serve(model.FILE)
    asyncio.set_event_loop_policy(None)  # sanic has set its own


def test_a_server_says_where_it_can_be_found(server: Server) -> None:
    assert f"http://127.0.0.1:{server.port}" in server.log


@pytest.mark.parametrize("url", ["nonsense", "postgres://noaber:geheim@h/db", "sqlite:////"])
def test_a_database_that_cannot_be_used_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("NOABER_SECRET", "a" * 32)
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(StartError, match="database cannot be used.*DATABASE_URL") as refused:
        load_app(model.FILE)
    assert "geheim" not in str(refused.value)


def test_another_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "endpoints.yml"
    settings.write_text("tracker_store: {type: bot.store.tracker.NoSuchStore}", "utf-8")
    monkeypatch.setenv("NOABER_SECRET", "a" * 32)
    monkeypatch.setattr(paths, "ENDPOINTS", settings)
    with pytest.raises(StartError, match=r"endpoints\.yml: the tracker store is InMemoryTrackerStore"):
        load_app(model.FILE)


def test_a_model_that_cannot_be_loaded_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOABER_SECRET", "a" * 32)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'noaber.db'}")
    with pytest.raises(StartError, match=r"none\.tar\.gz cannot be loaded; run: python -m bot train"):
        load_app(tmp_path / "none.tar.gz")


def test_a_secret_that_is_too_short_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOABER_SECRET", "a" * 31)
    with pytest.raises(StartError, match="NOABER_SECRET needs at least 32 characters"):
        load_app(model.FILE)


@pytest.mark.parametrize(
    "host, port, expected",
    [(None, None, ("127.0.0.1", 8080)), ("", "", ("127.0.0.1", 8080)), ("0.0.0.0", "65535", ("0.0.0.0", 65535))],
)
def test_the_address_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, host: Optional[str], port: Optional[str], expected: Tuple[str, int]
) -> None:
    for name, value in (("HOST", host), ("PORT", port)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert address() == expected


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80.5", "http", "٣", "²"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartError, match="has to be a number from 1 to 65535"):
        address()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "1.2.3.4"])
def test_a_host_that_is_not_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(StartError, match=f"Cannot listen on {host}"):
        check_free(host, 8080)


def test_a_model_of_another_pipeline_ends_the_start_with_what_to_do(tmp_path: Path) -> None:
    with tarfile.open(model.ensure_current()) as archive:
        archive.extractall(tmp_path / "model")
    [record] = (tmp_path / "model").rglob("pipeline.json")
    record.write_text('{"name": "nl_core_news_sm", "version": "3.4.0"}', "utf-8")
    other = tmp_path / "other.tar.gz"
    with tarfile.open(other, "w:gz") as archive:
        archive.add(tmp_path / "model", "./")
    with pytest.raises(StartError, match=r"trained with .*nl_core_news_sm 3\.4\.0.*here is nl_ud_sm.*python -m bot train"):
        load_app(other)
