"""Commands end with one plain line when something is wrong that the reader can mend."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from bot.commands import Commands
from bot.encoder.weights import WeightsError


@click.group(cls=Commands)
def group() -> None:
    """Commands for these tests."""


@group.command()
def wrapped() -> None:
    """Fails as Rasa does: with an error of its own around the known one."""
    try:
        raise WeightsError("the weights are missing; run: uv sync")
    except WeightsError as error:
        raise RuntimeError("Error running graph component") from error


@group.command()
def unknown() -> None:
    """Fails for a reason that nobody foresaw."""
    raise KeyError("surprise")


def test_an_error_that_can_be_mended_is_one_line() -> None:
    result = CliRunner().invoke(group, ["wrapped"])
    assert (result.exit_code, result.output) == (1, "the weights are missing; run: uv sync\n")


def test_an_error_that_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        CliRunner().invoke(group, ["unknown"], catch_exceptions=False)
