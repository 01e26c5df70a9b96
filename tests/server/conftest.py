"""A second server, in a project folder of its own: its files may be changed, its database broken, itself restarted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Iterator

import pytest
import requests
from wire import wait_until

from bot import paths

if TYPE_CHECKING:
    from conftest import Server

COPIED = (
    "bot", "actions", "data", "web", "models", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml",
    "uv.lock",
)
START_SECONDS = 120
EMBEDDER = "https://www.example.nl"


@pytest.fixture(scope="session")
def project(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its trained model; ``server`` has seen to it that there is one."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        copy = shutil.copytree if (paths.ROOT / name).is_dir() else shutil.copy2
        copy(paths.ROOT / name, folder / name)
    (folder / paths.CACHE.name).symlink_to(paths.CACHE)
    (folder / "packages").symlink_to(paths.ROOT / "packages")
    return folder


def is_ready(running: Server) -> bool:
    """Whether the server says that it is ready."""
    assert running.alive(), running.log
    try:
        return requests.get(f"{running.url}/readyz", timeout=15).status_code == 200
    except requests.ConnectionError:
        return False


@pytest.fixture(scope="session")
def start_other(project: Path) -> Callable[[Server], None]:
    """Starts a server in the copy of the project and waits until it is ready."""

    def start(running: Server) -> None:
        command = [sys.executable, "-m", "bot", "serve"]
        with (project / "server.log").open("ab") as log:
            running.process = subprocess.Popen(command, cwd=project, env=running.environment, stdout=log, stderr=log)
        wait_until(lambda: is_ready(running), START_SECONDS)

    return start


@pytest.fixture(scope="session")
def other_server(server: Server, project: Path, start_other: Callable[[Server], None]) -> Iterator[Server]:
    """A server in the copy of the project, behind a proxy, with the limits on, shown on another website; a test leaves it well."""
    running = type(server)(project, RATE_LIMIT="on", SANIC_PROXIES_COUNT="1", EMBED_ORIGINS=EMBEDDER)
    start_other(running)
    yield running
    running.stop()
