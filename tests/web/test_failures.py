"""What a visitor sees when an answer does not come: nothing is lost, and it can be tried again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .screen import CHAT, Screen

QUESTION = "Wat is fotonica?"


def assert_kept(screen: Screen) -> None:
    """The question is still in the field and marked in the log, and the page offers another try."""
    expect(screen.retry).to_be_visible()
    expect(screen.field).to_have_value(QUESTION)
    expect(screen.log.locator(".unsent")).to_contain_text("Niet verstuurd")
    expect(screen.answers).to_have_count(0)


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


def test_a_page_that_cannot_start_says_so(screen: Screen) -> None:
    screen.page.route("**/texts.json", lambda route: route.abort())
    screen.page.reload()
    expect(screen.page.get_by_text("De chat start niet?")).to_be_visible()
    expect(screen.page.locator("#chat")).to_be_hidden()
