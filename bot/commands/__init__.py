"""The commands of ``python -m bot``, one a module."""

from __future__ import annotations

import sys
from typing import Any, Optional

import click

from bot.commands.ask import ask
from bot.commands.check import check
from bot.commands.evaluate import evaluate
from bot.commands.serve import serve
from bot.commands.staff_lists import questions, suggestions
from bot.commands.train import train
from bot.content.messages import MessagesError
from bot.content.yaml_file import ContentError
from bot.encoder.cache import EncoderCacheError
from bot.encoder.recent import RepeatError
from bot.encoder.weights import WeightsError


MENDABLE = (ContentError, MessagesError, WeightsError, EncoderCacheError, RepeatError)


class Commands(click.Group):
    """Ends with one plain line, not a stack trace, when something is wrong that the reader can mend."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(context)
        except Exception as error:
            known = _known_cause(error)
            if known is None:
                raise
            click.echo(str(known), err=True)
            sys.exit(1)


def _known_cause(error: Optional[BaseException]) -> Optional[BaseException]:
    """The error that the reader can mend, also where Rasa wrapped it in one of its own."""
    while error is not None and not isinstance(error, MENDABLE):
        error = error.__cause__
    return error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Noaber, the chatbot about the strategy of the Twente region."""


for command in (ask, train, serve, check, evaluate, suggestions, questions):
    main.add_command(command)
