"""The adapter: what this project's examples taught the sentence encoder, as small matrices that are added to its weights.

For a layer with the matrix W [out, in] the file holds ``down`` [rank, in] and ``up`` [out, rank]; the layer becomes W + up down
(LoRA, Hu et al. 2021). How it is made: packages/adapter/README.md.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Dict

import numpy as np

from bot.encoder.weights import Weights, WeightsError

FILE = Path(__file__).resolve().parents[2] / "packages" / "adapter" / "adapter.npz"
DOWN, UP = ".down", ".up"


def content(path: Path = FILE) -> bytes:
    """The file as it is. Raises ``WeightsError`` when it is missing."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def read(path: Path = FILE) -> Dict[str, np.ndarray]:
    """The matrices by name, float32. Raises ``WeightsError`` when the file is missing or damaged."""
    try:
        with np.load(io.BytesIO(content(path)), allow_pickle=False) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> WeightsError:
    return WeightsError(f"{path} cannot be read ({error}). It belongs to the project: take it back from version control.")


def adapted(weights: Weights, adapter: Dict[str, np.ndarray]) -> Weights:
    """``weights`` with the adapter added. Raises ``WeightsError`` when a matrix fits no layer."""
    tensors = dict(weights.tensors)
    for name in (name[: -len(DOWN)] for name in adapter if name.endswith(DOWN)):
        down, up = adapter[name + DOWN], adapter[name + UP]
        matrix = tensors.get(f"{name}.w")
        if matrix is None or matrix.size != up.shape[0] * down.shape[1]:
            raise WeightsError(f"The adapter does not fit the encoder: {name} has another size")
        tensors[f"{name}.w"] = matrix + (up @ down).reshape(-1)
    return replace(weights, tensors=tensors)
