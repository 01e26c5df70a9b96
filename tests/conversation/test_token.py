"""Conversation tokens: only those that this server issued are read."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jwt
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from bot.content.library import shared_library
from bot.conversation.token import SHORTEST_SECRET, SecretError, TokenError, TokenSigner, load_secret

if TYPE_CHECKING:
    from conftest import Server

SECRET = "a-secret-for-tests-of-enough-length"  # that of the servers in these tests
LONGEST_HEADER = 7_000  # longer ones are refused whatever they hold
IDENTITY = "AbCdEfGhIjKlMnOpQrStUv"
SIGNER = TokenSigner(SECRET)


def part(value: Any) -> str:
    """A part of a token."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(claims: Any, secret: str = SECRET, algorithm: str = "HS256") -> str:
    """A token with ``claims``, signed."""
    return jwt.encode(claims, secret, algorithm=algorithm)


def changed(token: str) -> str:
    """The token for another conversation, with the signature of this one."""
    head, _, signature = token.split(".")
    return ".".join([head, part({"sub": IDENTITY[::-1]}), signature])


GOOD = SIGNER.sign(IDENTITY)
FORGED = {
    "empty": "",
    "a word": "gesprek",
    "an id": IDENTITY,
    "three dots": "...",
    "no signature": GOOD.rpartition(".")[0] + ".",
    "half a signature": GOOD[:-5],
    "another conversation": changed(GOOD),
    "alg none": ".".join([part({"alg": "none", "typ": "JWT"}), part({"sub": IDENTITY}), ""]),
    "alg none with a signature": ".".join([part({"alg": "none"}), part({"sub": IDENTITY}), GOOD.rpartition(".")[2]]),
    "a list of algorithms": ".".join([part({"alg": ["HS256"]}), part({"sub": IDENTITY}), "AAAA"]),
    "another secret": signed({"sub": IDENTITY}, "b" * SHORTEST_SECRET),
    "another algorithm": signed({"sub": IDENTITY}, SECRET * 2, "HS512"),
    "no id": signed({}),
    "an id that is too short": signed({"sub": IDENTITY[:-1]}),
    "an id that is too long": signed({"sub": IDENTITY + "A"}),
    "an id with a line break": signed({"sub": IDENTITY + "\n"}),
    "an id with a path": signed({"sub": "../" + IDENTITY[3:]}),
    "an id with a surrogate": signed({"sub": IDENTITY[:-1] + "\ud800"}),
    "expired": signed({"sub": IDENTITY, "exp": 1}),
    "a deep head": ".".join([part(b"[" * 8_000), part({"sub": IDENTITY}), "AAAA"]),
    "a deep body": ".".join([part({"alg": "HS256", "typ": "JWT"}), part(b'{"a":' * 1_500), "AAAA"]),
    "a surrogate": "\ud800",
    "NUL": f"{GOOD}\0",
    "wide letters": GOOD.translate({ord("e"): "ｅ"}),
}


def test_a_token_gives_the_conversation_that_it_was_made_for() -> None:
    identity = TokenSigner.new_identity()
    assert SIGNER.read(SIGNER.sign(identity)) == identity


def test_new_conversations_have_ids_that_cannot_be_guessed() -> None:
    identities = {TokenSigner.new_identity() for _ in range(1000)}
    assert len(identities) == 1000
    assert all(len(base64.urlsafe_b64decode(identity + "==")) == 16 for identity in identities)


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused(name: str) -> None:
    with pytest.raises(TokenError):
        SIGNER.read(FORGED[name])


@given(st.text(max_size=200))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(TokenError):
        SIGNER.read(text)


@given(st.integers(0, len(GOOD) - 1), st.characters())
def test_a_token_with_another_character_is_refused_or_means_the_same(place: int, character: str) -> None:
    try:
        assert SIGNER.read(GOOD[:place] + character + GOOD[place + 1 :]) == IDENTITY
    except TokenError:
        pass


@pytest.mark.parametrize("name", FORGED)
def test_the_server_refuses_a_forged_token_wherever_it_is_used(server: Server, name: str) -> None:
    token, url = FORGED[name], server.url
    message = shared_library().texts("errors").get("conversation_not_valid", "nl")
    rating = {"conversation": token or "x", "reply": "a", "rating": "up"}
    responses = [requests.post(f"{url}/api/chat", json={"message": "Hallo", "conversation": token}, timeout=15)]
    if "\0" not in token and "\ud800" not in token:
        responses.append(requests.post(f"{url}/api/feedback", json=rating, timeout=15))
    header = f"Bearer {token}".encode("utf-8", "surrogatepass")
    if len(header) < LONGEST_HEADER:
        responses.append(requests.delete(f"{url}/api/conversation", headers={"Authorization": header}, timeout=15))
    for response in responses:
        assert response.status_code == 401
        assert response.json() == {"error": {"code": "conversation_not_valid", "message": message}}
    assert server.alive() and server.talk().say("Wat is fotonica?")[0]["topic"] == "technologie/fotonica"


def test_the_server_reads_the_tokens_of_another_with_the_same_secret(server: Server) -> None:
    talk = server.talk()
    talk.token = GOOD
    assert talk.say("Vertel meer")[0]["about"] is None
    assert SIGNER.read(talk.token) == IDENTITY


def test_a_secret_that_is_too_short_is_refused() -> None:
    TokenSigner("a" * SHORTEST_SECRET)
    with pytest.raises(SecretError):
        TokenSigner("a" * (SHORTEST_SECRET - 1))


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOABER_SECRET", raising=False)
    file = tmp_path / "var" / "secret.key"
    made = load_secret(file)
    assert len(made) >= SHORTEST_SECRET and load_secret(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_secret(tmp_path / "other.key") != made


def test_a_secret_in_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOABER_SECRET", "from the environment")
    assert load_secret(tmp_path / "secret.key") == "from the environment"
    assert not list(tmp_path.iterdir())
