"""The sentence encoder as a component."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from components import featurized, settings
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import load_encoder
from bot.nlu.featurizer import SentenceEncoderFeaturizer, sentence_vector


def test_a_message_gets_the_vector_of_its_text() -> None:
    vector = sentence_vector(featurized("Wat is fotonica?"))
    assert vector.shape == (1, 384)
    np.testing.assert_allclose(vector, load_encoder().encode(["Wat is fotonica?"]), atol=1e-5)


def test_a_message_without_text_gets_zeros(storage: LocalModelStorage, context: ExecutionContext) -> None:
    component = SentenceEncoderFeaturizer.create(settings(SentenceEncoderFeaturizer), storage, Resource("r"), context)
    assert not sentence_vector(component.process([Message({})])[0]).any()


def test_a_message_without_a_vector_says_what_is_missing_in_the_settings() -> None:
    with pytest.raises(RuntimeError, match="config.yml: SentenceEncoderFeaturizer has to stand before"):
        sentence_vector(Message.build("Wat is fotonica?"))


def test_training_data_stays_as_it_is(training_data: TrainingData) -> None:
    component = SentenceEncoderFeaturizer("featurizer", settings(SentenceEncoderFeaturizer))
    before = training_data.fingerprint()
    assert component.process_training_data(training_data).fingerprint() == before


def test_an_unknown_precision_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidConfigException, match="one of float32, int8"):
        SentenceEncoderFeaturizer("featurizer", settings(SentenceEncoderFeaturizer, precision="int4"))


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfigException, match="no folder '.*none'"):
        SentenceEncoderFeaturizer("featurizer", settings(SentenceEncoderFeaturizer, model=str(tmp_path / "none")))


def test_another_encoder_asks_for_a_new_training() -> None:
    addons = {
        precision: SentenceEncoderFeaturizer.fingerprint_addon(settings(SentenceEncoderFeaturizer, precision=precision))
        for precision in ("int8", "float32")
    }
    assert addons["int8"] != addons["float32"]
    assert addons["int8"] == SentenceEncoderFeaturizer.fingerprint_addon(settings(SentenceEncoderFeaturizer))


def test_what_was_masked_is_not_read() -> None:
    plain, masked = featurized("Waar vraag ik subsidie aan?"), featurized("Waar vraag ik subsidie aan? [telefoonnummer]")
    np.testing.assert_array_equal(sentence_vector(plain), sentence_vector(masked))
