"""Errors are JSON with a code and a Dutch text, whatever is asked of whichever address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Set

import pytest
import requests
from wire import assert_answers, assert_error, exchange, request_bytes

if TYPE_CHECKING:
    from conftest import Server

ALLOWED = {
    "/api/chat": {"POST"}, "/api/feedback": {"POST"}, "/api/conversation": {"DELETE"},
    "/": {"GET", "HEAD", "POST"}, "/healthz": {"GET", "HEAD"}, "/readyz": {"GET", "HEAD"},
    "/widget.js": {"GET", "HEAD"},
}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
REFUSED = [(method, path) for path, allowed in ALLOWED.items() for method in sorted(METHODS - allowed)]


@pytest.mark.parametrize("method, path", REFUSED)
def test_a_method_that_an_address_does_not_have_is_refused(server: Server, method: str, path: str) -> None:
    response = requests.request(method, f"{server.url}{path}", timeout=15)
    assert response.status_code == 405
    assert _methods(response) == ALLOWED[path]
    if method != "HEAD":
        assert_error(response.status_code, response.content, 405)


@pytest.mark.parametrize("path", [path for path, allowed in ALLOWED.items() if "HEAD" in allowed])
def test_a_head_has_what_the_page_has_without_the_body(server: Server, path: str) -> None:
    head, whole = (requests.request(method, f"{server.url}{path}", timeout=15) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def _methods(response: requests.Response) -> Set[str]:
    return set(re.split(r",\s*", response.headers["Allow"]))


@pytest.mark.parametrize(
    "path",
    [
        "/bestaat-niet", "/api", "/api/chat/meer", "/api/chat%2f", "/%00", "/web", "/web/", "/web/niets.js", "/web/%00",
        "/web/../domain.yml", "/web/%2e%2e/domain.yml", "/web/..%2f..%2fetc/passwd", "/web//etc/passwd",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_is_not_there_is_not_found(server: Server, method: str, path: str) -> None:
    response = requests.request(method, f"{server.url}{path}", timeout=15)
    assert_error(response.status_code, response.content, 404)


@pytest.mark.parametrize("path", ["/\xff\xfe", "//", "/?" + "a" * 5_000, "/api/chat?message=hallo", "*", "http://[::1"])
def test_an_odd_address_harms_nobody(server: Server, path: str) -> None:
    data = request_bytes(path="PATH", method="GET").replace(b"PATH", path.encode("latin-1"))
    assert exchange(server.url, data).status in (0, 200, 400, 404, 405)
    assert_answers(server)
