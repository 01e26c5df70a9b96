"""Static vectors of frequent Dutch words: their sentence vectors, on fewer axes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import List

import numpy as np
import spacy
from spacy.vectors import Vectors

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from bot.encoder import load_encoder  # noqa: E402

AXES = 48


def word_vectors(words: List[str]) -> np.ndarray:
    """Unit vectors, float32 [words, AXES]: the axes along which the words differ most."""
    found = load_encoder().encode(words, _report)
    centred = found - found.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:AXES].T
    return (short / np.linalg.norm(short, axis=1, keepdims=True)).astype(np.float32)


def _report(done: int) -> None:
    if done % 2048 == 0:
        print(f"  {done} words")


def main() -> None:
    """Write a pipeline without components that has the vectors of the words in a file, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    words = options.words.read_text("utf-8").split()
    nlp = spacy.blank("nl")
    nlp.vocab.vectors = Vectors(data=word_vectors(words), name="nl_ud_sm")
    for row, word in enumerate(words):
        for form in {word, word[:1].upper() + word[1:]}:
            nlp.vocab.vectors.add(nlp.vocab.strings.add(form), row=row)
    nlp.to_disk(options.target)
    print(f"{len(words)} words, {nlp.vocab.vectors.n_keys} forms, {AXES} axes")


if __name__ == "__main__":
    main()
