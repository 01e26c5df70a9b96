"""A small Dutch spaCy pipeline: word classes, features, lemmas, dependencies and names. See README.md beside the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides: Any) -> Language:
    """Load the pipeline; what ``spacy.load("nl_ud_sm")`` calls."""
    return load_model_from_init_py(__file__, **overrides)
