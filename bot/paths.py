"""Where things are in the project folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
TOPICS = DATA / "nlu"
TEXTS = DATA / "texts"
STAFF_MESSAGES = DATA / "staff.yml"
CONTACTS = DATA / "contacts.yml"
DOWNLOADS = DATA / "downloads.yml"
SOURCES = DATA / "sources.yml"
CARE_EXAMPLES = DATA / "care_examples.yml"
DECISION = DATA / "decision.yml"
STORIES = DATA / "stories"
CONFIG = ROOT / "config.yml"
DOMAIN = ROOT / "domain.yml"
ENDPOINTS = ROOT / "endpoints.yml"
CREDENTIALS = ROOT / "credentials.yml"
WEB = ROOT / "web"
MODELS = ROOT / "models"
CACHE = ROOT / ".cache"
VAR = ROOT / "var"
QUESTIONS = ROOT / "tests" / "understanding"
FLOORS = QUESTIONS / "floors.yml"
RESULTS = ROOT / "results"


def relative(path: Path) -> str:
    """The path as a reader in the project folder writes it."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return str(path)
