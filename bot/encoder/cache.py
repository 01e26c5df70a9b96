"""The built encoder on disk: tokenizer and graphs, made once from the packaged weights and verified at each load."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from pathlib import Path
from typing import Callable, Dict, List

from bot.encoder import graph, pieces, weights

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "encoder"
MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.json"
GRAPHS = {"float32": "model.onnx", "int8": "model-int8.onnx"}

Progress = Callable[[str], None]


class EncoderCacheError(RuntimeError):
    """The built encoder is incomplete or damaged."""


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def recipe() -> str:
    """Identifies what a build depends on: the weights and the code that turns them into graphs."""
    sources = [Path(file).read_bytes() for file in (graph.__file__, pieces.__file__, weights.__file__, __file__)]
    return hashlib.sha256(weights.SHA256.encode() + b"".join(sources)).hexdigest()[:16]


def ensure_built(progress: Progress = print, cache: Path = CACHE) -> Path:
    """Folder of the built encoder; builds it when it is missing, made by another recipe or damaged."""
    folder = cache / recipe()
    if not _is_intact(folder):
        _build(folder, progress)
    return folder


def verify(folder: Path, names: tuple[str, ...]) -> None:
    """Raise ``EncoderCacheError`` when one of the files ``names`` is missing or differs from what was built."""
    damaged = _damaged(folder, names)
    if damaged:
        names_of_damaged = ", ".join(damaged)
        raise EncoderCacheError(f"The built encoder is damaged ({names_of_damaged}). Remove {folder} and start again.")


def _manifest(folder: Path) -> Dict[str, str]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _damaged(folder: Path, names: tuple[str, ...]) -> List[str]:
    manifest = _manifest(folder)
    return [name for name in names if not (folder / name).is_file() or manifest.get(name) != file_sha256(folder / name)]


def _is_intact(folder: Path) -> bool:
    return not _damaged(folder, (TOKENIZER, *GRAPHS.values()))


def _build(folder: Path, progress: Progress) -> None:
    """Build in a temporary folder and move it in place, so that a broken build is never taken for a whole one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        built = Path(name) / folder.name
        built.mkdir()
        _make(built, progress)
        if _is_intact(folder):
            return  # another process was first, and may be reading its files
        if folder.exists():
            folder.rename(Path(name) / "replaced")
        built.rename(folder)


def _make(folder: Path, progress: Progress) -> None:
    """Write tokenizer, graphs and manifest to ``folder``."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    progress("Sentence encoder 1/3: reading the weights")
    read = weights.read(weights.locate())
    kept = pieces.latin_ids(read.pieces)
    tokenizer = pieces.build_tokenizer([read.pieces[i] for i in kept], read.scores[kept])
    tokenizer.save(str(folder / TOKENIZER))
    progress(f"Sentence encoder 2/3: building the network ({len(kept)} of {len(read.pieces)} pieces)")
    onnx.save(graph.build_graph(read, kept), str(folder / GRAPHS["float32"]))
    progress("Sentence encoder 3/3: making the 8-bit version")
    logging.disable(logging.WARNING)  # advice on preparing the graph, which changes nothing here
    quantize_dynamic(
        folder / GRAPHS["float32"], folder / GRAPHS["int8"], per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"], extra_options={"MatMulConstBOnly": True},
    )
    logging.disable(logging.NOTSET)
    hashes = {path.name: file_sha256(path) for path in folder.iterdir()}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=1), "utf-8")
