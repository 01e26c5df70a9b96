"""Topics: one file each, with examples and answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple, Type, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.misfit import misfits
from bot.content.models import Response, TopicFile, TopicMetadata
from bot.content.texts import PARAGRAPH
from bot.content.yaml_file import ContentError, YamlFile

OUT_OF_SCOPE = "gesprek/buiten_bereik"
CONVERSATION_GROUP, CONTACT_GROUP = "gesprek", "contact"
PERSON, GENERAL, CAN_DO = "contact/medewerker", "contact/algemeen", "gesprek/kunnen"
DOWNLOAD = "strategie/download"
DEPTHS = ("text", "meer", "eenvoudig")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Example:
    """A sentence that belongs to a topic; ``language`` is nl, twents, en or de."""

    text: str
    topic: str
    language: str
    line: int = 0


@dataclass(frozen=True)
class Topic:
    """A topic: its id (``group/key``), examples and answer."""

    id: str
    examples: Tuple[Example, ...]
    response: Response

    @property
    def group(self) -> str:
        """The part of the id before the slash: also the retrieval intent in Rasa."""
        return self.id.partition("/")[0]

    @property
    def metadata(self) -> TopicMetadata:
        """Everything about the answer besides its short Dutch text."""
        return self.response.metadata

    def title(self, language: str) -> str:
        """The title in ``language``."""
        return self.metadata.title.in_(language)

    def answer(self, language: str, depth: str = "text") -> Optional[str]:
        """The answer in ``language`` and ``depth`` (text, meer or eenvoudig); None when that depth was not written."""
        if language != "nl":
            text = getattr(getattr(self.metadata, language), depth)
        else:
            text = self.response.text if depth == "text" else getattr(self.metadata, depth)
        return text and PARAGRAPH.sub("\n\n", text)


def parse(file: YamlFile, model: Type[Model]) -> Model:
    """The content of ``file`` as ``model``. Raises ``ContentError`` for the first value that does not fit."""
    data = file.data if isinstance(file.data, dict) else {}
    try:
        return model.parse_obj({str(key): value for key, value in data.items()})
    except ValidationError as error:
        raise misfits(file, error)[0] from error


def topic_id(path: Path) -> str:
    """The id that a topic file has by its place: ``<group>/<key>``."""
    return f"{path.parent.name}/{path.stem}"


def read_topic(path: Path) -> Topic:
    """Read one topic file. Raises ``ContentError`` with file and line."""
    file = YamlFile(path)
    content = parse(file, TopicFile)
    identity = topic_id(path)
    responses = content.responses.get(f"utter_{identity}")
    if not responses:
        raise file.error("no_answer", "responses", topic=identity)
    return Topic(identity, tuple(read_examples(file, content)), responses[0])


def read_examples(file: YamlFile, content: TopicFile) -> List[Example]:
    """All examples of a topic file with their lines."""
    examples = []
    for index, block in enumerate(content.nlu):
        first = file.line("nlu", index, "examples") + 1
        for offset, line in enumerate(str(file.data["nlu"][index]["examples"]).splitlines()):
            if not line.strip():
                continue
            if not line.startswith("- "):
                raise ContentError(file.path, first + offset, "example_dash")
            examples.append(Example(line[2:].strip(), block.intent, block.metadata.language, first + offset))
    return examples


def topic_paths(folder: Path) -> List[Path]:
    """The topic files in ``folder``, in a fixed order."""
    return sorted(folder.glob("*/*.yml"))
