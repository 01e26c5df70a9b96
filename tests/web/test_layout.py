"""The page and the window of the chat on screens of all sizes."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest
from playwright.sync_api import expect

from .screen import Screen

SIZES = {"desktop": (1280, 900), "phone": (360, 740), "smallest": (320, 256)}
EMBEDDED = "/insluiten"
# all elements, also those in shadow roots
ALL = """[...document.querySelectorAll('body *')]
  .flatMap((node) => [node, ...(node.shadowRoot?.querySelectorAll('*') ?? [])])
  .filter((node) => node.getClientRects().length && !node.closest('svg, .unseen, .skip, pre'))"""
CUT_OFF = f"""() => {ALL}
  .filter((node) => node.getBoundingClientRect().left < -1 || node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 100))"""
TOO_SMALL = f"""() => {ALL}.filter((node) => node.matches('button, textarea, summary, .links a, .languages a'))
  .map((node) => [node.getBoundingClientRect(), node])
  .filter(([{{ width, height }}]) => width < 43.9 || height < 43.9)
  .map(([, node]) => node.outerHTML.slice(0, 100))"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }"""
SPACE = f"""() => {{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`{SPACED}`);
  document.adoptedStyleSheets = [sheet];
  document.querySelector('noaber-chat').shadowRoot.adoptedStyleSheets.push(sheet);
}}"""


def look(size: str) -> Dict[str, Any]:
    """The settings of a browser of this size."""
    width, height = SIZES[size]
    return {"viewport": {"width": width, "height": height}}


def cut_off(screen: Screen) -> List[str]:
    """What sticks out at a side of the window."""
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    return screen.page.evaluate(CUT_OFF)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", EMBEDDED])
def test_before_the_first_question_it_says_that_this_is_a_chatbot(
    open_screen: Callable[..., Screen], size: str, path: str
) -> None:
    screen = open_screen(path=path, **look(size))
    if path == EMBEDDED:
        screen.open_chat()
    expect(screen.panel.get_by_text("Noaber is een chatbot, geen mens.")).to_be_in_viewport(ratio=1)
    expect(screen.panel.get_by_text("Chatbot over Twente")).to_be_visible()
    screen.photo(f"first-{path.strip('/')}-{size}")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "is a chatbot, not a person"), ("de", "ist ein Chatbot, kein Mensch")]
)
def test_the_first_screen_says_in_each_language_that_this_is_a_chatbot(
    open_screen: Callable[..., Screen], language: str, text: str
) -> None:
    screen = open_screen(path=f"/?language={language}")
    expect(screen.panel.get_by_text(text)).to_be_in_viewport(ratio=1)


def test_that_this_is_a_chatbot_stays_readable_during_the_conversation(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    notice = screen.panel.get_by_text("Noaber is een chatbot, geen mens.")
    notice.scroll_into_view_if_needed()
    expect(notice).to_be_in_viewport(ratio=1)
    expect(screen.answers.get_by_text("Noaber (chatbot)")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_the_page_is_cut_off_or_scrolls_sideways(open_screen: Callable[..., Screen], size: str) -> None:
    screen = open_screen(**look(size))
    screen.page.locator("summary").first.click()
    assert cut_off(screen) == []
    screen.ask("Hoe neem ik contact op met de Twente Board?")
    assert cut_off(screen) == []
    assert screen.page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_in_the_window_of_an_embedded_chat_is_cut_off(open_screen: Callable[..., Screen], size: str) -> None:
    screen = open_screen(path=EMBEDDED, **look(size))
    assert cut_off(screen) == []
    screen.open_chat()
    screen.ask("Hoe neem ik contact op met de Twente Board?")
    assert cut_off(screen) == []
    assert screen.page.evaluate(TOO_SMALL) == []
    box = screen.panel.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    assert box["x"] + box["width"] <= SIZES[size][0] and box["y"] + box["height"] <= SIZES[size][1]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_name_and_close_button_stay_in_sight_during_the_conversation(
    open_screen: Callable[..., Screen], size: str
) -> None:
    screen = open_screen(path=EMBEDDED, **look(size))
    screen.open_chat()
    screen.press(screen.ask("Hoe neem ik contact op met de Twente Board?")["choices"][0]["label"])
    for part in [screen.page.locator(".close"), screen.panel.locator("#heading"), screen.send]:
        expect(part).to_be_in_viewport(ratio=1)
    expect(screen.log.locator(".visitor").last).to_be_in_viewport(ratio=1)
    screen.photo(f"conversation-{size}")


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", EMBEDDED])
def test_no_other_page_scrolls_sideways_in_the_smallest_window(open_screen: Callable[..., Screen], path: str) -> None:
    page = open_screen(path="/", **look("smallest")).page
    page.goto(page.url.rstrip("/") + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/", EMBEDDED])
def test_a_conversation_fits_in_the_smallest_window(open_screen: Callable[..., Screen], path: str) -> None:
    screen = open_screen(path=path, **look("smallest"))
    if path == EMBEDDED:
        screen.open_chat()
    screen.press(screen.ask("Wat is fotonica?")["choices"][0]["label"])
    screen.field.focus()
    for part in [screen.field, screen.send, screen.panel.locator(".person")]:
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport(ratio=1)
    screen.delete.click()
    for button in screen.dialog.get_by_role("button").all():
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=0.95)  # a dialog scrolls by whole pixels, its buttons end at a fraction
    assert cut_off(screen) == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_wider_spacing_of_the_text_cuts_nothing_off(open_screen: Callable[..., Screen], size: str) -> None:
    screen = open_screen(path=EMBEDDED, **look(size))
    screen.open_chat()
    screen.page.evaluate(SPACE)
    screen.ask("Wat is fotonica?")
    assert cut_off(screen) == []
    for part in [screen.field, screen.send]:
        expect(part).to_be_in_viewport(ratio=1)


def test_text_of_twice_the_size_cuts_nothing_off(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path=EMBEDDED)
    screen.page.evaluate("document.documentElement.style.fontSize = '34px'")
    screen.open_chat()
    screen.ask("Wat is fotonica?")
    assert cut_off(screen) == []
    expect(screen.field).to_be_in_viewport(ratio=1)


def test_after_an_answer_the_question_stands_at_the_top_of_the_window(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(**look("phone"))
    screen.ask("Wat is fotonica?")
    screen.ask("Wat is de ambitie van Twente?")
    expect(screen.log.locator(".visitor").last).to_be_in_viewport(ratio=1)
    expect(screen.answers.last.get_by_role("heading")).to_be_in_viewport(ratio=1)
    screen.photo("answer-phone")


def test_a_person_is_within_reach_at_the_same_place_before_and_after_an_answer(screen: Screen) -> None:
    person = screen.panel.locator(".person")
    expect(person).to_have_text("Liever een mens?")
    screen.ask("Wat is fotonica?")
    expect(person).to_be_in_viewport(ratio=1)
    assert person.evaluate("(node) => node.matches('form .row:last-child > :first-child')")
    assert screen.replies_to(person.click)[0]["topic"] == "contact/medewerker"


def test_who_is_not_understood_is_shown_the_way_to_a_person_at_once(screen: Screen) -> None:
    for question in ["Wat wordt het weer morgen?", "asdf qwer zxcv"]:
        reply = screen.ask(question)
        assert reply["kind"] in ("refuse", "clarify")
    assert any("contact/" in choice["choice"] for choice in reply["choices"]) or "mens" in reply["text"]
    expect(screen.panel.locator(".person")).to_be_in_viewport(ratio=1)
