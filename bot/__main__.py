"""The command line: ``python -m bot``."""

from __future__ import annotations

from bot.commands import main

if __name__ == "__main__":
    main(prog_name="python -m bot")
