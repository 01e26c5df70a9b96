"""Rasa without its noise: import this before anything of Rasa."""

from __future__ import annotations

import logging
import os
import warnings

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("LOG_LEVEL", "WARNING")  # also takes away Rasa's progress bars of milliseconds

import sanic  # noqa: E402, F401

# sanic switches deprecation warnings on when it is imported, so they are switched off after it
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.filterwarnings("ignore", message=".*pkg_resources.*")
# Rasa's advice that does not fit: answers stand in the topic files on purpose, and are found without its ResponseSelector
for advice in ("Slot auto-fill", "The following duplicated intents", "You have defined training data with examples"):
    warnings.filterwarnings("ignore", message=advice)


def quiet_logs(level: int = logging.WARNING) -> None:
    """Let libraries log from ``level``; the project's own log from INFO."""
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=level)
    logging.getLogger("bot").setLevel(logging.INFO)
    configure_structlog(level)
