"""The tokenizer and the pieces it keeps."""

from __future__ import annotations

from typing import List

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from bot.encoder import cache
from bot.encoder.pieces import MAX_TOKENS, build_tokenizer, latin_ids


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The tokenizer of the packaged encoder."""
    return Tokenizer.from_file(str(cache.ensure_built() / cache.TOKENIZER))


def small(*words: str, scores: List[float]) -> Tokenizer:
    """A tokenizer of the special pieces and ``words``."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *words]
    return build_tokenizer(pieces, np.array([0.0] * 4 + scores))


def test_special_pieces_come_first_and_the_mask_is_left_out() -> None:
    assert latin_ids(["<s>", "<pad>", "</s>", "<unk>", "▁wat", "<mask>"]) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("piece", ["▁wat", "é", "▁ß", "ĳ", "12", "▁", "?", "€", "½", "ª", "\u0301", "👍"])
def test_a_piece_of_latin_text_is_kept(piece: str) -> None:
    assert latin_ids([piece]) == [0]


@pytest.mark.parametrize("piece", ["▁что", "中", "ف", "ω", "か", "한", "waтt", "、"])
def test_a_piece_with_a_letter_of_another_script_is_dropped(piece: str) -> None:
    assert latin_ids([piece]) == []


def test_of_all_ways_to_cut_a_word_the_likeliest_is_taken() -> None:
    assert small("▁", "a", "b", "▁ab", scores=[-1.0, -1.0, -1.0, -2.5]).encode("ab").tokens[1:-1] == ["▁ab"]
    assert small("▁", "a", "b", "▁ab", scores=[-1.0, -1.0, -1.0, -3.5]).encode("ab").tokens[1:-1] == ["▁", "a", "b"]


def test_a_text_stands_between_the_marks_of_start_and_end(tokenizer: Tokenizer) -> None:
    tokens = tokenizer.encode("wat is fotonica").tokens
    assert tokens[:3] == ["<s>", "▁wat", "▁is"] and tokens[-1] == "</s>"
    assert "".join(tokens[1:-1]).replace("▁", " ") == " wat is fotonica"


@pytest.mark.parametrize(
    "written", ["  wat is   fotonica ", "wat\nis\tfotonica", "wat is\u00a0fotonica", "ｗａｔ is fotonica"]
)
def test_white_space_and_letter_forms_make_no_difference(tokenizer: Tokenizer, written: str) -> None:
    assert tokenizer.encode(written).ids == tokenizer.encode("wat is fotonica").ids


def test_an_accent_typed_as_a_mark_of_its_own_is_the_same_letter(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("cafe\u0301").ids == tokenizer.encode("café").ids != tokenizer.encode("cafe").ids


def test_letters_of_another_script_are_one_unknown_piece(tokenizer: Tokenizer) -> None:
    unknown = tokenizer.token_to_id("<unk>")
    assert tokenizer.encode("光子学").ids.count(unknown) == 1
    assert unknown not in tokenizer.encode("Waar vind ik de zorg in Hengelo (Ov.)? 100% €5,-").ids


def test_a_long_text_is_cut_off_and_keeps_the_mark_of_its_end(tokenizer: Tokenizer) -> None:
    encoded = tokenizer.encode("fotonica " * 500)
    assert len(encoded.ids) == MAX_TOKENS and encoded.tokens[-1] == "</s>"


def test_texts_of_one_batch_are_filled_up_to_the_longest(tokenizer: Tokenizer) -> None:
    short, long = tokenizer.encode_batch(["moi", "wat is fotonica en wat heb ik eraan"])
    assert len(short.ids) == len(long.ids)
    assert short.attention_mask == [1] * (len(short.ids) - short.tokens.count("<pad>")) + [0] * short.tokens.count(
        "<pad>"
    )
    assert set(long.attention_mask) == {1}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_known_ids_within_the_limit(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text).ids
    assert 2 <= len(ids) <= MAX_TOKENS
    assert all(0 <= number < tokenizer.get_vocab_size() for number in ids)
