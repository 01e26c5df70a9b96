"""The page on screens of all sizes."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest
from playwright.sync_api import BrowserContext, expect

from .screen import Screen

SIZES = {"desktop": (1280, 900), "phone": (360, 740), "smallest": (320, 256)}
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.getClientRects().length && !node.closest('svg, .unseen'))
  .filter((node) => node.getBoundingClientRect().left < -1 || node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 100))"""
TOO_SMALL = """() => [...document.querySelectorAll('button, textarea, .links a')]
  .filter((node) => node.offsetParent)
  .filter((node) => { const { width, height } = node.getBoundingClientRect(); return width < 44 || height < 44; })
  .map((node) => node.outerHTML.slice(0, 100))"""


def look(size: str) -> Dict[str, Any]:
    """The settings of a browser of this size."""
    width, height = SIZES[size]
    return {"viewport": {"width": width, "height": height}}


def cut_off(screen: Screen) -> List[str]:
    """What sticks out at a side of the window."""
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    return screen.page.evaluate(CUT_OFF)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_first_screen_says_that_this_is_a_chatbot(open_screen: Callable[..., Screen], size: str) -> None:
    screen = open_screen(**look(size))
    expect(screen.page.get_by_text("Noaber is een chatbot, geen mens.")).to_be_in_viewport(ratio=1)
    screen.photo(f"first-{size}")


def test_the_first_screen_says_in_each_language_that_this_is_a_chatbot(screen: Screen) -> None:
    for button, text in [("EN", "is a chatbot, not a person"), ("DE", "ist ein Chatbot, kein Mensch")]:
        screen.page.get_by_role("button", name=f"{button}, ").click()
        expect(screen.page.get_by_text(text)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_scrolls_sideways(open_screen: Callable[..., Screen], size: str) -> None:
    screen = open_screen(**look(size))
    assert cut_off(screen) == []
    screen.ask("Hoe neem ik contact op met de Twente Board?")
    assert cut_off(screen) == []
    assert screen.page.evaluate(TOO_SMALL) == []


def test_a_conversation_fits_in_the_smallest_window(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(**look("smallest"))
    screen.press(screen.ask("Wat is fotonica?")["choices"][0]["label"])
    screen.field.focus()
    for part in [screen.field, screen.page.locator("#send")]:
        expect(part).to_be_in_viewport(ratio=1)
    screen.delete.click()
    screen.page.locator("#confirm-yes").scroll_into_view_if_needed()
    expect(screen.page.locator("#confirm-yes")).to_be_in_viewport(ratio=1)
    assert cut_off(screen) == []


def test_after_an_answer_the_question_stands_at_the_top_of_the_window(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(**look("phone"))
    screen.ask("Wat is fotonica?")
    screen.ask("Wat is de ambitie van Twente?")
    expect(screen.log.locator(".visitor").last).to_be_in_viewport(ratio=1)
    expect(screen.answers.last.get_by_role("heading")).to_be_in_viewport(ratio=1)
    screen.photo("answer-phone")


def test_without_javascript_the_page_says_where_to_go(new_context: Callable[..., BrowserContext], server: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/")
    expect(page.locator("noscript a")).to_have_attribute("href", "https://twenteboard.nl")
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator("#chat")).to_be_hidden()
