"""What all tests share: a real server process, asked over real HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest
import requests

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Talk:
    """One conversation with a server: keeps the token from reply to reply."""

    url: str
    token: Optional[str] = None
    language: Optional[str] = None

    def post(self, **body: Any) -> requests.Response:
        """Send a body as it is, with the conversation and the language of this talk."""
        if self.token:
            body.setdefault("conversation", self.token)
        if self.language:
            body.setdefault("language", self.language)
        return requests.post(f"{self.url}/api/chat", json=body, timeout=30)

    def say(self, message: Optional[str] = None, choice: Optional[str] = None) -> List[Dict[str, Any]]:
        """The replies to a message or a choice."""
        response = self.post(**({"choice": choice} if choice else {"message": message}))
        assert response.status_code == 200, response.text
        self.token = response.json()["conversation"]
        return response.json()["replies"]


class Server:
    """A server process with a database of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "noaber.db"
        self.environment = {
            **os.environ, "PORT": str(self.port), "HOST": "127.0.0.1", "RATE_LIMIT": "off",
            "DATABASE_URL": f"sqlite:///{self.database}", "NOABER_SECRET": "a-secret-for-tests-of-enough-length",
            **environment,
        }
        self.process: Optional[subprocess.Popen[bytes]] = None

    @property
    def log(self) -> str:
        """What the process has printed."""
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def start(self) -> "Server":
        """Start the process and wait until it is ready."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended by itself:\n{self.log}")
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return self
            except requests.ConnectionError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"the server is not ready after {START_SECONDS} s:\n{self.log}")

    def stop(self) -> None:
        """End the process."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process is not None and self.process.poll() is None

    def talk(self, language: Optional[str] = None) -> Talk:
        """A new conversation."""
        return Talk(self.url, language=language)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that all tests of the session share."""
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test alone, not started yet."""
    own = Server(tmp_path)
    yield own
    own.stop()
