"""A file of weights in the format of ``e5-small-q4.bin``, small enough to build an encoder from in an instant."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np

from bot.encoder.weights import BLOCK, Weights, read

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS, TYPES = 64, 1, 2, 128, 200, 2
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "q",
    "u",
    "e",
    "r",
    "y",
    ":",
    "▁query",
    "▁a",
    "▁b",
    "ab",
    "я",
    "中",
    "<mask>",
]
MATRICES = {
    "q": (HIDDEN, HIDDEN),
    "k": (HIDDEN, HIDDEN),
    "v": (HIDDEN, HIDDEN),
    "ao": (HIDDEN, HIDDEN),
    "fi": (WIDE, HIDDEN),
    "fo": (HIDDEN, WIDE),
}
NORMS = ("aln", "oln")


def write(path: Path, block: int = BLOCK, pieces: List[str] = PIECES) -> str:
    """Write the file; returns its SHA-256. The same arguments give the same file."""
    header = (
        b"E5S1"
        + struct.pack("<i", 1)
        + struct.pack("<7i f i", HIDDEN, LAYERS, HEADS, WIDE, len(pieces), POSITIONS, TYPES, 1e-12, block)
    )
    before = header + _tokenizer(pieces)
    tensors = _tensors(len(pieces))
    empty = _directory({name: (kind, count, 0) for name, (kind, count, _) in tensors.items()})
    data, start = b"", len(before) + len(empty)
    entries = {}
    for name, (kind, count, raw) in tensors.items():
        entries[name] = (kind, count, start + len(data))
        data += raw
    path.write_bytes(before + _directory(entries) + data)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tiny(path: Path) -> Weights:
    """The weights of a new tiny file at ``path``."""
    return read(path, write(path))


def _tokenizer(pieces: List[str]) -> bytes:
    blobs = [piece.encode() for piece in pieces]
    bounds = np.cumsum([0, *map(len, blobs)]).astype("<u4")
    scores = -np.arange(len(pieces), dtype="<f4") / 4
    sizes = struct.pack("<5i Q", len(pieces), 0, 2, 1, 3, sum(map(len, blobs)))
    return sizes + bounds.tobytes() + scores.tobytes() + b"".join(blobs) + struct.pack("<iI", 0, 3) + b"map"


def _directory(entries: Dict[str, Tuple[int, int, int]]) -> bytes:
    rows = [
        struct.pack("<H", len(name)) + name.encode() + struct.pack("<B I Q Q", kind, count, start, 0)
        for name, (kind, count, start) in entries.items()
    ]
    return struct.pack("<i", len(rows)) + b"".join(rows)


def _tensors(vocabulary: int) -> Dict[str, Tuple[int, int, bytes]]:
    random = np.random.default_rng(0)
    tensors = {"emb.word": _four_bit(random, vocabulary * HIDDEN)}
    tensors["emb.pos"] = _float(random.normal(0, 0.1, POSITIONS * HIDDEN))
    tensors["emb.type"] = _float(random.normal(0, 0.1, TYPES * HIDDEN))
    norms = ["emb.ln", *(f"l{layer}.{norm}" for layer in range(LAYERS) for norm in NORMS)]
    for name in norms:
        tensors[f"{name}.w"] = _float(random.normal(1, 0.1, HIDDEN))
        tensors[f"{name}.b"] = _float(random.normal(0, 0.1, HIDDEN))
    for layer in range(LAYERS):
        for name, (outputs, inputs) in MATRICES.items():
            tensors[f"l{layer}.{name}.w"] = _four_bit(random, outputs * inputs)
            tensors[f"l{layer}.{name}.b"] = _float(random.normal(0, 0.1, outputs))
    return tensors


def _float(values: np.ndarray) -> Tuple[int, int, bytes]:
    return 0, values.size, values.astype("<f4").tobytes()


def _four_bit(random: np.random.Generator, count: int) -> Tuple[int, int, bytes]:
    """Blocks of 32 values: a scale as float16, then 16 bytes with the first 16 values in the low halves."""
    scales = random.uniform(0.02, 0.05, (count // BLOCK, 1)).astype("<f2")
    packed = random.integers(0, 256, (count // BLOCK, BLOCK // 2), np.uint8)
    return 1, count, np.concatenate([scales.view(np.uint8), packed], axis=1).tobytes()


def adapter() -> Dict[str, np.ndarray]:
    """An adapter for one layer of the tiny network."""
    numbers = np.random.default_rng(7)
    return {"l0.q.down": numbers.normal(size=(2, HIDDEN)).astype(np.float32), "l0.q.up": numbers.normal(size=(HIDDEN, 2)).astype(np.float32)}
