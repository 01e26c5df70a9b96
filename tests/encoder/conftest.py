"""What the tests of the encoder share: the two packaged encoders and a tiny file of weights."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import tiny_weights

from bot.encoder import SentenceEncoder, load_encoder, weights


@pytest.fixture(scope="session")
def int8() -> SentenceEncoder:
    """The encoder that answers use."""
    return load_encoder()


@pytest.fixture(scope="session")
def float32() -> SentenceEncoder:
    """The same network at full precision."""
    return load_encoder(precision="float32")


@pytest.fixture
def tiny_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny file of weights that takes the place of the packaged one."""
    path = tmp_path / "tiny.bin"
    checksum = tiny_weights.write(path)
    monkeypatch.setattr(weights, "locate", lambda: path)
    monkeypatch.setattr(weights, "read", partial(weights.read, expected_sha256=checksum))
    return path
