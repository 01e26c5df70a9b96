"""Which other websites may use the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Optional

import pytest
import requests

if TYPE_CHECKING:
    from conftest import Server

EMBEDDER = "https://www.example.nl"  # as in the fixture other_server
NAMED = "Access-Control-Allow-Origin"
CALLS = ["/api/chat", "/api/feedback", "/api/conversation"]


def ask_first(server: Server, path: str, origin: str) -> requests.Response:
    """The question of a browser before it calls the API from another website."""
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return requests.options(f"{server.url}{path}", headers=headers, timeout=15)


def headers_of(server: Server, path: str, origin: Optional[str]) -> Dict[str, str]:
    """The headers of a file or page for a website."""
    headers = {"Origin": origin} if origin else {}
    return dict(requests.get(f"{server.url}{path}", headers=headers, timeout=15).headers)


@pytest.mark.parametrize("path", CALLS)
def test_a_website_on_the_list_may_call_the_api(other_server: Server, path: str) -> None:
    response = ask_first(other_server, path, EMBEDDER)
    assert (response.status_code, response.headers[NAMED]) == (204, EMBEDDER)
    assert response.headers["Access-Control-Allow-Methods"] == "GET, POST, DELETE"
    assert response.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("origin", ["https://example.nl", "http://www.example.nl", f"{EMBEDDER}.evil.example", "null"])
def test_a_website_that_is_not_on_the_list_may_not(other_server: Server, origin: str) -> None:
    response = ask_first(other_server, "/api/chat", origin)
    assert not [name for name in response.headers if name.startswith("Access-Control")]
    assert NAMED not in headers_of(other_server, "/widget.js", origin)


@pytest.mark.parametrize("path", ["/widget.js", "/web/texts/nl.json", "/web/chat/panel.css"])
def test_the_files_of_the_chat_name_the_website_and_say_that_they_differ(other_server: Server, path: str) -> None:
    headers = headers_of(other_server, path, EMBEDDER)
    assert headers[NAMED] == EMBEDDER
    assert headers["Vary"] == "Accept-Encoding, Origin" == headers_of(other_server, path, None)["Vary"]


def test_an_error_can_be_read_by_the_website_too(other_server: Server) -> None:
    response = requests.post(f"{other_server.url}/api/chat", data="x", headers={"Origin": EMBEDDER}, timeout=15)
    assert (response.status_code, response.headers[NAMED]) == (415, EMBEDDER)
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"


@pytest.mark.parametrize("path", CALLS)
def test_without_a_list_no_other_website_is_named(server: Server, path: str) -> None:
    assert NAMED not in ask_first(server, path, EMBEDDER).headers
    assert NAMED not in headers_of(server, "/widget.js", EMBEDDER)


@pytest.mark.parametrize("wrong", ["www.example.nl", "https://www.example.nl/pad", "*", "https://a.nl; https://b.nl"])
def test_a_list_with_something_else_is_explained_in_one_line(own_server: Server, wrong: str) -> None:
    own_server.environment["EMBED_ORIGINS"] = wrong
    with pytest.raises(AssertionError, match="ended by itself"):
        own_server.start()
    assert "EMBED_ORIGINS" in own_server.log and "https://www.example.nl, without a path" in own_server.log
    assert "Traceback" not in own_server.log


def test_the_list_may_have_spaces_commas_and_a_slash_at_the_end(own_server: Server) -> None:
    own_server.environment["EMBED_ORIGINS"] = "https://a.example/, https://B.example  http://localhost:3000"
    own_server.start()
    for origin in ["https://a.example", "https://b.example", "http://localhost:3000"]:
        assert headers_of(own_server, "/widget.js", origin)[NAMED] == origin
