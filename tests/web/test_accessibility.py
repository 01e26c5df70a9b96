"""WCAG 2.2 AA as far as axe can see, and what it cannot: focus and what is read aloud."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from .screen import DEEP_FOCUS, Screen, canned

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EMBEDDED = "/insluiten"
LOOKS: Dict[str, Dict[str, Any]] = {
    "desktop": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "smallest": {"viewport": {"width": 320, "height": 256}},
    "forced": {"forced_colors": "active"},
}
# per node that is added to the log: its class, whether it is read aloud, and its text
WATCH_LOG = """(root) => {
  window.added = [];
  const loud = (node) => (node.nodeType === 1 ? node : node.parentElement).closest('[aria-live]')?.ariaLive !== 'off';
  const note = (node) => loud(node) && added.push([node.className ?? '', node.textContent]);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(note)))
    .observe(root.getElementById('log'), {childList: true, subtree: true, characterData: true});
}"""
# where the focus is, unless it is on the composer or below the chat
FOCUS = """() => {
  const at = (DEEP_FOCUS)(), form = document.querySelector('noaber-chat').shadowRoot.querySelector('form');
  if (at === document.body || form.contains(at) || at.closest('.topics, footer')) return null;
  const { top, bottom } = at.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return { name: at.textContent, hidden: top < 0 || bottom > form.getBoundingClientRect().top + 1,
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) };
}""".replace("DEEP_FOCUS", DEEP_FOCUS)
ANIMATED = "(root) => getComputedStyle(root.querySelector('.status'), '::after').animationName"


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


def downloading(screen: Screen) -> None:
    """An answer with a download, and one that Noaber does not know."""
    screen.ask("Waar kan ik het plan downloaden?")
    assert screen.ask("Wat wordt het weer morgen?")["kind"] == "refuse"


STATES = [(state, look) for look in LOOKS for state in (first_screen, answered, deleting, failed, downloading)]


@pytest.mark.parametrize(("state", "look"), STATES)
def test_axe_finds_nothing_wrong_on_the_page(
    open_screen: Callable[..., Screen], state: Callable[[Screen], None], look: str
) -> None:
    screen = open_screen(**LOOKS[look])
    state(screen)
    # to the end: what is half behind the composer seems too small to axe
    screen.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert violations(screen.page) == []
    screen.photo(f"page-{state.__name__}-{look}")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_wrong_in_the_window_of_an_embedded_chat(
    open_screen: Callable[..., Screen], look: str
) -> None:
    screen = open_screen(path=EMBEDDED, **LOOKS[look])
    assert violations(screen.page) == []
    screen.photo(f"window-closed-{look}")
    screen.open_chat()
    screen.photo(f"window-open-{look}")
    for state in (answered, failed):
        state(screen)
        assert violations(screen.page) == []
        screen.photo(f"window-{state.__name__}-{look}")


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", EMBEDDED])
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_axe_finds_nothing_wrong_on_the_other_pages(
    new_context: Callable[..., BrowserContext], server: Any, path: str, language: str
) -> None:
    page = new_context().new_page()
    page.goto(f"{server.url}{path}?language={language}")
    assert violations(page) == []


def test_axe_sees_a_field_without_a_label_and_pale_text(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.set_content('<html lang="nl"><title>x</title><p style="color: #ccc">Bleek</p><input>')
    assert [violation.split(":")[0] for violation in violations(page)] == ["color-contrast", "label"]


def test_axe_sees_a_fault_within_the_chat(screen: Screen) -> None:
    screen.in_chat("(root) => { root.querySelector('label').remove(); }")
    assert [violation.split(":")[0] for violation in violations(screen.page)] == ["label"]


def test_a_keyboard_is_enough_to_open_ask_follow_rate_delete_and_close(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path=EMBEDDED)
    keys = screen.page.keyboard
    screen.tab_to("button.open")
    keys.press("Enter")
    expect(screen.field).to_be_focused()
    keys.type("Wat is fotonica?")
    screen.replies_to(lambda: keys.press("Enter"))
    assert screen.focus_is_on("#question")
    screen.tab_to(".rating button[value='up']", "Shift+Tab")
    keys.press("Enter")
    expect(screen.status).to_have_text("Bedankt voor uw oordeel.")
    assert screen.focus_is_on("[value='up'][aria-pressed='true']")
    screen.page.route("https://chiptechtwente.com/**", lambda route: route.fulfill(body="Aangekomen"))
    screen.tab_to(".links a", "Shift+Tab")
    keys.press("Enter")
    expect(screen.page.get_by_text("Aangekomen")).to_be_visible()
    screen.page.go_back()
    screen.tab_to("button.open")
    keys.press("Enter")
    expect(screen.answers).to_have_count(1)
    screen.tab_to(".delete", "Shift+Tab")
    keys.press("Enter")
    expect(screen.dialog.get_by_role("button").first).to_be_focused()
    keys.press("Enter")
    expect(screen.log).to_be_empty()
    assert screen.focus_is_on("#heading")
    keys.press("Escape")
    expect(screen.launcher).to_be_focused()
    expect(screen.panel).to_be_hidden()


def test_a_choice_can_be_pressed_and_retried_with_the_keyboard_alone(screen: Screen) -> None:
    screen.tab_to("#question")
    screen.page.keyboard.type("Wat is fotonica?")
    reply = screen.replies_to(lambda: screen.page.keyboard.press("Enter"))[0]
    assert reply["topic"] == "technologie/fotonica"
    assert screen.focus_is_on("#question")
    screen.tab_to(".choices li:first-child button", "Shift+Tab")
    screen.fail_once()
    screen.page.keyboard.press("Enter")
    screen.tab_to(".retry")
    screen.replies_to(lambda: screen.page.keyboard.press("Enter"))
    expect(screen.answers).to_have_count(2)
    assert screen.focus_is_on("#question")


def test_a_used_choice_keeps_the_focus_and_does_nothing_more(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    screen.tab_to(".choices li:first-child button", "Shift+Tab")
    screen.replies_to(lambda: screen.page.keyboard.press("Enter"))
    assert screen.focus_is_on(".choices li:first-child button.chosen")
    sent = len(screen.requests)
    screen.page.keyboard.press("Enter")
    expect(screen.log.locator(".visitor")).to_have_count(2)
    assert screen.requests[sent:] == []


def test_an_answer_does_not_take_the_focus(screen: Screen) -> None:
    screen.field.fill("Wat is fotonica?")
    screen.field.press("Enter")
    screen.page.locator(".brand").focus()
    screen.answers.locator(".foot").wait_for()
    assert screen.focus_is_on(".brand")


def test_the_first_tab_skips_to_the_content(screen: Screen) -> None:
    screen.page.keyboard.press("Tab")
    assert screen.focus_is_on(".skip")
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Tab")
    assert screen.focus_is_on(".notice a")


@pytest.mark.parametrize("look", ["desktop", "phone", "smallest"])
def test_the_focus_is_always_in_sight(open_screen: Callable[..., Screen], look: str) -> None:
    screen = open_screen(**LOOKS[look])
    answered(screen)
    screen.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    seen = []
    for _ in range(40):
        screen.page.keyboard.press("Tab")
        seen.append(screen.page.evaluate(FOCUS))
    places = [place for place in seen if place]
    assert len(places) > 15
    assert [place for place in places if place["hidden"] or place["outline"] < 2] == []


def test_each_answer_is_read_aloud_once_with_its_choices_named_apart(screen: Screen) -> None:
    screen.in_chat(WATCH_LOG)
    for number, question in enumerate(["Wat is fotonica?", "Wat is de ambitie van Twente?"], 1):
        reply = screen.ask(question)
        added = screen.page.evaluate("added")
        assert [name for name, _ in added] == ["answer"] * number
        spoken, labels = added[-1][1], ", ".join(choice["label"] for choice in reply["choices"])
        assert spoken.count(reply["title"]) >= 1 and reply["source"]["title"] not in spoken
        assert spoken.endswith(f"Keuzes: {labels}.")


def test_the_sentence_with_the_choices_leaves_once_it_was_read(screen: Screen) -> None:
    screen.page.clock.install()
    screen.open()
    screen.type("Wat is fotonica?")
    spoken = screen.answers.locator("> .unseen")
    expect(spoken).to_have_count(1)
    screen.page.clock.run_for(6000)
    expect(spoken).to_have_count(0)
    expect(screen.choices.get_by_role("button").first).to_be_visible()


def test_an_earlier_conversation_is_not_read_aloud_again(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    screen.page.add_init_script("""window.added = []; new MutationObserver((changes) => changes.forEach((change) => {
      if (change.target.closest?.('[role=log]')) added.push(change.target.className);
    })).observe(document, {childList: true, subtree: true});
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (how) {
      const root = attach.call(this, how);
      new MutationObserver((changes) => changes.forEach(({ target }) => {
        if (target.closest?.('[role=log]')) added.push(target.id);
      })).observe(root, {childList: true, subtree: true});
      return root;
    };""")
    screen.reload()
    expect(screen.answers.locator(".foot")).to_have_count(1)
    assert screen.page.evaluate("added") == []


def test_the_log_the_status_and_the_alert_are_there_before_the_first_message(screen: Screen) -> None:
    expect(screen.log).to_have_accessible_name("Uw gesprek")
    expect(screen.status).to_have_attribute("role", "status")
    expect(screen.problem).to_have_attribute("role", "alert")


def test_the_waiting_and_the_problem_are_read_aloud(screen: Screen) -> None:
    expect(screen.page.get_by_role("status")).to_have_count(1)
    failed(screen)
    expect(screen.page.get_by_role("alert")).to_contain_text("geen verbinding")


def test_the_name_of_each_control_holds_the_text_that_is_seen(screen: Screen) -> None:
    screen.ask("Hoe neem ik contact op met de Twente Board?")
    expect(screen.field).to_have_accessible_name("Uw vraag")
    expect(screen.panel.get_by_label("Uw vraag", exact=True)).to_be_visible()
    for control in screen.panel.locator("button:visible, a:visible").all():
        text = " ".join(control.inner_text().replace("✓", "").split())
        expect(control).to_have_accessible_name(text)


def test_who_says_what_is_written(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    expect(screen.log.locator(".visitor .sender")).to_have_text("U")
    expect(screen.answers.locator(".sender")).to_have_text("Noaber (chatbot)")


def test_an_answer_in_another_language_is_marked(screen: Screen) -> None:
    screen.ask("What is photonics?")
    expect(screen.answers).to_have_attribute("lang", "en")
    expect(screen.panel).to_have_attribute("lang", "nl")


@pytest.mark.parametrize(("motion", "name"), [("reduce", "none"), ("no-preference", "write")])
def test_nothing_moves_for_who_wants_less_motion(open_screen: Callable[..., Screen], motion: str, name: str) -> None:
    screen = open_screen(reduced_motion=motion)
    screen.page.route("**/api/chat", lambda route: None, times=1)
    screen.type("Wat is fotonica?")
    expect(screen.status).to_have_text("Noaber schrijft een antwoord")
    assert screen.in_chat(ANIMATED) == name


def test_forced_colours_keep_the_borders_of_fields_buttons_and_bubbles(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(**LOOKS["forced"])
    screen.ask("Wat is fotonica?")
    for part in [screen.field, screen.send, screen.log.locator(".visitor"), screen.choices.get_by_role("button").first]:
        style = part.evaluate("(node) => (({borderTopStyle, borderTopColor}) => [borderTopStyle, borderTopColor])"
                              "(getComputedStyle(node))")
        assert style[0] == "solid" and style[1] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_markup_of_staff_is_shown_as_text(screen: Screen) -> None:
    screen.answer_with(canned(text="<img src=x onerror=alert(1)>\n\n- <b>een</b>\n- twee"))
    screen.ask_canned("Wat?")
    expect(screen.answers.locator(".text p")).to_have_text("<img src=x onerror=alert(1)>")
    expect(screen.answers.locator(".text li")).to_have_text(["<b>een</b>", "twee"])
    expect(screen.log.locator("img, b")).to_have_count(0)
