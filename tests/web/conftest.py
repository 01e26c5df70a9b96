"""A browser for the folder and a fresh page for each test."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, Callable, Iterator, List

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from .screen import PATIENCE, Screen

if TYPE_CHECKING:
    from conftest import Server

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic",
]
DESKTOP = {"width": 1280, "height": 900}


# of the session and used by all, so that nobody waits for a server when there is no browser
@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The path of the browser; without one this folder is skipped."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("tests of the page need Chromium: install it, or set CHROMIUM to its path")
    return path


# not of the session: as long as Playwright runs, other tests cannot start an event loop of their own
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, one for the whole folder."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a visitor's browser without a past, with a look of its own; closed after the test."""
    contexts: List[BrowserContext] = []

    def make(**look: Any) -> BrowserContext:
        settings = {"viewport": DESKTOP, "locale": "nl-NL", "reduced_motion": "reduce", **look}
        contexts.append(browser.new_context(**settings))
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_screen(new_context: Callable[..., BrowserContext], server: Server) -> Callable[..., Screen]:
    """Opens the page in a new browser context with a look of its own."""
    return lambda path="/", **look: Screen(new_context(**look).new_page(), server.url).open(path)


@pytest.fixture
def screen(open_screen: Callable[..., Screen]) -> Screen:
    """The page on a desktop, before the first message."""
    return open_screen()
