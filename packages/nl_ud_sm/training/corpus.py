"""Training, development and test corpora in spaCy's format, from Universal Dependencies treebanks and a list of tagged words.

Not all sentences have all layers: some lack the detailed tag (XPOS), the tagged words have nothing but a word class (UPOS).
With a first pipeline (``--teacher``) the missing tags, features and lemmas are filled in: of all tags that go with the given
word class the one it finds most probable, and of lemmas that of the same word and class in the treebank before its own.
Dependencies are not filled in.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

MISSING = "_"
NO_SPACE_BEFORE, NO_SPACE_AFTER = set(".,;:?!)]}%'"), set("([{")
SENTENCES_A_DOCUMENT = (1, 1, 2, 3, 5)
SEED, BATCH = 0, 512


class Word(NamedTuple):
    """One token of a treebank; ``_`` where a layer is missing. ``head``: number of the head's token, 0 for the root."""

    text: str
    lemma: str
    upos: str
    xpos: str
    morph: str
    head: int
    relation: str
    space: bool


Sentence = List[Word]


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Sentences of a file in CoNLL-U."""
    for filled, lines in groupby(path.open(encoding="utf-8"), key=lambda line: bool(line.strip())):
        rows = [line.rstrip("\n").split("\t") for line in lines if filled and not line.startswith("#")]
        words = [
            Word(row[1], row[2], row[3], row[4], row[5], int(row[6]), row[7], "SpaceAfter=No" not in row[9])
            for row in rows if row[0].isdigit()
        ]
        if words:
            yield words


def read_tagged_words(path: Path) -> Iterator[Sentence]:
    """Sentences of a file with a word, a tab and its word class a line. Spaces are guessed from the punctuation."""
    for filled, lines in groupby(path.open(encoding="utf-8"), key=lambda line: bool(line.strip())):
        if filled:
            pairs = [line.rstrip("\n").split("\t") for line in lines]
            following = [text for text, _ in pairs[1:]] + [""]
            yield [
                Word(text, MISSING, upos, MISSING, MISSING, 0, MISSING, after not in NO_SPACE_BEFORE and text not in NO_SPACE_AFTER)
                for (text, upos), after in zip(pairs, following)
            ]


def document(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """A spaCy document of ``sentences``, which have the same layers."""
    words = [word for sentence in sentences for word in sentence]
    heads: List[int] = []
    for sentence in sentences:
        start = len(heads)
        heads += [start + (word.head - 1 if word.head else place) for place, word in enumerate(sentence)]
    parsed = words[0].relation != MISSING
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        tags=["" if word.xpos == MISSING else word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=["" if word.morph == MISSING else word.morph for word in words],
        lemmas=["" if word.lemma == MISSING else word.lemma for word in words],
        heads=heads if parsed else None,
        deps=["ROOT" if word.head == 0 else word.relation for word in words] if parsed else None,
        sent_starts=None if parsed else [place == 0 for sentence in sentences for place in range(len(sentence))],
    )


class Teacher:
    """Fills in tags, features and lemmas with a pipeline that was trained before."""

    def __init__(self, pipeline: Language, examples: Iterable[Sentence]) -> None:
        self._pipes = [pipeline.get_pipe(name) for name in ("tok2vec", "tagger", "morphologizer", "lemmatizer")]
        self._vocab = pipeline.vocab
        _, tagger, morphologizer, _ = self._pipes
        self._tags, features = list(tagger.labels), [label.split("|") for label in morphologizer.labels]
        self._morphs = ["|".join(part for part in label if not part.startswith("POS=")) for label in features]
        classes = [next((part[4:] for part in label if part.startswith("POS=")), "") for label in features]
        self._features_of = {upos: np.array([other == upos for other in classes]) for upos in set(classes)}
        tags_of: Dict[str, Set[str]] = defaultdict(set)
        lemmas: Dict[Tuple[str, str], Counter[str]] = defaultdict(Counter)
        for word in (word for sentence in examples for word in sentence):
            tags_of[word.upos].add(word.xpos)
            lemmas[word.text.lower(), word.upos][word.lemma] += 1
        self._tags_of = {upos: np.array([tag in tags for tag in self._tags]) for upos, tags in tags_of.items()}
        self._lemma_of = {key: found.most_common(1)[0][0] for key, found in lemmas.items()}

    def fill(self, sentences: Sequence[Sentence]) -> List[Sentence]:
        """The sentences with a tag, features and a lemma at every word."""
        filled = []
        for start in range(0, len(sentences), BATCH):
            batch = sentences[start:start + BATCH]
            docs = [document(self._vocab, [[word._replace(lemma=MISSING) for word in sentence]]) for sentence in batch]
            tok2vec, tagger, morphologizer, lemmatizer = self._pipes
            for pipe in (tok2vec, lemmatizer):
                pipe.set_annotations(docs, pipe.predict(docs))
            scores = zip(batch, docs, tagger.model.predict(docs), morphologizer.model.predict(docs))
            filled += [self._fill(*row) for row in scores]
        return filled

    def _fill(self, sentence: Sentence, doc: Doc, tags: np.ndarray, features: np.ndarray) -> Sentence:
        return [
            word._replace(
                xpos=word.xpos if word.xpos != MISSING else _best(self._tags, of_tags, self._tags_of.get(word.upos)),
                morph=word.morph if word.lemma != MISSING else _best(self._morphs, of_features, self._features_of.get(word.upos)),
                lemma=word.lemma if word.lemma != MISSING else self._lemma_of.get((word.text.lower(), word.upos), token.lemma_),
            )
            for word, token, of_tags, of_features in zip(sentence, doc, tags, features)
        ]


def _best(labels: Sequence[str], scores: np.ndarray, allowed: Optional[np.ndarray]) -> str:
    if allowed is None or not allowed.any():
        return MISSING
    return labels[int(np.where(allowed, scores, -np.inf).argmax())] or MISSING


def write(sentences: Sequence[Sentence], path: Path, vary: bool) -> None:
    """Write documents of a few sentences each (``vary``), as people write them, or of eight."""
    vocab, dice, documents = spacy.blank("nl").vocab, random.Random(SEED), DocBin(store_user_data=False)
    place = 0
    while place < len(sentences):
        size = dice.choice(SENTENCES_A_DOCUMENT) if vary else 8
        group = sentences[place:place + size]
        group = group[:next((n for n, one in enumerate(group) if _layers(one) != _layers(group[0])), len(group))]
        documents.add(document(vocab, group))
        place += len(group)
    documents.to_disk(path)
    print(f"{path.name}: {len(sentences)} sentences, {len(documents)} documents")


def _layers(sentence: Sentence) -> tuple:
    return sentence[0].relation == MISSING, all(word.xpos == MISSING for word in sentence)


def main() -> None:
    """Read the treebanks in the folder ``data`` and write the corpora to the folder ``corpora``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with train.conllu, dev.conllu, test.conllu and pos-only.train.tsv")
    parser.add_argument("corpora", type=Path, help="folder to write to")
    parser.add_argument("--teacher", type=Path, help="first pipeline, to fill in what is missing")
    options = parser.parse_args()
    options.corpora.mkdir(parents=True, exist_ok=True)
    train = list(read_treebank(options.data / "train.conllu"))
    if options.teacher:
        teacher = Teacher(spacy.load(options.teacher), train)
        train = teacher.fill(train) + teacher.fill(list(read_tagged_words(options.data / "pos-only.train.tsv")))
    write(train, options.corpora / "train.spacy", vary=True)
    for name in ("dev", "test"):
        write(list(read_treebank(options.data / f"{name}.conllu")), options.corpora / f"{name}.spacy", vary=False)


if __name__ == "__main__":
    main()
