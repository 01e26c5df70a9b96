"""How fast the bot answers over HTTP, how much memory it takes, and how long training takes.

python benchmarks/turn.py [--train]
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, List, Optional

import click
from report import ROOT, memory_mb, print_table, questions, write

TURNS_PER_CONVERSATION = 5
WARM_UP = 5
START_SECONDS = 120
COPIED = ("bot", "actions", "data", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "uv.lock")


class Server:
    """The real server as a process, with a database of its own and without limits."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        environment = {
            **os.environ,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "RATE_LIMIT": "off",
            "DATABASE_URL": f"sqlite:///{folder / 'noaber.db'}",
            "NOABER_SECRET": "only-for-this-benchmark-and-long-enough",
        }
        self._log = folder / "server.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def wait(self) -> float:
        """Wait until the server can answer; returns the seconds since its start."""
        started = time.monotonic()
        while time.monotonic() - started < START_SECONDS and self.process.poll() is None:
            try:
                if self.request("GET", "/readyz").status == 200:
                    return time.monotonic() - started
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"The server did not start:\n{self._log.read_text('utf-8', 'replace')}")

    def request(self, method: str, path: str, body: Optional[bytes] = None) -> http.client.HTTPResponse:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, {"Content-Type": "application/json"})
        return connection.getresponse()

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=20)


def ask(server: Server, texts: List[str]) -> List[float]:
    """Ask one question after another, five a conversation; returns the milliseconds that each took."""
    times, conversation = [], None
    for number, text in enumerate(texts):
        body = {"message": text}
        if number % TURNS_PER_CONVERSATION and conversation:
            body["conversation"] = conversation
        started = time.perf_counter()
        response = server.request("POST", "/api/chat", json.dumps(body).encode())
        content = response.read()
        times.append((time.perf_counter() - started) * 1000)
        if response.status != 200:
            raise SystemExit(f"'{text}' was answered with {response.status}: {content.decode('utf-8', 'replace')}")
        conversation = json.loads(content)["conversation"]
    return times


def measure_turns(count: int) -> Dict[str, float]:
    """Start, answering times and memory of the server."""
    subprocess.run([sys.executable, "-m", "bot", "train"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            ready = server.wait()
            ask(server, questions(WARM_UP))
            times = ask(server, questions(count))
            process = str(server.process.pid)
            memory = {"resident MB": memory_mb(process), "most MB": memory_mb(process, "VmHWM")}
        finally:
            server.stop()
    ninety_five = statistics.quantiles(times, n=20)[-1]
    return {"ready after s": ready, "median ms": statistics.median(times), "95% within ms": ninety_five, **memory}


def measure_training() -> Dict[str, float]:
    """Training in a copy of the project: from nothing, and again with all sentence vectors kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        (folder / ".cache").mkdir()
        (folder / ".cache" / "encoder").symlink_to(ROOT / ".cache" / "encoder")
        full = _seconds([sys.executable, "-m", "bot", "train"], folder)
        return {
            "training s": full,
            "with kept vectors s": _seconds([sys.executable, "-m", "bot", "train", "--force"], folder),
        }


def _seconds(command: List[str], folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


@click.command()
@click.option("--questions", "count", default=200, show_default=True, help="How many questions are asked.")
@click.option("--train", is_flag=True, help="Also measure training; takes minutes.")
def main(count: int, train: bool) -> None:
    """Measure the server, and training if asked. Writes results/benchmarks/turn.json."""
    figures = measure_turns(count)
    if train:
        figures.update(measure_training())
    rounded = {name: round(value, 1) for name, value in figures.items()}
    print_table(list(rounded), [list(rounded.values())])
    write("turn", {"questions": count, **rounded})


if __name__ == "__main__":
    main()
