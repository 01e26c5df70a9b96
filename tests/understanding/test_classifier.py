"""The text classifier, on a handful of sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import List

import numpy as np
import pytest

from bot.encoder import load_encoder
from bot.understanding.classifier import TextModel, train
from bot.understanding.typos import with_typos
from bot.understanding.vectors import VectorCache

EXAMPLES = {
    "taart": [
        "Hoe bak ik een appeltaart?",
        "recept voor appeltaart",
        "welke appels voor een taart",
        "taart in de oven",
        "hoeveel suiker gaat er in een taart",
        "how do I bake a cake",
        "Wie backe ich einen Kuchen?",
    ],
    "trein": [
        "Hoe laat gaat de trein naar Almelo?",
        "trein naar Hengelo",
        "is de trein vertraagd",
        "van welk spoor vertrekt de trein",
        "wat kost een treinkaartje",
        "when does the train leave",
        "Wann fährt der Zug nach Enschede?",
    ],
    "weer": [
        "Gaat het morgen regenen?",
        "weerbericht voor Twente",
        "hoe warm wordt het vandaag",
        "komt er onweer",
        "schijnt de zon dit weekend",
        "will it rain tomorrow",
        "Wie wird das Wetter morgen?",
    ],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]
UNSEEN = {
    "ik wil een taart met appels maken": "taart",
    "Which platform does the train leave from?": "trein",
    "Regnet es heute in Twente?": "weer",
    "apeltaart recpet": "taart",
    "treinn naar almelo": "trein",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> VectorCache:
    """A cache of vectors for all trainings of this module."""
    return VectorCache(tmp_path_factory.mktemp("vectors") / "v")


@pytest.fixture(scope="module")
def model(kept: VectorCache) -> TextModel:
    """A classifier of three subjects."""
    return fit(kept)


def fit(kept: VectorCache, texts: List[str] = TEXTS, labels: List[str] = LABELS) -> TextModel:
    """Train without a word."""
    return train(texts, labels, load_encoder(), cache=kept, progress=lambda line: None)


def scores(model: TextModel, texts: List[str]) -> np.ndarray:
    """Scores of texts, each encoded alone."""
    return model.scores(texts, np.vstack([load_encoder().encode([text]) for text in texts]))


def best(model: TextModel, text: str) -> str:
    """The label with the highest score."""
    return model.labels[int(scores(model, [text])[0].argmax())]


@pytest.mark.parametrize("text, label", UNSEEN.items())
def test_a_sentence_that_was_never_seen_gets_the_right_label(model: TextModel, text: str, label: str) -> None:
    assert best(model, text) == label


def test_labels_are_sorted_and_each_has_a_score(model: TextModel) -> None:
    assert model.labels == ["taart", "trein", "weer"]
    assert scores(model, ["trein", "taart"]).shape == (2, 3)


def test_training_twice_gives_the_same_scores(model: TextModel, kept: VectorCache) -> None:
    np.testing.assert_array_equal(scores(fit(kept), list(UNSEEN)), scores(model, list(UNSEEN)))


def test_a_saved_model_gives_the_same_scores(model: TextModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = TextModel.load(tmp_path)
    assert loaded.labels == model.labels
    np.testing.assert_allclose(scores(loaded, list(UNSEEN)), scores(model, list(UNSEEN)), atol=1e-4)


def test_scores_are_single_precision_before_and_after_saving(model: TextModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert scores(model, ["trein"]).dtype == scores(TextModel.load(tmp_path), ["trein"]).dtype == np.float32


def test_a_saved_model_is_plain_arrays_and_json(model: TextModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["classifier.json", "classifier.npz"]
    with np.load(tmp_path / "classifier.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind == "f" for name in arrays.files)
    assert set(json.loads((tmp_path / "classifier.json").read_text("utf-8"))) == {"labels", "ngrams"}


def test_a_model_file_that_would_run_code_is_refused(model: TextModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    with np.load(tmp_path / "classifier.npz") as arrays:
        content = {name: arrays[name] for name in arrays.files}
    np.savez(tmp_path / "classifier.npz", **{**content, "words_idf": np.array([print], object)})
    with pytest.raises(ValueError, match="allow_pickle"):
        TextModel.load(tmp_path)


def test_a_score_does_not_depend_on_the_texts_beside_it(model: TextModel) -> None:
    together = scores(model, list(UNSEEN))
    alone = np.vstack([scores(model, [text]) for text in UNSEEN])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_an_unknown_word_is_no_error(model: TextModel) -> None:
    assert np.isfinite(scores(model, ["", "qqqq", "\ud83d", "光子学", "x" * 5000])).all()


def test_two_labels_work_as_well_as_three(kept: VectorCache) -> None:
    rows = [(text, label) for text, label in zip(TEXTS, LABELS) if label != "weer"]
    model = fit(kept, [text for text, _ in rows], [label for _, label in rows])
    assert scores(model, ["trein"]).shape == (1, 2)
    assert [best(model, text) for text in ("appeltaart bakken", "de trein van morgen")] == ["taart", "trein"]


def test_spelling_weighs_as_much_as_meaning_and_words_half(model: TextModel) -> None:
    rows = [with_typos(text, variant) for variant in range(2) for text in TEXTS] + TEXTS
    dense = (load_encoder().encode(rows) - model._mean) * model._scale @ model._sentence.weights + model._sentence.bias
    for kind, weight in (("characters", 1.0), ("words", 0.5)):
        assert model._ngrams[kind].scores(rows).std() == pytest.approx(weight * dense.std(), rel=0.2)


def test_meaning_alone_tells_what_no_word_tells(model: TextModel) -> None:
    assert best(model, "À quelle heure part le prochain TGV ?") == "trein"


def test_training_tells_how_far_it_is(tmp_path: Path) -> None:
    lines: List[str] = []
    train(TEXTS, LABELS, load_encoder(), 1, VectorCache(tmp_path / "v"), lines.append)
    assert lines[0] == "Training 1/3: sentence vectors of 42 texts"
    assert lines[-3] == "  100 %"
    assert lines[-2:] == ["Training 2/3: characters, 3 labels", "Training 3/3: words, 3 labels"]
