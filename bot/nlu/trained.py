"""What the trained components share: storing and loading a text classifier in Rasa's archive."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import Any, ClassVar, Dict, List, Optional, Text, Type, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.encoder import Encoder
from bot.nlu.featurizer import SentenceEncoderFeaturizer, encoder_of
from bot.understanding import classifier, language, typos
from bot.understanding.classifier import TextModel

Component = TypeVar("Component", bound="TrainedComponent")


class TrainedComponent(GraphComponent):
    """A component that holds one model of text. ``model`` and ``precision``: the encoder, as for the featurizer.

    ``kind``: class of the model, which saves itself to a folder and loads itself from it.
    """

    kind: ClassVar[Any] = TextModel

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings and their defaults."""
        return {"model": "packaged", "precision": "int8", "threads": 2}

    @classmethod
    def required_components(cls) -> List[type]:
        """The featurizer whose vectors are read."""
        return [SentenceEncoderFeaturizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages without which the component cannot run."""
        return ["sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """What Rasa's own fingerprint does not see: the encoder's files and the code that trains."""
        # a component that Rasa takes from its cache has no settings
        encoder = encoder_of(config).identity if "model" in config else ""
        source = "".join(inspect.getsource(module) for module in (classifier, language, typos))
        return hashlib.sha256((encoder + source).encode()).hexdigest()

    @classmethod
    def create(
        cls: Type[Component], config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """Make an untrained component."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls: Type[Component], config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> Component:
        """Load the trained component. Raises ``ValueError`` when the archive does not hold one."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, cls.kind.load(Path(folder)))

    def __init__(
        self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, model: Any
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, model_storage, resource, model

    @property
    def model(self) -> Any:
        """The trained model, of the class ``kind``. Raises ``RuntimeError`` when there is none."""
        if self._model is None:
            raise RuntimeError(f"{type(self).__name__} is not trained; run: python -m bot train")
        return self._model

    @property
    def encoder(self) -> Encoder:
        """The encoder that the settings name."""
        return encoder_of(self._config)

    def keep(self, model: Any) -> Resource:
        """Write a trained model to the archive."""
        with self._storage.write_to(self._resource) as folder:
            model.save(Path(folder))
        return self._resource


def language_of(example: Message) -> Text:
    """The language that the content file gives for the block of an example."""
    return ((example.get("metadata") or {}).get("intent") or {}).get("language", "nl")
