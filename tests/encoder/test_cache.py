"""The built encoder on disk: whole or not there, and mended by itself."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Callable, List

import pytest

from bot.encoder import SentenceEncoder, cache
from bot.encoder.cache import EncoderCacheError, ensure_built, verify
from bot.encoder.weights import WeightsError

FILES = ("manifest.json", "model-int8.onnx", "model.onnx", "tokenizer.json")
BUILT = ("tokenizer.json", "model.onnx", "model-int8.onnx")


def say_nothing(line: str) -> None:
    """A progress that nobody reads."""


def content(folder: Path) -> dict[str, str]:
    """Checksum of each file in a folder."""
    return {path.name: cache.file_sha256(path) for path in folder.iterdir()}


def test_the_packaged_weights_always_give_the_same_files(tmp_path: Path) -> None:
    assert content(ensure_built(say_nothing, tmp_path)) == content(ensure_built(say_nothing))


@pytest.mark.usefixtures("tiny_file")
def test_a_build_tells_its_steps_and_leaves_four_files(tmp_path: Path) -> None:
    lines: List[str] = []
    folder = ensure_built(lines.append, tmp_path / "cache")
    assert [line[:20] for line in lines] == [f"Sentence encoder {step}/3" for step in (1, 2, 3)]
    assert tuple(sorted(content(folder))) == FILES
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    verify(folder, BUILT)


@pytest.mark.usefixtures("tiny_file")
def test_a_built_encoder_is_not_built_again(tmp_path: Path) -> None:
    ensure_built(say_nothing, tmp_path)
    lines: List[str] = []
    ensure_built(lines.append, tmp_path)
    assert lines == []


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut_off(path: Path) -> None:
    """Keep the first half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.usefixtures("tiny_file")
@pytest.mark.parametrize("damage", [flip, cut_off, Path.unlink])
@pytest.mark.parametrize("name", BUILT)
def test_a_damaged_or_missing_file_is_noticed_and_made_again(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    whole = content(folder)
    damage(folder / name)
    with pytest.raises(EncoderCacheError, match=rf"damaged \({name}\). Remove .*{folder.name} and start again"):
        verify(folder, BUILT)
    assert content(ensure_built(say_nothing, tmp_path)) == whole
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [folder.name]


@pytest.mark.usefixtures("tiny_file")
@pytest.mark.parametrize("manifest", ["", "{", "[]", "null", "{}"])
def test_a_damaged_list_of_checksums_leads_to_a_new_build(tmp_path: Path, manifest: str) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    (folder / cache.MANIFEST).write_text(manifest)
    ensure_built(say_nothing, tmp_path)
    verify(folder, BUILT)


@pytest.mark.usefixtures("tiny_file")
@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_build_that_is_broken_off_leaves_nothing(tmp_path: Path, step: int) -> None:
    def stop(line: str) -> None:
        if f"{step}/3" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ensure_built(stop, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.usefixtures("tiny_file")
def test_the_folder_is_not_there_until_the_build_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / cache.recipe()
    seen: List[bool] = []
    ensure_built(lambda line: seen.append(folder.exists()), tmp_path)
    assert seen == [False] * 3 and folder.exists()


@pytest.mark.usefixtures("tiny_file")
def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    both_started = Barrier(2, timeout=30)

    def wait(line: str) -> None:
        if "1/3" in line:
            both_started.wait()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: ensure_built(wait, tmp_path), range(2))
    assert first == second
    verify(first, BUILT)


@pytest.mark.usefixtures("tiny_file")
def test_a_build_that_another_process_finished_first_is_left_in_place(tmp_path: Path) -> None:
    inode: List[int] = []

    def finish_first(line: str) -> None:
        if "3/3" in line and not inode:
            inode.append(0)
            inode[0] = ensure_built(say_nothing, tmp_path).stat().st_ino

    assert ensure_built(finish_first, tmp_path).stat().st_ino == inode[0]


def test_damaged_weights_leave_no_encoder(tmp_path: Path, tiny_file: Path) -> None:
    flip(tiny_file)
    with pytest.raises(WeightsError):
        ensure_built(say_nothing, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.usefixtures("tiny_file")
def test_the_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    noted = json.loads((folder / cache.MANIFEST).read_text())
    assert noted == {name: checksum for name, checksum in content(folder).items() if name != cache.MANIFEST}


@pytest.mark.usefixtures("tiny_file")
def test_a_folder_with_a_tokenizer_and_a_graph_is_an_encoder(tmp_path: Path) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    encoder = SentenceEncoder(folder, "model.onnx")
    assert encoder.dimension == 64 and encoder.encode(["a b"]).shape == (1, 64)


@pytest.mark.usefixtures("tiny_file")
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_the_identity_of_an_encoder_changes_with_its_files(tmp_path: Path, name: str) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    before = SentenceEncoder(folder, "model.onnx").identity
    assert SentenceEncoder(folder, "model.onnx").identity == before
    other = folder / name
    if name == "model.onnx":
        other.write_bytes((folder / "model-int8.onnx").read_bytes())
    else:
        shorter = json.loads(other.read_text("utf-8"))
        shorter["truncation"]["max_length"] = 100
        other.write_text(json.dumps(shorter), "utf-8")
    assert SentenceEncoder(folder, "model.onnx").identity != before
