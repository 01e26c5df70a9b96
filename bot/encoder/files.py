"""Names of the files of the built encoder."""

from __future__ import annotations

GRAPHS = {"float32": "model.onnx", "int8": "model-int8.onnx"}


def numbers(graph: str) -> str:
    """Name of the file that holds the numbers of a graph."""
    return graph.replace(".onnx", ".bin")
