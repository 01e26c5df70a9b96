"""Sentence vectors: that they are right, and that no text breaks them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.encoder import SentenceEncoder, cache, load_encoder
from bot.encoder.recent import RecentVectors

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))["sentences"]
SAME_MEANING = [
    (
        "Hoe kan ik mijn bedrijf verduurzamen?",
        "How can I make my business more sustainable?",
        "Wie kann ich mein Unternehmen nachhaltiger machen?",
        "Hoe laat begint het concert van vanavond?",
    ),
    ("Wat is fotonica?", "What is photonics?", "Was ist Photonik?", "Waar kan ik parkeren in Almelo?"),
    (
        "Welke gemeenten horen bij Twente?",
        "Which municipalities belong to Twente?",
        "Welche Gemeinden gehören zu Twente?",
        "Hoe maak ik een goede appeltaart?",
    ),
    (
        "Ik zoek personeel voor mijn fabriek",
        "I am looking for staff for my factory",
        "Ich suche Personal für meine Fabrik",
        "De zon komt morgen vroeg op",
    ),
]
TEXTS = [text for row in SAME_MEANING for text in row]
ODD = {
    "a character that stands for eighteen": "\ufdfa" * 200,
    "NUL": "wat\0is fotonica",
    "a lone surrogate": "\ud800 wat is dit",
    "100,000 characters": "a" * 100_000,
    "many words": "fotonica " * 12_000,
    "emoji": "👍🏽👩‍👩‍👧 🇳🇱" * 20,
    "Arabic": "ما هي الضوئيات",
    "Chinese": "什么是光子学",
    "Cyrillic": "что такое фотоника",
    "marks without a letter": "\u0301" * 500,
    "control characters": "\x01\x02\x07\x1b[0m",
    "text from right to left": "\u202efotonica",
    "invisible characters": "\u200b\u200d\ufeff\xad",
    "special pieces": "<s> <pad> </s> <unk> <mask>",
}


def fresh(precision: str, threads: int = 2) -> SentenceEncoder:
    """An encoder that remembers no vectors."""
    return SentenceEncoder(cache.ensure_built(), cache.GRAPHS[precision], threads, RecentVectors(seconds=0))


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    """Cosine similarity of two vectors."""
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize("sentence", REFERENCE, ids=lambda sentence: sentence["text"])
def test_vectors_are_those_of_the_original_engine(unadapted: SentenceEncoder, sentence: Dict[str, Any]) -> None:
    found, wanted = unadapted.encode([sentence["text"]])[0, :16], np.array(sentence["first"])
    assert cosine(found, wanted) > 0.999
    assert np.abs(found - wanted).max() < 0.01


def test_eight_bits_give_nearly_the_same_vectors_as_full_precision(
    int8: SentenceEncoder, float32: SentenceEncoder
) -> None:
    sentences = [sentence["text"] for sentence in REFERENCE] + TEXTS
    near = [cosine(int8.encode([sentence])[0], float32.encode([sentence])[0]) for sentence in sentences]
    assert min(near) > 0.97 and np.mean(near) > 0.99


@pytest.mark.parametrize("precision", ["int8", "float32"])
@pytest.mark.parametrize("sentences", SAME_MEANING, ids=lambda row: row[0])
def test_a_translation_is_nearer_than_another_subject(precision: str, sentences: List[str]) -> None:
    *same, other = load_encoder(precision=precision).encode(sentences)
    nearest_other = max(cosine(vector, other) for vector in same)
    for one in range(3):
        for two in range(one):
            assert cosine(same[one], same[two]) > nearest_other + 0.05


def test_twents_is_near_to_the_dutch_that_it_means(int8: SentenceEncoder) -> None:
    twents, dutch, other = int8.encode(
        ["Wat is noaberschop?", "Wat is noaberschap?", "Hoe maak ik een goede appeltaart?"]
    )
    assert cosine(twents, dutch) > cosine(twents, other) + 0.05


@pytest.mark.parametrize("precision", ["int8", "float32"])
def test_many_texts_at_once_give_the_vectors_of_each_alone(precision: str) -> None:
    sentences = [*TEXTS, "moi", TEXTS[0] * 5, "", *TEXTS]
    alone = np.vstack([fresh(precision).encode([sentence]) for sentence in sentences])
    np.testing.assert_array_equal(fresh(precision).encode(sentences), alone)


def test_the_same_text_always_gives_the_same_vector(int8: SentenceEncoder) -> None:
    found = int8.encode([TEXTS[0]])
    np.testing.assert_array_equal(found, int8.encode([TEXTS[0]]))
    np.testing.assert_array_equal(found, fresh("int8").encode([TEXTS[0]]))


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_makes_no_difference(int8: SentenceEncoder, threads: int) -> None:
    other = fresh("int8", threads)
    np.testing.assert_array_equal(other.encode(TEXTS), int8.encode(TEXTS))
    assert other.identity == int8.identity


def test_vectors_have_384_numbers_and_length_one(int8: SentenceEncoder) -> None:
    vectors = int8.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), int8.dimension) == (16, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\n\t \r\n", "\u3000\u00a0", "\0", "\ud800", "\udfff \0"])
def test_a_text_without_characters_gives_zeros(int8: SentenceEncoder, text: str) -> None:
    assert not int8.encode([text]).any()


def test_no_texts_give_no_vectors(int8: SentenceEncoder) -> None:
    assert int8.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_gives_an_ordinary_vector(int8: SentenceEncoder, text: str) -> None:
    vector = int8.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_does_not_harm_the_texts_beside_it(float32: SentenceEncoder, text: str) -> None:
    np.testing.assert_allclose(
        float32.encode([text, "wat is fotonica"])[1:], float32.encode(["wat is fotonica"]), atol=1e-5
    )


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_any_text_gives_a_unit_vector_or_zeros(int8: SentenceEncoder, text: str) -> None:
    vector = int8.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(0 if not vector.any() else 1, abs=1e-5)


def test_lone_surrogates_and_nul_are_read_over(int8: SentenceEncoder) -> None:
    plain, broken = int8.encode(["wat is fotonica"]), int8.encode(["\udc00wat\0is fotonica\ud800"])
    np.testing.assert_array_equal(plain, broken)


def test_only_the_first_2000_characters_are_read(int8: SentenceEncoder) -> None:
    text = " " * 1985 + "wat is fotonica"
    np.testing.assert_array_equal(int8.encode([text + " en robotica"]), int8.encode(["wat is fotonica"]))


def test_capitals_and_punctuation_change_little(int8: SentenceEncoder) -> None:
    plain, loud, other = int8.encode(["wat is fotonica", "WAT IS FOTONICA???", "hoe laat gaat de trein"])
    assert cosine(plain, loud) > cosine(plain, other) + 0.05


def test_progress_is_told_up_to_the_number_of_texts(int8: SentenceEncoder) -> None:
    told: List[int] = []
    int8.encode(["moi"] * 70 + [""], told.append)
    assert told == [32, 64, 70]


def test_an_encoder_is_loaded_once_in_a_process(int8: SentenceEncoder, float32: SentenceEncoder) -> None:
    assert load_encoder() is int8 and load_encoder(precision="float32") is float32


def test_both_precisions_have_an_identity_of_their_own(int8: SentenceEncoder, float32: SentenceEncoder) -> None:
    assert int8.identity != float32.identity
