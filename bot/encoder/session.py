"""Turns texts into sentence vectors with a tokenizer and an ONNX graph."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Callable, List, Optional, Protocol, Sequence

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder import cache

PREFIX = "query: "
MAX_CHARACTERS = 2000
BATCH = 32


class Encoder(Protocol):
    """What the rest of the project knows of an encoder."""

    dimension: int
    identity: str

    def encode(self, texts: Sequence[str], progress: Optional[Callable[[int], None]] = None) -> np.ndarray:
        """Unit vectors, float32 [len(texts), dimension]; a zero vector for an empty text."""
        ...


class SentenceEncoder:
    """An E5 model from a folder that holds ``tokenizer.json`` and an ONNX graph.

    Any export with inputs ``input_ids`` and ``attention_mask`` and token vectors as first output fits.
    ``identity`` changes when the files change.
    """

    def __init__(self, folder: Path, graph: str, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        network, tokenizer = folder / graph, folder / cache.TOKENIZER
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        self._names = {item.name for item in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        hashes = cache.file_sha256(network) + cache.file_sha256(tokenizer)
        self.identity = hashlib.sha256(hashes.encode()).hexdigest()[:16]
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str], progress: Optional[Callable[[int], None]] = None) -> np.ndarray:
        """Unit vectors, float32 [len(texts), dimension], in the order of ``texts``; zero for a text without characters.

        ``progress`` is told how many texts are done.
        """
        clean = [_clean(text) for text in texts]
        vectors = np.zeros((len(clean), self.dimension), np.float32)
        order = sorted((i for i, text in enumerate(clean) if text), key=lambda i: len(clean[i]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._encode_batch([PREFIX + clean[i] for i in rows])
            if progress:
                progress(start + len(rows))
        return vectors

    def _encode_batch(self, texts: List[str]) -> np.ndarray:
        encoded = self._tokenizer.encode_batch(texts)
        mask = np.array([item.attention_mask for item in encoded], np.int64)
        ids = np.array([item.ids for item in encoded], np.int64)
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        tokens = self._session.run(None, {name: feeds[name] for name in self._names})[0]
        means = (tokens * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return means / np.linalg.norm(means, axis=1, keepdims=True)


def _clean(text: str) -> str:
    """Cut off a text, take out NUL and lone surrogates, which no tokenizer takes, and strip it."""
    usable = text[:MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")
    return usable.replace("\0", " ").strip()


@lru_cache(maxsize=4)
def load_encoder(model: str = "packaged", precision: str = "int8", threads: int = 2) -> SentenceEncoder:
    """An encoder, one per process.

    ``model``: ``packaged``, or a folder with ``tokenizer.json`` and an ONNX graph; ``precision``: ``int8`` or ``float32`` for
    the packaged one, or the file name of the graph in the folder.
    """
    if model != "packaged":
        return SentenceEncoder(Path(model), precision, threads)
    folder = cache.ensure_built()
    cache.verify(folder, (cache.TOKENIZER, cache.GRAPHS[precision]))
    return SentenceEncoder(folder, cache.GRAPHS[precision], threads)
