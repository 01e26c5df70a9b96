"""Turns texts into sentence vectors with a tokenizer and an ONNX graph."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterator, List, Optional, Protocol, Sequence

import numpy as np
import onnxruntime

from bot.encoder import cache
from bot.encoder.recent import RecentVectors, seconds_wished
from bot.encoder.tokens import load_tokens, tokens_file

PREFIX = "query: "
MAX_CHARACTERS = 2000
PROGRESS_STEP = 32


class Encoder(Protocol):
    """What the rest of the project knows of an encoder."""

    dimension: int
    identity: str

    def encode(self, texts: Sequence[str], progress: Optional[Callable[[int], None]] = None) -> np.ndarray:
        """Unit vectors, float32 [len(texts), dimension]; a zero vector for an empty text."""
        ...


class SentenceEncoder:
    """An E5 model from a folder that holds a tokenizer and an ONNX graph.

    Any export with inputs ``input_ids`` and ``attention_mask`` and token vectors as first output fits, beside the file
    ``tokenizer.json``. Each text goes through the network alone and on one core, so that no text changes the vector of
    another (8 bits are rounded to what stands in one batch); ``threads`` texts go at the same time. ``identity`` changes
    when the files change.
    """

    def __init__(
        self, folder: Path, graph: str, threads: int = 2, recent: Optional[RecentVectors] = None,
        options: Optional[onnxruntime.SessionOptions] = None,
    ) -> None:
        self._tokens = load_tokens(folder)
        self._session = onnxruntime.InferenceSession(
            str(folder / graph), options or session_options(), providers=["CPUExecutionProvider"]
        )
        self._names = {item.name for item in self._session.get_inputs()}
        self._threads = threads
        self._recent = RecentVectors(seconds_wished()) if recent is None else recent
        self.identity = _identity(folder, graph)
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str], progress: Optional[Callable[[int], None]] = None) -> np.ndarray:
        """Unit vectors, float32 [len(texts), dimension], in the order of ``texts``; zero for a text without characters.

        ``progress`` is told how many texts are done.
        """
        clean = [_clean(text) for text in texts]
        vectors = np.zeros((len(clean), self.dimension), np.float32)
        rows = [row for row, text in enumerate(clean) if text]
        for done, (row, vector) in enumerate(zip(rows, self._each([clean[row] for row in rows])), 1):
            vectors[row] = vector
            if progress and (done % PROGRESS_STEP == 0 or done == len(rows)):
                progress(done)
        return vectors

    def _each(self, texts: List[str]) -> Iterator[np.ndarray]:
        if len(texts) < 2 or self._threads < 2:
            yield from map(self._vector, texts)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(self._vector, texts)

    def _vector(self, text: str) -> np.ndarray:
        vector = self._recent.find(text)
        if vector is None:
            vector = self._computed(text)
            self._recent.keep(text, vector)
        return vector

    def _computed(self, text: str) -> np.ndarray:
        ids = np.array([self._tokens.ids(PREFIX + text)], np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(None, {name: feeds[name] for name in self._names})[0][0].mean(axis=0)
        return mean / np.linalg.norm(mean)


def session_options() -> onnxruntime.SessionOptions:
    """How ONNX Runtime runs the network: on one core, with as little memory as it can."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return options


def _identity(folder: Path, graph: str) -> str:
    """Of tokenizer, graph and the files beside it that the graph names: there it may have its numbers."""
    content = (folder / graph).read_bytes()
    beside = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name.encode() in content]
    hashes = [cache.file_sha256(path) for path in (folder / graph, tokens_file(folder), *beside)]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()[:16]


def _clean(text: str) -> str:
    """Cut off a text, take out NUL and lone surrogates, which no tokenizer takes, and strip it."""
    usable = text[:MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")
    return usable.replace("\0", " ").strip()


@lru_cache(maxsize=4)
def load_encoder(model: str = "packaged", precision: str = "int8", threads: int = 2) -> SentenceEncoder:
    """An encoder, one per process.

    ``model``: ``packaged``, or a folder with ``tokenizer.json`` and an ONNX graph; ``precision``: ``int8`` or ``float32``
    for the packaged one, or the file name of the graph in the folder; ``threads``: how many texts go at the same time.
    """
    if model != "packaged":
        return SentenceEncoder(Path(model), precision, threads)
    folder = cache.ensure_built()
    cache.verify(folder, cache.files(precision))
    return SentenceEncoder(folder, cache.GRAPHS[precision], threads)
