"""The network as a graph: what must not change its output."""

from __future__ import annotations

from pathlib import Path
from typing import List, Sequence

import numpy as np
import onnxruntime
import pytest
import tiny_weights
from scipy.special import erf

from bot.encoder.graph import build_graph
from bot.encoder.weights import Weights

ALL = range(len(tiny_weights.PIECES))


@pytest.fixture
def tiny(tmp_path: Path) -> Weights:
    """Weights of a tiny network."""
    return tiny_weights.tiny(tmp_path / "tiny.bin")


def states(weights: Weights, kept: Sequence[int], rows: List[List[int]], masks: List[List[int]]) -> np.ndarray:
    """The token vectors that the graph gives, [rows, tokens, hidden]."""
    session = onnxruntime.InferenceSession(
        build_graph(weights, kept).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"input_ids": np.array(rows), "attention_mask": np.array(masks)})[0]


def expected(weights: Weights, ids: List[int]) -> np.ndarray:
    """The token vectors of one text, computed layer by layer without the graph."""
    tensors, hidden = weights.tensors, weights.shape.hidden
    packed, scales = weights.packed_words[ids], weights.word_scales[ids].astype(np.float32)
    blocks = packed.reshape(len(ids), -1, 16)
    nibbles = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8
    words = (nibbles * scales[..., None]).reshape(len(ids), hidden)
    positions = tensors["emb.pos"].reshape(-1, hidden)[: len(ids)]
    x = norm(weights, "emb.ln", words + positions + tensors["emb.type"][:hidden])
    for layer in range(weights.shape.layers):
        name = f"l{layer}"
        x = norm(weights, f"{name}.aln", x + linear(weights, f"{name}.ao", attention(weights, name, x)))
        x = norm(weights, f"{name}.oln", x + linear(weights, f"{name}.fo", gelu(linear(weights, f"{name}.fi", x))))
    return x


def linear(weights: Weights, name: str, x: np.ndarray) -> np.ndarray:
    bias = weights.tensors[f"{name}.b"]
    return x @ weights.tensors[f"{name}.w"].reshape(bias.size, -1).T + bias


def norm(weights: Weights, name: str, x: np.ndarray) -> np.ndarray:
    centred = x - x.mean(axis=1, keepdims=True)
    scaled = centred / np.sqrt(x.var(axis=1, keepdims=True) + weights.shape.epsilon)
    return scaled * weights.tensors[f"{name}.w"] + weights.tensors[f"{name}.b"]


def gelu(x: np.ndarray) -> np.ndarray:
    return x / 2 * (1 + erf(x / 2**0.5))


def attention(weights: Weights, name: str, x: np.ndarray) -> np.ndarray:
    size = weights.shape.hidden // weights.shape.heads
    query, key, value = (linear(weights, f"{name}.{part}", x) for part in "qkv")
    mixed = []
    for head in range(weights.shape.heads):
        part = slice(head * size, (head + 1) * size)
        powers = np.exp(query[:, part] @ key[:, part].T / size**0.5)
        mixed.append(powers / powers.sum(axis=1, keepdims=True) @ value[:, part])
    return np.concatenate(mixed, axis=1)


def test_the_graph_computes_what_the_formulas_of_the_network_say(tiny: Weights) -> None:
    ids = [0, 11, 12, 4, 14, 2]
    found = states(tiny, ALL, [ids], [[1] * 6])[0]
    np.testing.assert_allclose(found, expected(tiny, ids), atol=2e-5)


def test_filling_up_a_text_does_not_change_its_vectors(tiny: Weights) -> None:
    alone = states(tiny, ALL, [[0, 11, 12, 2]], [[1, 1, 1, 1]])[0]
    filled = states(tiny, ALL, [[0, 11, 12, 2, 1, 1], [0, 4, 5, 6, 7, 2]], [[1, 1, 1, 1, 0, 0], [1] * 6])[0]
    np.testing.assert_allclose(filled[:4], alone, atol=1e-5)


def test_leaving_out_pieces_does_not_change_the_vectors_of_the_others(tiny: Weights) -> None:
    kept = [0, 1, 2, 3, 11, 14]
    np.testing.assert_array_equal(
        states(tiny, kept, [[0, 4, 5, 2]], [[1] * 4]), states(tiny, ALL, [[0, 11, 14, 2]], [[1] * 4])
    )


def test_the_order_of_words_counts(tiny: Weights) -> None:
    one, other = (states(tiny, ALL, [ids], [[1] * 4])[0].mean(axis=0) for ids in ([0, 11, 12, 2], [0, 12, 11, 2]))
    assert np.abs(one - other).max() > 1e-3
