"""The page, its files, and the headers that every response has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Dict

import pytest
import requests
from wire import exchange, post, request_bytes, wait_until

from bot import paths

if TYPE_CHECKING:
    from conftest import Server

FILES = [path.relative_to(paths.WEB).as_posix() for path in sorted(paths.WEB.rglob("*")) if path.is_file()]
SERVED = [name for name in FILES if name != "widget.js" and not name.startswith("templates/")]


def assert_secured(response: requests.Response) -> None:
    """The response lets a browser load nothing from elsewhere, guess no types and show it in no other site's frame."""
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == policy["form-action"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert {"camera=()", "microphone=(self)"} <= set(response.headers["Permissions-Policy"].split(", "))
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers)


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/widget.js", "/privacy", "/favicon.ico", "/bestaat-niet", "/api/chat"]
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


@pytest.mark.parametrize("address", ["/widget.js", *(f"/web/{name}" for name in SERVED)])
def test_each_file_of_the_chat_is_served_compressed_or_as_it_is(server: Server, address: str) -> None:
    content = (paths.WEB / address.replace("/web/", "/").lstrip("/")).read_bytes()
    for accepted, sent in [("gzip", "gzip"), ("identity", None)]:
        response = requests.get(f"{server.url}{address}", headers={"Accept-Encoding": accepted}, timeout=15)
        assert (response.status_code, response.content) == (200, content)
        assert response.headers.get("Content-Encoding") == sent
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", ["/web/widget.js", "/web/templates/home.html", "/web/../pyproject.toml", "/web/"])
def test_no_other_file_is_served(server: Server, address: str) -> None:
    assert exchange(server.url, request_bytes(method="GET", path=address)).status == 404


def test_a_browser_that_has_a_file_does_not_get_it_again(server: Server) -> None:
    first = requests.get(f"{server.url}/widget.js", timeout=15)
    again = requests.get(f"{server.url}/widget.js", headers={"If-None-Match": first.headers["ETag"]}, timeout=15)
    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_file_is_served_as_it_is_now(other_server: Server, project: Path) -> None:
    path = project / "web" / "icon.svg"
    before = path.read_text("utf-8")
    path.write_text(before.replace("#fff", "#eee"), "utf-8")
    try:
        wait_until(lambda: "#eee" in requests.get(f"{other_server.url}/web/icon.svg", timeout=15).text)
    finally:
        path.write_text(before, "utf-8")


# The chat without JavaScript


def send(server: Server, **fields: str) -> requests.Response:
    """Send the form of the page."""
    return requests.post(f"{server.url}/", data=fields, timeout=15)


def test_a_form_gets_a_page_with_the_answer_that_nobody_may_keep(server: Server) -> None:
    response = send(server, message="Wat is fotonica?")
    assert response.status_code == 200 and "Fotonica is techniek met licht." in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert_secured(response)


@pytest.mark.parametrize(
    ("fields", "status", "shown"),
    [
        ({"message": " "}, 422, "Typ uw vraag"),
        ({"message": "x" * 501}, 422, "hoogstens 500 tekens"),
        ({"message": "Hallo", "conversation": "geen-token"}, 401, "Begin een nieuw gesprek"),
        ({"choice": "topic:geen/onderwerp"}, 422, "Deze keuze bestaat niet"),
        ({"rate": "up:onbekend", "conversation": "geen-token"}, 401, "Begin een nieuw gesprek"),
        ({"message": "x" * 20000}, 413, "te groot"),
    ],
)
def test_a_form_that_is_wrong_gets_a_page_that_says_why(
    server: Server, fields: Dict[str, str], status: int, shown: str
) -> None:
    response = send(server, **fields)
    assert response.status_code == status and shown in response.text
    assert response.headers["Content-Type"].startswith("text/html")


def test_what_was_typed_comes_back_as_text(server: Server) -> None:
    text = '/</textarea><script>alert(1)</script>"'
    response = send(server, message=text)
    assert response.status_code == 422
    assert "<script>alert" not in response.text and "&lt;/textarea&gt;&lt;script&gt;" in response.text


def test_a_form_in_json_is_refused_with_a_page(server: Server) -> None:
    assert post(server, "/", {"message": "Hallo"}).status_code == 415


def test_a_page_speaks_the_language_that_was_asked(server: Server) -> None:
    for language, text in [("en", "is a chatbot, not a person"), ("de", "ist ein Chatbot, kein Mensch"), ("fy", "geen mens")]:
        page = requests.get(f"{server.url}/", params={"language": language}, timeout=15).text
        assert text in page
