"""``python -m bot train``."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--force", is_flag=True, help="Train also when nothing has changed.")
def train(force: bool) -> None:
    """Train the model from data/nlu and data/stories. Does nothing when the model is up to date."""
    import bot.quiet
    from bot import model

    bot.quiet.quiet_logs()
    if not force and model.is_current():
        click.echo("The model is up to date. Train all the same: python -m bot train --force")
        return
    try:
        model.train(click.echo, force)
    except model.TrainingError as error:
        click.echo(f"{error}. Run: python -m bot check", err=True)
        sys.exit(1)
