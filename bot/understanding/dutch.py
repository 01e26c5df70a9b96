"""The Dutch spaCy pipeline: the published one where it is installed, else the one that comes with the project.

Any Dutch pipeline with names of people fits.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

import spacy
from spacy.language import Language
from spacy.util import get_model_meta, get_package_version, is_package

INSTALLED = "dutch"
PREFERRED = ("nl_core_news_sm", "nl_ud_sm")
PERSON = frozenset({"PERSON", "PER"})
NEEDED = frozenset({"tok2vec", "ner", "entity_ruler"})


class PipelineError(RuntimeError):
    """A Dutch pipeline is missing, or another one than the model was trained with."""


@dataclass(frozen=True)
class Identity:
    """Which pipeline it is."""

    name: str
    version: str

    def as_dict(self) -> Dict[str, Any]:
        """As it is kept with a trained model."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def identify(setting: str = INSTALLED) -> Identity:
    """The pipeline that ``setting`` stands for: ``dutch``, the name of an installed package, or a folder.

    Raises ``PipelineError`` when there is none.
    """
    names = PREFERRED if setting == INSTALLED else (setting,)
    for name in names:
        if is_package(name):
            return Identity(name, str(get_package_version(name)))
        if Path(name).is_dir():
            return Identity(name, str(get_model_meta(Path(name)).get("version")))
    raise PipelineError(f"No Dutch spaCy pipeline: {' and '.join(names)} not installed. Run scripts/start, which installs one.")


@lru_cache(maxsize=4)
def load(name: str) -> Language:
    """The pipeline ``name`` with what names need; without the rest, which nothing here uses."""
    nlp = spacy.load(name)
    for component in [component for component in nlp.component_names if component not in NEEDED]:
        nlp.remove_pipe(component)
    return nlp


def people(text: str, setting: str = INSTALLED) -> List[Tuple[int, int]]:
    """Where names of people stand in ``text``: start and end, in order."""
    found = load(identify(setting).name)(text)
    return [(name.start_char, name.end_char) for name in found.ents if name.label_ in PERSON]
