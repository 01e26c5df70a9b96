"""What a message means after what was said, as part of what Rasa knows of it."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import BotUttered, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content.library import shared_library
from bot.conversation.context import meaning
from bot.conversation.heard import Heard

KEYS = ("intent", "topic", "topics", "care")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContextReader(GraphComponent):
    """Replaces what the classifier made of a message where its context says more, and notes who the visitor is."""

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ContextReader:
        """Make the component; it has no settings."""
        return cls()

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Read each message in its context."""
        slots: Mapping[str, Any] = tracker.current_slot_values() if tracker else {}
        for message in messages:
            parse = {key: message.get(key) for key in KEYS}
            heard = Heard(message.get(TEXT) or "", parse, slots, last_reply(tracker), shared_library())
            found = meaning(heard)
            if found is None:
                found = {"entities": [*(message.get("entities") or []), *heard.said.entities]}
            for key, value in found.items():
                message.set(key, value, add_to_output=True)
        return messages


def last_reply(tracker: Optional[DialogueStateTracker]) -> Mapping[str, Any]:
    """The last reply that the bot gave in this session."""
    for event in reversed(tracker.events if tracker else []):
        if isinstance(event, SessionStarted):
            break
        if isinstance(event, BotUttered) and (event.metadata or {}).get("reply"):
            return event.metadata["reply"]
    return {}
