"""WCAG 2.2 AA as far as axe can see, and what it cannot: focus and what is read aloud."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from .screen import Screen

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS: Dict[str, Dict[str, Any]] = {
    "desktop": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
# per node that is added to the log: its class, whether it is read aloud, and its text
WATCH_LOG = """() => {
  window.added = [];
  const loud = (node) => (node.nodeType === 1 ? node : node.parentElement).closest('[aria-live]')?.ariaLive !== 'off';
  const note = (node) => loud(node) && added.push([node.className ?? '', node.textContent]);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(note)))
    .observe(document.getElementById('log'), {childList: true, subtree: true, characterData: true});
}"""
# where the focus is, unless it is on the composer or below the chat
FOCUS = """() => {
  const at = document.activeElement, form = document.getElementById('form');
  if (at === document.body || form.contains(at) || at.closest('footer')) return null;
  const { top, bottom } = at.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return { name: at.textContent, hidden: top < 0 || bottom > form.getBoundingClientRect().top + 1,
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) };
}"""


def violations(page: Page) -> List[str]:
    """What axe finds wrong: the rule and the elements."""
    options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {json.dumps([node['target'] for node in rule['nodes']])}" for rule in found]


def first_screen(screen: Screen) -> None:
    """Nothing asked yet."""


def answered(screen: Screen) -> None:
    """An answer with links and choices, one of them used."""
    screen.press(screen.ask("Hoe neem ik contact op met de Twente Board?")["choices"][0]["label"])
    expect(screen.answers.first.locator(".links a").first).to_be_visible()


def deleting(screen: Screen) -> None:
    """The question whether to delete the conversation."""
    screen.ask("Wat is fotonica?")
    screen.delete.click()
    expect(screen.dialog).to_be_visible()


def failed(screen: Screen) -> None:
    """A question that did not arrive."""
    screen.fail_once()
    screen.type("Wat is fotonica?")
    expect(screen.retry).to_be_visible()


STATES = [
    *[(state, "desktop") for state in (first_screen, answered, deleting, failed)],
    *[(state, "dark") for state in (answered, deleting, failed)],
    *[(state, "phone") for state in (answered, deleting)],
]


@pytest.mark.parametrize(("state", "look"), STATES)
def test_axe_finds_nothing_wrong(
    open_screen: Callable[..., Screen], state: Callable[[Screen], None], look: str
) -> None:
    screen = open_screen(**LOOKS[look])
    state(screen)
    assert violations(screen.page) == []


def test_axe_sees_a_field_without_a_label_and_pale_text(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.set_content('<html lang="nl"><title>x</title><p style="color: #ccc">Bleek</p><input>')
    assert [violation.split(":")[0] for violation in violations(page)] == ["color-contrast", "label"]


def test_a_question_can_be_asked_and_answered_with_the_keyboard_alone(screen: Screen) -> None:
    screen.tab_to("#question")
    screen.page.keyboard.type("Wat is fotonica?")
    reply = screen.replies_to(lambda: screen.page.keyboard.press("Enter"))[0]
    assert reply["topic"] == "technologie/fotonica"
    assert screen.focus_is_on("#question")
    screen.tab_to(".choices li:first-child button", "Shift+Tab")
    screen.replies_to(lambda: screen.page.keyboard.press("Enter"))
    expect(screen.answers).to_have_count(2)


def test_a_used_choice_keeps_the_focus_and_does_nothing_more(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    screen.tab_to(".choices li:first-child button", "Shift+Tab")
    screen.replies_to(lambda: screen.page.keyboard.press("Enter"))
    assert screen.focus_is_on(".choices li:first-child button.chosen")
    sent = len(screen.requests)
    screen.page.keyboard.press("Enter")
    expect(screen.log.locator(".visitor")).to_have_count(2)
    assert screen.requests[sent:] == []


def test_the_first_tab_skips_to_the_chat(screen: Screen) -> None:
    screen.page.keyboard.press("Tab")
    assert screen.focus_is_on(".skip")
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Tab")
    assert screen.focus_is_on(".example")


def test_the_focus_is_always_in_sight(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(**LOOKS["phone"])
    answered(screen)
    screen.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    seen = []
    for _ in range(40):
        screen.page.keyboard.press("Tab")
        seen.append(screen.page.evaluate(FOCUS))
    places = [place for place in seen if place]
    assert len(places) > 15
    assert [place for place in places if place["hidden"] or place["outline"] < 2] == []


def test_each_answer_is_read_aloud_once(screen: Screen) -> None:
    screen.page.evaluate(WATCH_LOG)
    for number, question in enumerate(["Wat is fotonica?", "Wat is de ambitie van Twente?"], 1):
        reply = screen.ask(question)
        added = screen.page.evaluate("added")
        assert [name for name, _ in added] == ["answer"] * number
        assert reply["title"] in added[-1][1] and reply["source"]["title"] not in added[-1][1]


def test_the_waiting_and_the_problem_are_read_aloud(screen: Screen) -> None:
    expect(screen.page.get_by_role("status")).to_have_count(1)
    failed(screen)
    expect(screen.page.get_by_role("alert")).to_contain_text("geen verbinding")
