"""``python -m bot serve``."""

from __future__ import annotations

import sys

import click


@click.command()
def serve() -> None:
    """Serve the chat page and the API. HOST, PORT, RATE_LIMIT, DATABASE_URL and NOABER_SECRET in the environment change how."""
    import bot.quiet
    from bot import model
    from bot.server.launcher import StartError, address, check_free
    from bot.server.launcher import serve as run

    bot.quiet.quiet_logs()
    try:
        check_free(*address())
        run(model.ensure_current(click.echo))
    except (StartError, model.TrainingError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
