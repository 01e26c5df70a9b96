"""Conversation tokens: issued and signed by the server, so that nobody can write into another conversation."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Optional

import jwt

from bot import paths

ALGORITHM = "HS256"
SECRET_FILE = paths.VAR / "secret.key"
SECRET_VARIABLE = "NOABER_SECRET"
SHORTEST_SECRET = 32
IDENTITY = re.compile(r"[A-Za-z0-9_-]{22}")


class TokenError(ValueError):
    """A conversation token that this server did not issue."""


class SecretError(RuntimeError):
    """The secret for signing cannot be used."""


class TokenSigner:
    """Issues conversation ids and checks the tokens that carry them."""

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise SecretError(f"{SECRET_VARIABLE} needs at least {SHORTEST_SECRET} characters")
        self._secret = secret

    @staticmethod
    def new_identity() -> str:
        """A new conversation id with 128 random bits."""
        return secrets.token_urlsafe(16)

    def sign(self, identity: str) -> str:
        """The token for a conversation id."""
        return jwt.encode({"sub": identity}, self._secret, algorithm=ALGORITHM)

    def read(self, token: str) -> str:
        """The conversation id in ``token``. Raises ``TokenError`` for anything this server did not sign."""
        try:
            identity = jwt.decode(token, self._secret, algorithms=[ALGORITHM]).get("sub")
        except (jwt.InvalidTokenError, UnicodeError, ValueError) as error:
            raise TokenError("not a token of this server") from error
        if not isinstance(identity, str) or not IDENTITY.fullmatch(identity):
            raise TokenError("not a conversation id")
        return identity


def load_secret(path: Path = SECRET_FILE, given: Optional[str] = None) -> str:
    """The secret from the environment, or from a file that is made at the first start, readable by its owner alone."""
    secret = given or os.environ.get(SECRET_VARIABLE)
    if secret:
        return secret
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("utf-8").strip()
