"""The network as an ONNX graph: BERT with layer norms after each block and 4-bit word embeddings."""

from __future__ import annotations

from typing import Dict, List, Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.encoder.weights import BLOCK, Shape, Weights

OPSET = 17
MICROSOFT = "com.microsoft"  # operators of ONNX Runtime itself


class GraphBuilder:
    """Collects the nodes and constants of a graph."""

    def __init__(self) -> None:
        self.nodes: List[onnx.NodeProto] = []
        self.constants: Dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add a named constant once; returns its name."""
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], **attributes: object) -> str:
        """Add a node with one output; returns the output's name."""
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def shape(self, *sizes: int) -> str:
        """A constant shape, such as (0, 0, 12, 32); 0 keeps a dimension."""
        return self.constant("shape_" + "_".join(map(str, sizes)), np.array(sizes, np.int64))


def build_graph(weights: Weights, kept: Sequence[int]) -> onnx.ModelProto:
    """Graph from ``input_ids`` and ``attention_mask`` (int64 [batch, tokens]) to ``last_hidden_state``.

    ``kept``: the vocabulary ids that stay; token ids of the graph are indices into it. Output: float32 [batch, tokens,
    hidden].
    """
    builder = GraphBuilder()
    hidden = _embeddings(builder, weights, kept)
    mask = builder.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(weights.shape.layers):
        hidden = _layer(builder, weights, f"l{layer}", hidden, mask)
    builder.nodes.append(helper.make_node("Identity", [hidden], ["last_hidden_state"]))
    return _model(builder, weights.shape)


def _model(builder: GraphBuilder, shape: Shape) -> onnx.ModelProto:
    dims = ["batch", "tokens"]
    graph = helper.make_graph(
        builder.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info(name, TensorProto.INT64, dims) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*dims, shape.hidden])],
        list(builder.constants.values()),
    )
    operators = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=operators, ir_version=8)
    onnx.checker.check_model(model)
    return model


def _embeddings(b: GraphBuilder, weights: Weights, kept: Sequence[int]) -> str:
    """Word (unpacked from 4 bits on the fly: exact, and an eighth of the memory) + position + type, normalised."""
    shape = weights.shape
    packed = b.add("Gather", [b.constant("word_packed", weights.packed_words[kept]), "input_ids"])
    bytes_ = b.add("Cast", [packed], to=TensorProto.FLOAT)
    sixteen = b.constant("sixteen", np.array(16, np.float32))
    high = b.add("Floor", [b.add("Div", [bytes_, sixteen])])
    low = b.add("Sub", [bytes_, b.add("Mul", [high, sixteen])])
    blocks = [b.add("Reshape", [half, b.shape(0, 0, shape.hidden // BLOCK, BLOCK // 2)]) for half in (low, high)]
    nibbles = b.add("Sub", [b.add("Concat", blocks, axis=-1), b.constant("eight", np.array(8, np.float32))])
    scales = b.add("Gather", [b.constant("word_scales", weights.word_scales[kept]), "input_ids"])
    last = b.constant("last", np.array([3], np.int64))
    scales = b.add("Unsqueeze", [b.add("Cast", [scales], to=TensorProto.FLOAT), last])
    words = b.add("Reshape", [b.add("Mul", [nibbles, scales]), b.shape(0, 0, shape.hidden)])
    positions = weights.tensors["emb.pos"].reshape(-1, shape.hidden) + weights.tensors["emb.type"][: shape.hidden]
    length = b.add("Shape", ["input_ids"], start=1, end=2)
    zero, first = b.constant("zero", np.array([0], np.int64)), b.constant("axis0", np.array([0], np.int64))
    places = b.add("Slice", [b.constant("positions", positions), zero, length, first])
    return _layer_norm(b, weights, "emb.ln", b.add("Add", [words, places]))


def _linear(b: GraphBuilder, weights: Weights, names: Sequence[str], x: str) -> str:
    """One multiplication for the linear layers ``names``, whose outputs stand one after another."""
    matrix = np.concatenate([_matrix(weights, name) for name in names], axis=1)
    bias = np.concatenate([weights.tensors[f"{name}.b"] for name in names])
    return b.add("Add", [b.add("MatMul", [x, b.constant(f"{names[0]}.w", matrix)]), b.constant(f"{names[0]}.b", bias)])


def _matrix(weights: Weights, name: str) -> np.ndarray:
    """Matrix [in, out] of a linear layer (the file has it as [out, in])."""
    bias = weights.tensors[f"{name}.b"]
    return weights.tensors[f"{name}.w"].reshape(bias.size, -1).T


def _layer_norm(b: GraphBuilder, weights: Weights, name: str, x: str) -> str:
    gain = b.constant(f"{name}.w", weights.tensors[f"{name}.w"])
    bias = b.constant(f"{name}.b", weights.tensors[f"{name}.b"])
    return b.add("LayerNormalization", [x, gain, bias], axis=-1, epsilon=weights.shape.epsilon)


def _layer(b: GraphBuilder, weights: Weights, name: str, x: str, mask: str) -> str:
    projected = _linear(b, weights, [f"{name}.ao"], _attention(b, weights, name, x, mask))
    x = _layer_norm(b, weights, f"{name}.aln", b.add("Add", [x, projected]))
    wide = _gelu(b, _linear(b, weights, [f"{name}.fi"], x))
    narrow = _linear(b, weights, [f"{name}.fo"], wide)
    return _layer_norm(b, weights, f"{name}.oln", b.add("Add", [x, narrow]))


def _attention(b: GraphBuilder, weights: Weights, name: str, x: str, mask: str) -> str:
    """Attention as one operator of ONNX Runtime: faster than the fifteen that ONNX has for it."""
    joined = _linear(b, weights, [f"{name}.{part}" for part in "qkv"], x)
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    sizes = b.constant("thirds", np.array([weights.shape.hidden] * 3, np.int64))
    b.nodes.append(helper.make_node("Split", [joined, sizes], parts, axis=-1))
    return b.add("MultiHeadAttention", [*parts, "", mask], domain=MICROSOFT, num_heads=weights.shape.heads)


def _gelu(b: GraphBuilder, x: str) -> str:
    """The exact GELU, x / 2 (1 + erf(x / sqrt 2)), in the shape that ONNX Runtime fuses."""
    inner = b.add("Erf", [b.add("Div", [x, b.constant("sqrt2", np.array(2**0.5, np.float32))])])
    product = b.add("Mul", [x, b.add("Add", [inner, b.constant("one", np.array(1, np.float32))])])
    return b.add("Mul", [product, b.constant("half", np.array(0.5, np.float32))])
