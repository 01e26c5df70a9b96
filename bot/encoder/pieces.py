"""The tokenizer: the unigram pieces that Latin-script text can use."""

from __future__ import annotations

import unicodedata
from typing import List, Sequence

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
METASPACE = "▁"
MAX_TOKENS = 192


def latin_ids(pieces: Sequence[str]) -> List[int]:
    """Ids of the pieces to keep, in order: special ones first, then those without a letter of another script."""
    return [i for i, piece in enumerate(pieces) if piece in SPECIAL or (piece != "<mask>" and _is_latin(piece))]


def _is_latin(piece: str) -> bool:
    return all(_is_latin_char(char) for char in piece.replace(METASPACE, ""))


def _is_latin_char(char: str) -> bool:
    if unicodedata.category(char)[0] in "LM":
        return unicodedata.name(char, "").startswith(("LATIN", "COMBINING", "FEMININE", "MASCULINE"))
    return ord(char) < 0x3000 or ord(char) >= 0x1F000


def build_tokenizer(pieces: Sequence[str], scores: np.ndarray) -> Tokenizer:
    """Unigram tokenizer over ``pieces`` (index = token id) with NFKC and metaspace, cut off at 192 tokens."""
    vocabulary = [(piece, float(score)) for piece, score in zip(pieces, scores)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=pieces.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(METASPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(name, pieces.index(name)) for name in ("<s>", "</s>")]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding(pad_id=pieces.index("<pad>"), pad_token="<pad>")
    return tokenizer
