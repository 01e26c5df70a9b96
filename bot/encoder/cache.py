"""The built encoder on disk: tokenizer and graphs, made once from the packaged weights and verified at each load."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Callable, Dict, List, Tuple

from bot.encoder import adapter, weights
from bot.encoder.files import GRAPHS, numbers
from bot.encoder.tokens import PIECES

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / "encoder"
MANIFEST = "manifest.json"
MAKERS = ("adapter.py", "build.py", "files.py", "graph.py", "pieces.py", "weights.py")
UNUSED_SECONDS = 3600
BLOCK = 1 << 20

Progress = Callable[[str], None]


class EncoderCacheError(RuntimeError):
    """The built encoder is incomplete or damaged."""


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file, read in parts so that it needs no memory."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(BLOCK):
            digest.update(part)
    return digest.hexdigest()


def files(precision: str) -> Tuple[str, ...]:
    """Names of the files of the encoder at one precision."""
    return PIECES, GRAPHS[precision], numbers(GRAPHS[precision])


def recipe() -> str:
    """Identifies what a build depends on: weights, adapter and the code that turns them into graphs."""
    sources = [(HERE / name).read_bytes() for name in MAKERS]
    return hashlib.sha256(weights.SHA256.encode() + adapter.content() + b"".join(sources)).hexdigest()[:16]


def ensure_built(progress: Progress = print, cache: Path = CACHE) -> Path:
    """Folder of the built encoder; builds it when it is missing, made by another recipe or damaged.

    After a build the others in ``cache`` are removed, but for those in use within the last hour.
    """
    folder = cache / recipe()
    if _is_intact(folder):
        with suppress(OSError):  # a folder of another user cannot be marked, and is not removed either
            os.utime(folder)  # in use
    else:
        _build(folder, progress)
        _remove_others(folder)
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
    return not _damaged(folder, sum(map(files, GRAPHS), ()))


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
    from bot.encoder import build  # brings packages that only a build needs

    build.make(folder, progress)
    hashes = {path.name: file_sha256(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=1), "utf-8")


def _remove_others(folder: Path) -> None:
    """Remove what stands beside ``folder``, but for what a process may be reading."""
    for other in folder.parent.iterdir():
        with suppress(OSError):  # another process may be doing the same
            if other != folder and other.is_dir() and time.time() - _last_used(other) > UNUSED_SECONDS:
                shutil.rmtree(other)


def _last_used(folder: Path) -> float:
    """When something in a folder was made, changed or read last, as far as the file system notes it."""
    files = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return max([folder.stat().st_mtime, *(max(file.st_atime, file.st_mtime) for file in files)])
