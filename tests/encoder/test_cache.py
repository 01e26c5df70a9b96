"""The built encoder on disk: whole or not there, and mended by itself."""

from __future__ import annotations

import json
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Callable, List

import pytest
from sentencepiece.sentencepiece_model_pb2 import ModelProto

from bot.encoder import SentenceEncoder, cache
from bot.encoder.cache import EncoderCacheError, ensure_built, verify
from bot.encoder.weights import WeightsError

BUILT = ("model-int8.bin", "model-int8.onnx", "model.bin", "model.onnx", "pieces.model")
FILES = ("manifest.json", *BUILT)
HOUR = 3600


def say_nothing(line: str) -> None:
    """A progress that nobody reads."""


def content(folder: Path) -> dict[str, str]:
    """Checksum of each file in a folder."""
    return {path.name: cache.file_sha256(path) for path in folder.iterdir()}


def test_the_packaged_weights_always_give_the_same_files(tmp_path: Path) -> None:
    assert content(ensure_built(say_nothing, tmp_path)) == content(ensure_built(say_nothing))


@pytest.mark.usefixtures("tiny_file")
def test_a_build_tells_its_steps_and_leaves_six_files(tmp_path: Path) -> None:
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


def unused_for(folder: Path, seconds: float) -> None:
    """Make it look as if nobody read or wrote a folder for some time."""
    then = time.time() - seconds
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (then, then))


@pytest.fixture
def other_build(tmp_path: Path, tiny_file: Path) -> Path:
    """A build of another recipe, in a cache that has no build of this one."""
    made = ensure_built(say_nothing, tmp_path / "cache")
    return made.rename(made.with_name("0123456789abcdef"))


def test_a_build_of_another_recipe_is_removed_after_a_new_build(other_build: Path) -> None:
    unused_for(other_build, HOUR + 60)
    built = ensure_built(say_nothing, other_build.parent)
    assert list(other_build.parent.iterdir()) == [built]


def test_a_build_that_was_made_within_the_hour_stays(other_build: Path) -> None:
    unused_for(other_build, HOUR - 60)
    ensure_built(say_nothing, other_build.parent)
    verify(other_build, BUILT)


def test_a_build_that_was_read_within_the_hour_stays(other_build: Path) -> None:
    unused_for(other_build, HOUR + 60)
    old = (other_build / "pieces.model").stat().st_mtime
    os.utime(other_build / "pieces.model", (time.time() - 60, old))
    ensure_built(say_nothing, other_build.parent)
    verify(other_build, BUILT)


@pytest.mark.usefixtures("tiny_file")
def test_loading_an_encoder_says_that_its_folder_is_in_use(tmp_path: Path) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    unused_for(folder, 2 * HOUR)
    ensure_built(say_nothing, tmp_path)
    assert time.time() - folder.stat().st_mtime < HOUR


def test_nothing_is_removed_when_nothing_was_built(other_build: Path) -> None:
    ensure_built(say_nothing, other_build.parent)
    unused_for(other_build, 2 * HOUR)
    ensure_built(say_nothing, other_build.parent)
    assert other_build.is_dir()


def test_a_build_that_fails_removes_nothing(other_build: Path, tiny_file: Path) -> None:
    unused_for(other_build, 2 * HOUR)
    flip(tiny_file)
    with pytest.raises(WeightsError):
        ensure_built(say_nothing, other_build.parent)
    assert other_build.is_dir()


def test_an_encoder_goes_on_when_its_folder_is_removed(tmp_path: Path, tiny_file: Path) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    encoder = SentenceEncoder(folder, "model.onnx")
    shutil.rmtree(folder)
    assert encoder.encode(["a b"]).any()


def rename(path: Path) -> None:
    """Give the network in a graph another name."""
    path.write_bytes(path.read_bytes().replace(b"multilingual-e5-small", b"multilingual-e5-smalt"))


def make_likelier(path: Path) -> None:
    """Give a piece another score."""
    model = ModelProto.FromString(path.read_bytes())
    model.pieces[-1].score += 1
    path.write_bytes(model.SerializeToString())


@pytest.mark.usefixtures("tiny_file")
@pytest.mark.parametrize("graph", ["model.onnx", "model-int8.onnx"])
@pytest.mark.parametrize(("part", "change"), [("graph", rename), ("numbers", flip), ("pieces.model", make_likelier)])
def test_the_identity_of_an_encoder_changes_with_its_files(
    tmp_path: Path, graph: str, part: str, change: Callable[[Path], None]
) -> None:
    folder = ensure_built(say_nothing, tmp_path)
    before = SentenceEncoder(folder, graph).identity
    assert SentenceEncoder(folder, graph).identity == before
    change(folder / {"graph": graph, "numbers": cache.numbers(graph)}.get(part, part))
    assert SentenceEncoder(folder, graph).identity != before
