"""The pieces of words that Dutch, English and German texts can use, of the 250,000 that the model knows."""

from __future__ import annotations

import unicodedata
from typing import List, Sequence

import numpy as np
from sentencepiece.sentencepiece_model_pb2 import ModelProto

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
METASPACE = "▁"
# letters beyond ASCII of Dutch, English and German, and of names from western and northern Europe, Poland and Turkey
MARKED = "áàâäãåæąçćéèêëęğíìîïıłñńóòôöõøœśşßúùûüýÿżźĳ"
LETTERS = frozenset(MARKED + MARKED.upper() + "İ")


def kept_ids(pieces: Sequence[str]) -> List[int]:
    """Ids of the pieces to keep, in order: special ones first.

    A piece of one Latin letter stays whatever its marks are, so that a name can always be spelled.
    """
    return [i for i, piece in enumerate(pieces) if piece in SPECIAL or (piece != "<mask>" and _is_of_use(piece))]


def _is_of_use(piece: str) -> bool:
    characters = piece.replace(METASPACE, "")
    return all(map(_is_latin if len(characters) < 2 else _is_near, characters))


def _is_latin(char: str) -> bool:
    if unicodedata.category(char)[0] in "LM":
        return unicodedata.name(char, "").startswith(("LATIN", "COMBINING", "FEMININE", "MASCULINE"))
    return ord(char) < 0x3000 or ord(char) >= 0x1F000


def _is_near(char: str) -> bool:
    if char.isascii() or char in LETTERS:
        return True
    return unicodedata.category(char)[0] not in "LM" and unicodedata.category(char) != "Nd" and _is_latin(char)


def pieces_model(pieces: Sequence[str], scores: np.ndarray) -> bytes:
    """A unigram model for sentencepiece over ``pieces`` (index = token id). It changes nothing but spaces in a text."""
    model = ModelProto()
    for piece, score in zip(pieces, scores):
        model.pieces.add(piece=piece, score=float(score), type=_kind(piece))
    trainer, rules = model.trainer_spec, model.normalizer_spec
    trainer.model_type, trainer.vocab_size = trainer.UNIGRAM, len(pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = map(pieces.index, SPECIAL)
    rules.name, rules.add_dummy_prefix = "identity", True
    rules.remove_extra_whitespaces = rules.escape_whitespaces = True
    return model.SerializeToString()


def _kind(piece: str) -> int:
    """Control pieces are never found in a text, whatever a visitor types."""
    kinds = ModelProto.SentencePiece
    if piece == "<unk>":
        return kinds.UNKNOWN
    return kinds.CONTROL if piece in SPECIAL else kinds.NORMAL
