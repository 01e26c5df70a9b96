"""``python -m bot check``."""

from __future__ import annotations

import click


@click.command()
def check() -> None:
    """Check the content."""
