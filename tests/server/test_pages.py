"""The page, its files, and the headers that every response has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from wire import post

from bot import paths

if TYPE_CHECKING:
    from conftest import Server

FILES = sorted(path.relative_to(paths.WEB).as_posix() for path in paths.WEB.rglob("*") if path.is_file())


def assert_secured(response: requests.Response) -> None:
    """The response lets a browser load nothing from elsewhere, guess no types and show it in no other site's frame."""
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == policy["form-action"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert {"camera=()", "microphone=()"} <= set(response.headers["Permissions-Policy"].split(", "))
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers)


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/web/chat.js", "/favicon.ico", "/bestaat-niet", "/api/chat"]
)
def test_a_page_is_secured(server: Server, path: str) -> None:
    assert_secured(requests.get(f"{server.url}{path}", timeout=15))


@pytest.mark.parametrize("body", [{"message": "Hallo"}, {"message": "/restart"}, b"{"])
def test_an_answer_of_the_api_is_secured_and_never_cached(server: Server, body: object) -> None:
    response = post(server, "/api/chat", body)
    assert_secured(response)
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_is_dutch_and_asks_whether_it_has_changed(server: Server) -> None:
    response = requests.get(f"{server.url}/", timeout=15)
    assert '<html lang="nl"' in response.text
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", FILES)
def test_each_file_of_the_page_is_served(server: Server, name: str) -> None:
    response = requests.get(f"{server.url}/web/{name}", timeout=15)
    assert (response.status_code, response.content) == (200, (paths.WEB / name).read_bytes())
