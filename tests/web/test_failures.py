"""What a visitor sees when an answer does not come: nothing is lost, and it can be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from .screen import CHAT, Screen

if TYPE_CHECKING:
    from conftest import Server

QUESTION = "Wat is fotonica?"


def assert_kept(screen: Screen, answers: int = 0) -> None:
    """The question is still in the field and marked in the log, and the page offers another try."""
    expect(screen.retry).to_be_visible()
    expect(screen.field).to_have_value(QUESTION)
    expect(screen.log.locator(".unsent")).to_contain_text("Niet verstuurd")
    expect(screen.answers).to_have_count(answers)


def assert_retried(screen: Screen) -> None:
    """Another try gives the answer and leaves no trace of the failure."""
    assert screen.replies_to(screen.retry.click)[0]["topic"] == "technologie/fotonica"
    expect(screen.log.locator(".unsent")).to_have_count(0)
    expect(screen.problem).to_have_text("")
    expect(screen.retry).to_be_hidden()
    expect(screen.field).to_have_value("")


@pytest.mark.parametrize(
    ("status", "shown"),
    [(0, "geen verbinding"), (400, "niet goed aangekomen"), (413, "korter"), (500, "twenteboard.nl")],
)
def test_a_question_that_fails_is_kept_and_can_be_sent_again(screen: Screen, status: int, shown: str) -> None:
    screen.fail_once(status=status)
    screen.type(QUESTION)
    expect(screen.problem).to_contain_text(shown)
    assert_kept(screen)
    assert_retried(screen)


def test_what_the_server_advises_is_shown(screen: Screen) -> None:
    for status, advice in [(422, "Maak uw vraag korter."), (503, "Bel 053 123 45 67.")]:
        screen.fail_once(status=status, message=advice)
        screen.type(QUESTION)
        expect(screen.problem).to_have_text(advice)
        assert_kept(screen)


def test_a_visitor_who_asks_too_much_hears_how_long_to_wait_and_can_then_go_on(screen: Screen) -> None:
    screen.fail_once(status=429, Retry_After="1")
    screen.type(QUESTION)
    expect(screen.problem).to_contain_text("Wacht 1 seconde en")
    assert_kept(screen)
    expect(screen.retry).to_have_attribute("aria-disabled", "true")
    sent = len(screen.requests)
    screen.retry.click(force=True)
    assert screen.requests[sent:] == []
    expect(screen.retry).to_have_attribute("aria-disabled", "false")
    assert_retried(screen)


def test_an_answer_without_replies_is_a_failure(screen: Screen) -> None:
    screen.answer_with()
    screen.type(QUESTION)
    assert_kept(screen)


def test_a_conversation_that_is_no_longer_valid_starts_anew(screen: Screen) -> None:
    screen.ask("Wat is de ambitie van Twente?")
    screen.fail_once(status=401)
    screen.type(QUESTION)
    expect(screen.problem).to_contain_text("afgelopen")
    with screen.page.expect_request(CHAT) as sent:
        screen.replies_to(screen.retry.click)
    assert sent.value.post_data_json == {"message": QUESTION}


def test_a_choice_that_fails_is_open_again(screen: Screen) -> None:
    label = screen.ask(QUESTION)["choices"][0]["label"]
    button = screen.choices.first.get_by_role("button", name=label)
    screen.fail_once()
    button.click()
    expect(screen.retry).to_be_visible()
    expect(button).to_be_enabled()
    assert screen.replies_to(screen.retry.click)[0]["topic"] == "gesprek/meer"
    expect(button).to_be_disabled()


def test_what_was_typed_since_is_not_overwritten_by_another_try(screen: Screen) -> None:
    screen.fail_once()
    screen.type(QUESTION)
    expect(screen.retry).to_be_visible()
    screen.field.fill("Iets anders")
    screen.replies_to(screen.retry.click)
    expect(screen.field).to_have_value("Iets anders")
    expect(screen.log.locator(".visitor .text")).to_have_text([QUESTION])


@pytest.mark.parametrize("missing", ["widget.js", "web/chat/panel.js", "web/chat/talk.js", "web/texts/nl.json"])
def test_a_page_on_which_the_script_does_not_come_has_a_plain_form_that_works(screen: Screen, missing: str) -> None:
    screen.page.route(f"{screen.url}/{missing}*", lambda route: route.abort())
    screen.page.reload()
    field = screen.page.locator("#message")
    expect(field).to_be_visible()
    field.fill(QUESTION)
    screen.page.get_by_role("button", name="Verstuur").click()
    expect(screen.page.locator(".plain .answer")).to_contain_text("techniek met licht")


def test_a_window_that_cannot_open_says_so_and_opens_later(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path="/insluiten")
    screen.page.route("**/web/chat/panel.js*", lambda route: route.abort(), times=1)
    screen.launcher.click()
    expect(screen.page.get_by_role("alert")).to_contain_text("druk nog eens op de knop")
    screen.open_chat()
    expect(screen.field).to_be_focused()


def test_a_part_that_does_not_load_can_be_tried_again(screen: Screen) -> None:
    screen.ask(QUESTION)
    screen.page.route("**/web/chat/wipe.js*", lambda route: route.abort(), times=1)
    screen.delete.click()
    expect(screen.problem).to_contain_text("kan nu niet laden")
    screen.retry.click()
    expect(screen.dialog).to_be_visible()


def test_a_server_that_goes_away_and_comes_back_costs_nothing(
    new_context: Callable[..., BrowserContext], own_server: Server
) -> None:
    own_server.start()
    screen = Screen(new_context().new_page(), own_server.url).open()
    screen.ask("Wat is de ambitie van Twente?")
    own_server.stop()
    screen.type(QUESTION)
    expect(screen.problem).to_contain_text("geen verbinding")
    assert_kept(screen, answers=1)
    own_server.start()
    assert_retried(screen)
    assert screen.ask("Vertel meer")["about"] == "technologie/fotonica"


def test_on_a_slow_network_the_visitor_sees_that_an_answer_comes(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path="/insluiten")
    slow = {"offline": False, "latency": 700, "downloadThroughput": 40_000, "uploadThroughput": 20_000}
    screen.page.context.new_cdp_session(screen.page).send("Network.emulateNetworkConditions", slow)
    screen.launcher.click()
    expect(screen.field).to_be_focused()
    screen.type(QUESTION)
    expect(screen.status).to_have_text("Noaber schrijft een antwoord")
    expect(screen.answers).to_contain_text("techniek met licht")
    expect(screen.status).to_have_text("")
