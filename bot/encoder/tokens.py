"""Texts into the numbers of their pieces: with the packaged pieces, or with the tokenizer that another model brings."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import List, Protocol

from sentencepiece import SentencePieceProcessor

MAX_TOKENS = 192
PIECES = "pieces.model"
TOKENIZER = "tokenizer.json"
WHITE_SPACE = re.compile(r"[\s▁]+")


class Tokens(Protocol):
    """What the encoder knows of a tokenizer."""

    def ids(self, text: str) -> List[int]:
        """Numbers of the pieces of ``text`` between the marks of start and end, at most ``MAX_TOKENS``."""
        ...


class PackagedTokens:
    """The packaged pieces, with sentencepiece: a quarter of the memory that the package tokenizers needs for them."""

    def __init__(self, path: Path) -> None:
        self._pieces = SentencePieceProcessor(model_file=str(path))

    def ids(self, text: str) -> List[int]:
        """Numbers of the pieces of ``text``, after NFKC and with one space for white space of any kind."""
        plain = WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
        inside = self._pieces.encode(plain)[: MAX_TOKENS - 2]
        return [self._pieces.bos_id(), *inside, self._pieces.eos_id()]


class BroughtTokens:
    """The file ``tokenizer.json`` of a model from elsewhere."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer  # only such a model needs this package

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def ids(self, text: str) -> List[int]:
        """Numbers of the pieces of ``text``."""
        return self._tokenizer.encode(text).ids


def tokens_file(folder: Path) -> Path:
    """The file in ``folder`` that holds the tokenizer."""
    return folder / (TOKENIZER if (folder / TOKENIZER).is_file() else PIECES)


def load_tokens(folder: Path) -> Tokens:
    """The tokenizer of the model in ``folder``."""
    path = tokens_file(folder)
    return BroughtTokens(path) if path.name == TOKENIZER else PackagedTokens(path)
