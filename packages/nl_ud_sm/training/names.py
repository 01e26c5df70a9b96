"""Corpora for the recogniser of names: sentences of the treebanks with people, places and organisations marked by hand.

A line of the files holds a sentence and its names in order, separated by tabs: ``PERSON=Jan de Vries``. Sentences of the
training treebank without a proper noun come with them as sentences without names.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Iterator, List, Tuple

import spacy
from corpus import read_treebank
from spacy.language import Language
from spacy.tokens import Doc, DocBin

WITHOUT_NAMES = 2000


def read_names(path: Path) -> Iterator[Tuple[str, List[Tuple[int, int, str]]]]:
    """Sentences with the places of their names: start, end and label. Raises ``ValueError`` with file and line."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text, *names = line.split("\t")
        spans, at = [], 0
        for name in names:
            label, _, words = name.partition("=")
            found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, at)
            if not found:
                raise ValueError(f"{path}, line {number}: '{words}' does not stand in the sentence after the name before it")
            at = found.end()
            spans.append((*found.span(), label))
        yield text, spans


def document(nlp: Language, text: str, names: List[Tuple[int, int, str]]) -> Doc:
    """A document with its names as entities; a name that does not end with a word is left out."""
    doc = nlp.make_doc(text)
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in names]
    doc.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))
    return doc


def main() -> None:
    """Read the marked sentences and the treebank in the folder ``data`` and write the corpora to the folder ``corpora``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpora", type=Path)
    options = parser.parse_args()
    nlp = spacy.blank("nl")
    rows = {name: list(read_names(options.data / f"names.{name}.tsv")) for name in ("train", "test")}
    cut = len(rows["train"]) // 10
    plain = [
        "".join(word.text + " " * word.space for word in sentence).strip()
        for sentence in read_treebank(options.data / "train.conllu") if all(word.upos != "PROPN" for word in sentence)
    ]
    parts = {
        "names.train": rows["train"][cut:] + [(text, []) for text in plain[:WITHOUT_NAMES]],
        "names.dev": rows["train"][:cut],
        "names.test": rows["test"],
    }
    for name, sentences in parts.items():
        DocBin(docs=[document(nlp, *sentence) for sentence in sentences]).to_disk(options.corpora / f"{name}.spacy")
        print(f"{name}: {len(sentences)} sentences, {sum(len(spans) for _, spans in sentences)} names")


if __name__ == "__main__":
    main()
