"""Bodies that are no JSON, too large, or sent in a way that HTTP does not have: each gets its error, and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Iterator, Optional

import pytest
import requests
from wire import assert_answers, assert_error, chunked, exchange, length, post, request_bytes, send_and_leave

if TYPE_CHECKING:
    from conftest import Server

QUESTION = b'{"message": "Wat is fotonica?"}'
LIMIT = 16 * 1024
CHUNKED = "Transfer-Encoding: chunked"
ROUTES = pytest.mark.parametrize("path", ["/api/chat", "/api/feedback"])


@pytest.fixture(autouse=True)
def _answers_afterwards(server: Server) -> Iterator[None]:
    yield
    assert_answers(server)


@ROUTES
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Wat is fotonica?", id="text"),
        pytest.param(b'{"message": "Wat is', id="half"),
        pytest.param(b"[" * 10_000, id="10,000 deep"),
        pytest.param(b'{"message":' * 1_000 + b"1" + b"}" * 1_000, id="1,000 objects deep"),
        pytest.param(b'{"message": NaN}', id="NaN"),
        pytest.param(b'{"message": -Infinity}', id="infinity"),
        pytest.param(b'{"message": "\xff\xfe"}', id="broken UTF-8"),
        pytest.param(QUESTION.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"message": "\x00"}', id="NUL as it is"),
    ],
)
def test_what_is_not_json_is_refused(server: Server, path: str, body: bytes) -> None:
    response = post(server, path, body)
    assert_error(response.status_code, response.content, 400)


@ROUTES
@pytest.mark.parametrize("size", [LIMIT + 1, 100_000, 10_000_000])
def test_a_client_that_sends_too_much_gets_the_error_and_no_reset(server: Server, path: str, size: int) -> None:
    body = b'{"message": "' + b"a" * (size - 15) + b'"}'
    answer = exchange(server.url, request_bytes(body, length(body), path=path))
    assert_error(answer.status, answer.body, 413)


def test_a_connection_can_be_used_again_after_a_body_that_was_too_large(server: Server) -> None:
    with requests.Session() as session:
        too_large = session.post(f"{server.url}/api/chat", json={"message": "a" * 1_000_000}, timeout=15)
        answered = session.post(f"{server.url}/api/chat", json={"message": "Wat is fotonica?"}, timeout=15)
    assert (too_large.status_code, answered.status_code) == (413, 200)


def test_a_body_of_the_largest_size_is_read(server: Server) -> None:
    body = QUESTION + b" " * (LIMIT - len(QUESTION))
    assert post(server, "/api/chat", body).json()["replies"][0]["topic"] == "technologie/fotonica"


@ROUTES
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", ""])
def test_another_kind_of_body_is_refused(server: Server, path: str, kind: str) -> None:
    answer = exchange(server.url, request_bytes(QUESTION, length(QUESTION), path=path, kind=kind))
    assert_error(answer.status, answer.body, 415)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON", " application/json ;x"])
def test_json_may_be_named_in_any_way(server: Server, kind: str) -> None:
    answer = exchange(server.url, request_bytes(QUESTION, length(QUESTION), kind=kind))
    assert json.loads(answer.body)["replies"][0]["topic"] == "technologie/fotonica"


def test_a_body_in_pieces_is_read(server: Server) -> None:
    answer = exchange(server.url, request_bytes(chunked([QUESTION[:7], QUESTION[7:8], QUESTION[8:]]), CHUNKED))
    assert answer.status == 200
    assert json.loads(answer.body)["replies"][0]["topic"] == "technologie/fotonica"


def test_a_body_in_pieces_that_are_too_large_together_is_refused(server: Server) -> None:
    answer = exchange(server.url, request_bytes(chunked([b"a" * 1_000_000] * 10), CHUNKED))
    assert_error(answer.status, answer.body, 413)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(request_bytes(QUESTION), id="without a length"),
        pytest.param(request_bytes(QUESTION, "Content-Length: -5"), id="a negative length"),
        pytest.param(request_bytes(b"", "Content-Length: -1", method="GET", path="/"), id="the same for the page"),
        pytest.param(request_bytes(QUESTION, "Content-Length: many"), id="a length in words"),
        pytest.param(request_bytes(QUESTION, "Content-Length: ٣"), id="a length in other digits"),
        pytest.param(request_bytes(QUESTION, length(QUESTION), "Content-Length: 3"), id="two lengths"),
        pytest.param(request_bytes(chunked([QUESTION]), CHUNKED, length(QUESTION)), id="a length and pieces"),
        pytest.param(request_bytes(QUESTION, "Transfer-Encoding: gzip"), id="another coding"),
        pytest.param(request_bytes(b"zz\r\nabc\r\n0\r\n\r\n", CHUNKED), id="a piece of no size"),
        pytest.param(request_bytes(b"-4\r\nabc\r\n0\r\n\r\n", CHUNKED), id="a piece of a negative size"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", id="TLS"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", id="HTTP/2"),
    ],
)
def test_a_request_whose_end_is_not_clear_is_refused(server: Server, data: bytes) -> None:
    answer = exchange(server.url, data)
    assert_error(answer.status, answer.body, 400)


@pytest.mark.parametrize("header", ["X-Long: ", "Authorization: Bearer ", "Cookie: a="])
@pytest.mark.parametrize("method, path", [("POST", "/api/chat"), ("DELETE", "/api/conversation"), ("GET", "/")])
def test_very_long_headers_are_refused(server: Server, header: str, method: str, path: str) -> None:
    answer = exchange(server.url, request_bytes(b"", header + "a" * 20_000, method=method, path=path))
    assert_error(answer.status, answer.body, 413)


@pytest.mark.parametrize("size", [3, 40, -5, None])
def test_a_client_that_goes_away_harms_nobody(server: Server, size: Optional[int]) -> None:
    send_and_leave(server.url, request_bytes(QUESTION, length(QUESTION))[:size])
