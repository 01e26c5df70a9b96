"""A project folder as far as it can be read: what the checks look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple, Type, TypeVar

from pydantic import BaseModel

from bot.content.checks.finding import Finding
from bot.content.checks.shape import fit, read_yaml
from bot.content.guides import GUIDES
from bot.content.models import Contacts, Downloads, Response, Sources, TopicFile, TopicMetadata
from bot.content.topics import Example, Topic, topic_id, topic_paths
from bot.content.yaml_file import Place, YamlFile

DASH = "- "
TEXT_FILES = ("conversation", "errors", "page")

Model = TypeVar("Model", bound=BaseModel)


class TopicPage:
    """One topic file with its places."""

    def __init__(self, file: YamlFile, content: TopicFile) -> None:
        self.file, self.content, self.id = file, content, topic_id(file.path)
        self._answer = f"utter_{self.id}"
        self.responses: List[Response] = content.responses.get(self._answer) or []

    @property
    def response(self) -> Optional[Response]:
        """The answer, when there is one."""
        return self.responses[0] if self.responses else None

    @property
    def topic(self) -> Topic:
        """The topic without its examples. Only when there is an answer."""
        return Topic(self.id, (), self.responses[0])

    @property
    def metadata(self) -> TopicMetadata:
        """Everything about the answer besides its short Dutch text. Only when there is an answer."""
        return self.responses[0].metadata

    @property
    def examples(self) -> List[Example]:
        """The examples that are written as such."""
        return [
            Example(line[len(DASH) :].strip(), self.id, language, number)
            for number, line, language in self.example_lines() if line.startswith(DASH)
        ]

    def example_lines(self) -> Iterator[Tuple[int, str, str]]:
        """Number, text and language of each line with an example."""
        for index, block in enumerate(self.content.nlu):
            first = self.file.line("nlu", index, "examples") + 1
            for offset, line in enumerate(str(self.file.data["nlu"][index]["examples"]).splitlines()):
                if line.strip():
                    yield first + offset, line, block.metadata.language

    def finding(self, key: str, *place: Any, **values: Any) -> Finding:
        """A finding at ``place`` in the file."""
        return Finding.at(self.file.path, self.file.line(*place), key, **values)

    def metadata_place(self, *place: Any) -> Place:
        """Where a part of the metadata stands in the file."""
        return ("responses", self._answer, 0, "metadata", *place)

    def text_place(self, language: str, depth: str) -> Place:
        """Where a version of the answer stands in the file."""
        if language != "nl":
            return self.metadata_place(language, depth)
        return ("responses", self._answer, 0, "text") if depth == "text" else self.metadata_place(depth)


class Folder:
    """The content of a project folder; ``findings`` says which files, or parts of them, could not be read."""

    def __init__(self, root: Path) -> None:
        self.root, self.data = root, root / "data"
        self.findings: List[Finding] = []
        self.files: List[YamlFile] = []  # without those of Rasa
        self.topic_ids = [topic_id(path) for path in topic_paths(self.data / "nlu")]
        self.topics = [page for page in map(self._topic, topic_paths(self.data / "nlu")) if page]
        self.contacts = self._read(self.data / "contacts.yml", Contacts)
        self.downloads = self._read(self.data / "downloads.yml", Downloads)
        self.sources = self._read(self.data / "sources.yml", Sources)
        self.guides = {name: self._read(self.data / f"{name}.yml", model) for name, model in GUIDES.items()}
        self.texts = [file for file in map(self.yaml, self._text_paths()) if file]
        self.confirmations = self.yaml(self.data / "confirmations.yml")
        self.decision = self.yaml(self.data / "decision.yml")
        self.staff = self.yaml(self.data / "staff.yml")
        self.domain = read_yaml(root / "domain.yml", self.findings)
        paths = sorted((self.data / "stories").glob("*.yml"))
        self.stories = [file for file in (read_yaml(path, self.findings) for path in paths) if file]

    @property
    def groups(self) -> List[str]:
        """The groups of topics, in a fixed order."""
        return sorted({identity.partition("/")[0] for identity in self.topic_ids})

    def counts(self) -> Dict[str, int]:
        """How much content there is."""
        return {
            "topics": len(self.topics),
            "examples": sum(len(page.examples) for page in self.topics),
            "contacts": len(self.contacts[1].contacts) if self.contacts else 0,
            "downloads": len(self.downloads[1].downloads) if self.downloads else 0,
        }

    def yaml(self, path: Path) -> Optional[YamlFile]:
        """The file ``path``, remembered among ``files``; None, with a finding, when it cannot be read."""
        file = read_yaml(path, self.findings)
        self.files += [file] if file else []
        return file

    def _text_paths(self) -> List[Path]:
        return [self.data / "texts" / f"{name}.yml" for name in TEXT_FILES]

    def _read(self, path: Path, model: Type[Model]) -> Optional[Tuple[YamlFile, Model]]:
        file = self.yaml(path)
        value = fit(file, model, self.findings) if file else None
        return (file, value) if file and value else None

    def _topic(self, path: Path) -> Optional[TopicPage]:
        read = self._read(path, TopicFile)
        return TopicPage(*read) if read else None
