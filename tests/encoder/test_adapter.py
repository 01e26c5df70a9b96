"""What the project's examples taught the encoder: small matrices that are added to its weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tiny_weights

from bot.encoder import SentenceEncoder, adapter, cache, weights
from bot.encoder.weights import WeightsError


def test_a_layer_becomes_its_matrix_and_the_product_of_the_two_small_ones(tmp_path: Path) -> None:
    plain = tiny_weights.tiny(tmp_path / "tiny.bin")
    matrices = tiny_weights.adapter()
    changed = adapter.adapted(plain, matrices)
    size = plain.shape.hidden
    for name in plain.tensors:
        added = (matrices["l0.q.up"] @ matrices["l0.q.down"]).reshape(-1) if name == "l0.q.w" else 0
        np.testing.assert_allclose(changed.tensors[name], plain.tensors[name] + added, atol=1e-6)
    assert matrices["l0.q.down"].shape[1] == matrices["l0.q.up"].shape[0] == size and np.abs(matrices["l0.q.up"]).min() > 0


def test_a_matrix_that_fits_no_layer_is_named(tmp_path: Path) -> None:
    plain = tiny_weights.tiny(tmp_path / "tiny.bin")
    for name in ("l0.q", "l7.q"):
        wrong = {f"{name}.down": np.ones((2, 3), np.float32), f"{name}.up": np.ones((3, 2), np.float32)}
        with pytest.raises(WeightsError, match=name):
            adapter.adapted(plain, wrong)


@pytest.mark.parametrize("content", [None, b"", b"no arrays", b"PK\x03\x04 cut off"])
def test_a_file_that_is_missing_or_damaged_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "adapter.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WeightsError, match="adapter.npz"):
        adapter.read(path)


def test_the_shipped_adapter_changes_every_linear_layer_of_the_encoder() -> None:
    read, matrices = weights.read(weights.locate()), adapter.read()
    layers = {f"l{layer}.{part}" for layer in range(read.shape.layers) for part in ("q", "k", "v", "ao", "fi", "fo")}
    assert {name.rpartition(".")[0] for name in matrices} == layers
    changed = adapter.adapted(read, matrices)
    assert all(np.abs(changed.tensors[f"{name}.w"] - read.tensors[f"{name}.w"]).max() > 0 for name in layers)


def test_another_adapter_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.recipe()
    monkeypatch.setattr(adapter, "content", lambda: b"another")
    assert cache.recipe() != before


def test_it_brings_nearer_what_belongs_to_one_topic(unadapted: SentenceEncoder, float32: SentenceEncoder) -> None:
    """Told as a situation, help with a building is nearer to other help with a building than to a text about buildings."""
    texts = ["ons contract loopt af en we moeten er in mei uit", "waar vind ik een bedrijfspand", "hoe oud is dat gebouw eigenlijk"]
    plain, adapted = unadapted.encode(texts), float32.encode(texts)
    assert adapted[0] @ adapted[1] - adapted[0] @ adapted[2] > plain[0] @ plain[1] - plain[0] @ plain[2]
