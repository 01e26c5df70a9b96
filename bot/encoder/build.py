"""Makes the files of the encoder from the packaged weights, with packages that answering does not need."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Callable

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder import adapter, graph, pieces, weights
from bot.encoder.files import GRAPHS, numbers
from bot.encoder.tokens import PIECES

# The inputs of these layers have numbers far larger than the others, which 8 bits for all of them would round away: with them in
# full precision the mean cosine to the whole network in full precision is .995 instead of .987, for half a millisecond.
EXACT = ("l0.fo.w", "l4.fo.w", "l5.fo.w")
BIG = 50_000  # bytes from which a tensor stands outside the graph


def make(folder: Path, progress: Callable[[str], None]) -> None:
    """Write the tokenizer and the network at both precisions to ``folder``."""
    progress("Sentence encoder 1/3: reading the weights")
    read = adapter.adapted(weights.read(weights.locate()), adapter.read())
    kept = pieces.kept_ids(read.pieces)
    model = pieces.pieces_model([read.pieces[i] for i in kept], read.scores[kept])
    (folder / PIECES).write_bytes(model)
    progress(f"Sentence encoder 2/3: building the network ({len(kept)} of {len(read.pieces)} pieces)")
    network = graph.build_graph(read, kept)
    progress("Sentence encoder 3/3: making the 8-bit version")
    _save(_in_8_bits(network), folder / GRAPHS["int8"])
    _save(network, folder / GRAPHS["float32"])


def _in_8_bits(network: onnx.ModelProto) -> onnx.ModelProto:
    logging.disable(logging.WARNING)  # advice on preparing the graph, which changes nothing here
    with tempfile.TemporaryDirectory() as folder:
        quantize_dynamic(
            network, Path(folder) / "int8", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[node.name for node in network.graph.node if set(node.input) & set(EXACT)],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        logging.disable(logging.NOTSET)
        return onnx.load(str(Path(folder) / "int8"))


def _save(network: onnx.ModelProto, path: Path) -> None:
    """Write a graph, with its numbers in a file beside it: they are mapped from there, and cost no memory twice."""
    onnx.save(network, str(path), save_as_external_data=True, location=numbers(path.name), size_threshold=BIG)
