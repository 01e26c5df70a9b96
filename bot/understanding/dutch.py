"""The Dutch spaCy pipeline: the published one where it is installed, else the one that comes with the project.

Any Dutch pipeline with names of people fits.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

import spacy
import yaml
from spacy.language import Language
from spacy.util import get_model_meta, get_package_version, is_package

from bot import paths

INSTALLED = "dutch"
PREFERRED = ("nl_core_news_sm", "nl_ud_sm")
PERSON = frozenset({"PERSON", "PER"})
UNUSED = ("tagger", "morphologizer", "parser", "senter", "lemmatizer", "attribute_ruler")
TOKENIZER = "bot.nlu.tokenizer.DutchTokenizer"


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


def setting(config: Path = paths.CONFIG) -> str:
    """The pipeline that ``config.yml`` names for the tokenizer: names are looked for with the same one."""
    components = yaml.safe_load(config.read_text("utf-8"))["pipeline"]
    tokenizer = next((component for component in components if component["name"] == TOKENIZER), {})
    return str(tokenizer.get("pipeline", INSTALLED))


def identify(wanted: str = INSTALLED) -> Identity:
    """The pipeline that ``wanted`` stands for: ``dutch``, the name of an installed package, or a folder.

    Raises ``PipelineError`` when there is none.
    """
    names = PREFERRED if wanted == INSTALLED else (wanted,)
    for name in names:
        if is_package(name):
            return Identity(name, str(get_package_version(name)))
        if Path(name).is_dir():
            return Identity(name, str(get_model_meta(Path(name)).get("version")))
    missing = f"No Dutch spaCy pipeline: {' and '.join(names)} not installed"
    raise PipelineError(f"{missing}. Run scripts/start, which installs one.")


@lru_cache(maxsize=4)
def load(name: str) -> Language:
    """The pipeline ``name``, without the parts that nothing here uses. Takes about a second."""
    return spacy.load(name, exclude=UNUSED)


@lru_cache(maxsize=1)
def _of_the_project() -> Language:
    return load(identify(setting()).name)


def people(text: str) -> List[Tuple[int, int]]:
    """Where names of people stand in ``text``: start and end, in order."""
    return people_of(_of_the_project(), text)


def people_of(pipeline: Language, text: str) -> List[Tuple[int, int]]:
    """The same with a ``pipeline`` of one's own."""
    return [(name.start_char, name.end_char) for name in pipeline(text).ents if name.label_ in PERSON]
