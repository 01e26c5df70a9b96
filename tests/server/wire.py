"""HTTP as bytes, for what `requests` does not send, and the checks that many tests share."""

from __future__ import annotations

import json
import socket
import time
from typing import Any, Callable, Dict, Iterable, NamedTuple, Optional
from urllib.parse import urlsplit

import requests

from bot.content.library import shared_library
from bot.server.errors import STATUS_CODES

JSON = {"Content-Type": "application/json"}
PATIENCE_SECONDS = 15


class Answer(NamedTuple):
    """What came back over the wire; status 0: the server closed the connection without a word."""

    status: int
    headers: str
    body: bytes


def request_bytes(
    body: bytes = b"", *headers: str, method: str = "POST", path: str = "/api/chat", kind: str = "application/json"
) -> bytes:
    """A request as bytes; it has no length unless ``headers`` give one."""
    lines = [f"{method} {path} HTTP/1.1", "Host: test", f"Content-Type: {kind}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def length(body: bytes) -> str:
    """The header with the length of ``body``."""
    return f"Content-Length: {len(body)}"


def chunked(parts: Iterable[bytes]) -> bytes:
    """A body in pieces, each with its size before it."""
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def exchange(url: str, data: bytes) -> Answer:
    """Send ``data`` as it is and read until the server closes the connection."""
    with _connect(url) as connection:
        connection.sendall(data)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return Answer(int(head.split()[1]) if head else 0, head.decode("latin-1").lower(), body)


def send_and_leave(url: str, data: bytes) -> None:
    """Send ``data`` and go away without waiting for the answer."""
    with _connect(url) as connection:
        connection.sendall(data)


def _connect(url: str) -> socket.socket:
    address = urlsplit(url)
    return socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS)


def post(server: Any, path: str, body: Any) -> requests.Response:
    """Post ``body`` as JSON, or as it is when it is bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    return requests.post(f"{server.url}{path}", data=data, headers=JSON, timeout=PATIENCE_SECONDS)


def assert_error(
    status: int, body: bytes, expected: int, text: Optional[str] = None, field: Optional[str] = None
) -> None:
    """The response is the error ``expected`` of the contract, with the Dutch text ``text`` and the ``field``."""
    assert status == expected, body[:300]
    error: Dict[str, Any] = json.loads(body)
    message = shared_library().texts("errors").get(text or STATUS_CODES[expected], "nl")
    wrong = {"field": field} if field is not None else {}
    assert error == {"error": {"code": STATUS_CODES[expected], "message": message, **wrong}}


def assert_answers(server: Any) -> None:
    """The server is the process that was started, and it answers a question."""
    assert server.alive()
    assert server.talk().say("Wat is fotonica?")[0]["topic"] == "technologie/fotonica"


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until a condition holds; fail when it takes longer than ``seconds``."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited for {seconds} s in vain"
        time.sleep(0.02)
