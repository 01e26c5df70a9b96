"""The pieces that are kept, and how a text is cut into them."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import List

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from bot import paths
from bot.content.topics import read_topic, topic_paths
from bot.encoder import SentenceEncoder, cache, weights
from bot.encoder.pieces import SPECIAL, kept_ids, pieces_model
from bot.encoder.tokens import MAX_TOKENS, PIECES, TOKENIZER, BroughtTokens, PackagedTokens

ODD = st.characters(min_codepoint=1, blacklist_categories=["Cs"])
TYPED = st.text(st.one_of(st.sampled_from("aeiostnrd ABC.?!'’-\u00a0\u200b\u0301éëüß€½ﬁ👍я中\t\n▁"), ODD), max_size=120)


class Words:
    """The packaged tokenizer, with pieces to look at."""

    def __init__(self, path: Path) -> None:
        self._tokens, self._pieces = PackagedTokens(path), SentencePieceProcessor(model_file=str(path))
        self.count = self._pieces.vocab_size()

    def ids(self, text: str) -> List[int]:
        """Numbers of the pieces."""
        return self._tokens.ids(text)

    def pieces(self, text: str) -> List[str]:
        """The pieces themselves."""
        return self._pieces.id_to_piece(self.ids(text))


@pytest.fixture(scope="module")
def tokenizer() -> Words:
    """The tokenizer of the packaged encoder."""
    return Words(cache.ensure_built() / PIECES)


def with_tokenizers(pieces: List[str], scores: np.ndarray) -> Tokenizer:
    """The same tokenizer, made with the package tokenizers."""
    scored = [(piece, float(score)) for piece, score in zip(pieces, scores)]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=pieces.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(name, pieces.index(name)) for name in ("<s>", "</s>")]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


@pytest.fixture(scope="module")
def all_latin() -> Tokenizer:
    """With tokenizers, over all pieces of Latin script: also those with letters that Dutch, English and German lack."""
    read = weights.read(weights.locate())
    kept = [i for i, piece in enumerate(read.pieces) if piece in SPECIAL or all(kept_ids([char]) for char in piece)]
    return with_tokenizers([read.pieces[i] for i in kept], read.scores[kept])


@pytest.fixture(scope="module")
def kept_scores() -> np.ndarray:
    """The scores of the pieces that are kept."""
    read = weights.read(weights.locate())
    return read.scores[kept_ids(read.pieces)]


@pytest.fixture(scope="module")
def same_pieces(kept_scores: np.ndarray) -> Tokenizer:
    """With tokenizers, over the pieces that are kept."""
    read = weights.read(weights.locate())
    return with_tokenizers([read.pieces[i] for i in kept_ids(read.pieces)], kept_scores)


def small(folder: Path, *words: str, scores: List[float]) -> Words:
    """A tokenizer of the special pieces and ``words``."""
    path = folder / PIECES
    path.write_bytes(pieces_model([*SPECIAL, *words], np.array([0.0] * 4 + scores)))
    return Words(path)


def test_special_pieces_come_first_and_the_mask_is_left_out() -> None:
    assert kept_ids(["<s>", "<pad>", "</s>", "<unk>", "▁wat", "<mask>"]) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("piece", ["▁wat", "é", "▁ß", "ĳ", "12", "▁", "?", "€", "½", "ª", "\u0301", "👍"])
def test_a_piece_of_latin_text_is_kept(piece: str) -> None:
    assert kept_ids([piece]) == [0]


@pytest.mark.parametrize("piece", ["Ż", "ş", "ž", "ő", "ễ", "▁ă", "ạ", "१"])
def test_every_letter_and_digit_alone_is_kept_so_that_a_name_can_be_spelled(piece: str) -> None:
    assert kept_ids([piece]) == [0]


@pytest.mark.parametrize("piece", ["▁één", "größer", "▁Señor", "façade", "▁Şirket", "wość", "ĳs", "İst", "?!", "👍👍"])
def test_letters_of_near_languages_are_kept(piece: str) -> None:
    assert kept_ids([piece]) == [0]


@pytest.mark.parametrize("piece", ["▁və", "▁một", "ški", "▁mări", "ző", "vārd", "१९", "a\u0331b"])
def test_longer_pieces_with_other_letters_or_digits_are_dropped(piece: str) -> None:
    assert kept_ids([piece]) == []


@pytest.mark.parametrize("piece", ["▁что", "中", "ف", "ω", "か", "한", "waтt", "、"])
def test_a_piece_with_a_letter_of_another_script_is_dropped(piece: str) -> None:
    assert kept_ids([piece]) == []


def test_of_all_ways_to_cut_a_word_the_likeliest_is_taken(tmp_path: Path) -> None:
    assert small(tmp_path, "▁", "a", "b", "▁ab", scores=[-1.0, -1.0, -1.0, -2.5]).pieces("ab")[1:-1] == ["▁ab"]
    assert small(tmp_path, "▁", "a", "b", "▁ab", scores=[-1.0, -1.0, -1.0, -3.5]).pieces("ab")[1:-1] == ["▁", "a", "b"]


def test_a_text_stands_between_the_marks_of_start_and_end(tokenizer: Words) -> None:
    pieces = tokenizer.pieces("wat is fotonica")
    assert pieces[:3] == ["<s>", "▁wat", "▁is"] and pieces[-1] == "</s>"
    assert "".join(pieces[1:-1]).replace("▁", " ") == " wat is fotonica"


@pytest.mark.parametrize(
    "written",
    [
        "  wat is   fotonica ", "wat\nis\tfotonica", "wat is\u00a0fotonica", "ｗａｔ is fotonica", "▁wat▁▁is fotonica▁",
        "wat\x1cis\x1ffotonica", "wat\u2028is\u3000fotonica\x85",
    ],
)
def test_white_space_and_letter_forms_make_no_difference(tokenizer: Words, written: str) -> None:
    assert tokenizer.ids(written) == tokenizer.ids("wat is fotonica")


def test_an_accent_typed_as_a_mark_of_its_own_is_the_same_letter(tokenizer: Words) -> None:
    assert tokenizer.ids("cafe\u0301") == tokenizer.ids("café") != tokenizer.ids("cafe")


def test_letters_of_another_script_are_one_unknown_piece(tokenizer: Words) -> None:
    assert tokenizer.pieces("光子学").count("<unk>") == 1
    assert "<unk>" not in tokenizer.pieces("Waar vind ik de zorg in Hengelo (Ov.)? 100% €5,-")


@pytest.mark.parametrize("name", ["Dvořák", "Šimić", "Nguyễn", "Əliyev", "Kovács Győző", "Ștefănescu", "Bērziņš"])
def test_a_name_with_rare_letters_can_be_spelled(tokenizer: Words, name: str) -> None:
    assert "".join(tokenizer.pieces(name)[1:-1]).replace("▁", " ") == f" {name}"


def test_the_name_of_a_special_piece_is_text_like_any_other(tokenizer: Words) -> None:
    pieces = tokenizer.pieces("<s> <pad> </s> <unk>")
    assert set(SPECIAL).isdisjoint(pieces[1:-1])


def test_a_long_text_is_cut_off_and_keeps_the_mark_of_its_end(tokenizer: Words) -> None:
    pieces = tokenizer.pieces("fotonica " * 500)
    assert len(pieces) == MAX_TOKENS and pieces[-1] == "</s>"
    assert pieces[:-1] == tokenizer.pieces("fotonica " * 400)[:-1]


def test_dropping_pieces_changes_no_example(tokenizer: Words, all_latin: Tokenizer) -> None:
    texts = [example.text for path in topic_paths(paths.TOPICS) for example in read_topic(path).examples]
    assert len(texts) > 5000
    different = [
        text for text in texts
        if tokenizer.pieces(text) != [all_latin.id_to_token(number) for number in all_latin.encode(text).ids]
    ]
    assert different == []


def cost(ids: List[int], scores: np.ndarray) -> float:
    """How unlikely a way to cut a text is; an unknown piece counts as the unlikeliest."""
    unknown = SPECIAL.index("<unk>")
    return -sum(scores[number] if number != unknown else scores.min() - 10 for number in ids)


@settings(max_examples=1000, deadline=None)
@given(TYPED)
@example("iii ии iii")
def test_any_text_is_cut_as_the_package_tokenizers_cuts_it(
    tokenizer: Words, same_pieces: Tokenizer, kept_scores: np.ndarray, text: str
) -> None:
    # tokenizers knows neither these separators nor a typed ▁ as white space, and its tables of Unicode are newer
    plain = unicodedata.normalize("NFKC", re.sub("[\x1c-\x1f▁]", " ", text))
    assume(same_pieces.normalizer.normalize_str(plain) == " ".join(plain.split()))
    assume(not any(name in plain for name in SPECIAL))  # there a typed mark is taken for a real one
    ours, theirs = tokenizer.ids(text), same_pieces.encode(plain).ids
    # of two ways that are as likely either may be taken: sums are rounded to 32 bits here, and to 64 there
    assert ours == theirs or cost(ours, kept_scores) == pytest.approx(cost(theirs, kept_scores), rel=1e-5)


@settings(max_examples=150, deadline=None)
@given(st.text(ODD, max_size=300))
def test_any_text_gives_known_ids_within_the_limit(tokenizer: Words, text: str) -> None:
    ids = tokenizer.ids(text)
    assert 2 <= len(ids) <= MAX_TOKENS
    assert all(0 <= number < tokenizer.count for number in ids)


# The tokenizer of another model


@pytest.fixture
def brought(tmp_path: Path, tiny_file: Path) -> Path:
    """A folder as other models have it: ``tokenizer.json``, without a length, and a graph."""
    folder = cache.ensure_built(lambda line: None, tmp_path)
    read = weights.read(weights.locate())
    kept = kept_ids(read.pieces)
    (folder / PIECES).rename(tmp_path / PIECES)
    tokenizer = with_tokenizers([read.pieces[i] for i in kept], read.scores[kept])
    tokenizer.no_truncation()
    tokenizer.enable_padding(length=150)
    tokenizer.save(str(folder / TOKENIZER))
    return folder


def test_a_model_with_a_tokenizer_of_its_own_gives_the_same_vectors(brought: Path, tmp_path: Path) -> None:
    theirs = SentenceEncoder(brought, "model.onnx")
    (brought / TOKENIZER).unlink()
    (tmp_path / PIECES).rename(brought / PIECES)
    np.testing.assert_array_equal(
        theirs.encode(["a b", "ab a", "query"]), SentenceEncoder(brought, "model.onnx").encode(["a b", "ab a", "query"])
    )


def test_a_model_with_a_tokenizer_without_a_length_reads_long_texts(brought: Path) -> None:
    assert SentenceEncoder(brought, "model.onnx").encode(["a b " * 400]).shape == (1, 64)
    ids = BroughtTokens(brought / TOKENIZER).ids("a b " * 400)
    assert len(ids) == MAX_TOKENS and ids[-1] == SPECIAL.index("</s>")


def test_the_tokenizer_counts_in_the_identity_of_a_model(brought: Path) -> None:
    before = SentenceEncoder(brought, "model.onnx").identity
    path = brought / TOKENIZER
    path.write_text(path.read_text("utf-8").replace('"<unk>"', '"<unknown>"').replace("▁query", "▁querx"), "utf-8")
    assert SentenceEncoder(brought, "model.onnx").identity != before


def test_the_packaged_encoder_needs_neither_tokenizers_nor_onnx() -> None:
    code = "import sys; from bot.encoder import load_encoder; load_encoder().encode(['moi']); print(*sys.modules)"
    cache.ensure_built()
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert {"tokenizers", "onnx", "google.protobuf"}.isdisjoint(done.stdout.split())
    assert "sentencepiece" in done.stdout.split()
