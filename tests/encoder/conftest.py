"""What the tests of the encoder share: the two packaged encoders and a tiny file of weights."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import tiny_weights

from bot.encoder import SentenceEncoder, adapter, build, load_encoder, weights
from bot.encoder.files import GRAPHS


@pytest.fixture(scope="session")
def int8() -> SentenceEncoder:
    """The encoder that answers use."""
    return load_encoder()


@pytest.fixture(scope="session")
def float32() -> SentenceEncoder:
    """The same network at full precision."""
    return load_encoder(precision="float32")


@pytest.fixture(scope="session")
def unadapted(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """The network at full precision as it is published, without what the project's examples taught it."""
    folder = tmp_path_factory.mktemp("unadapted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adapter, "read", dict)
        build.make(folder, lambda line: None)
    return SentenceEncoder(folder, GRAPHS["float32"])


@pytest.fixture
def tiny_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny file of weights that takes the place of the packaged one."""
    path = tmp_path / "tiny.bin"
    checksum = tiny_weights.write(path)
    monkeypatch.setattr(weights, "locate", lambda: path)
    monkeypatch.setattr(adapter, "read", lambda: tiny_weights.adapter())
    monkeypatch.setattr(weights, "read", partial(weights.read, expected_sha256=checksum))
    return path
