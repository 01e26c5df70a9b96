"""Settings and messages for the tests of the components."""

from __future__ import annotations

from typing import Any, Dict, Type

from rasa.engine.graph import GraphComponent
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.featurizer import SentenceEncoderFeaturizer


def settings(component: Type[GraphComponent], **given: Any) -> Dict[str, Any]:
    """The settings of a component: its defaults and what is given."""
    return {**component.get_default_config(), **given}


def featurized(text: str) -> Message:
    """A message with its vector, as the components after the featurizer get it."""
    featurizer = SentenceEncoderFeaturizer("featurizer", settings(SentenceEncoderFeaturizer))
    return featurizer.process([Message.build(text)])[0]
