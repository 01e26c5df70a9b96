"""The page for a browser without JavaScript: the same answers in plain forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from server.database import rows_of

if TYPE_CHECKING:
    from conftest import Server


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext], server: Server) -> Page:
    """The page in a browser that runs no scripts."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/")
    return page


def ask(page: Page, question: str) -> None:
    """Fill in the form and send it."""
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Verstuur").last.click()


def token_of(page: Page) -> str:
    """The token of the conversation that the form carries."""
    return page.locator(".plain input[name='conversation']").get_attribute("value") or ""


def test_without_javascript_a_question_gets_the_same_answer(plain: Page, server: Server) -> None:
    expect(plain.get_by_text("Noaber is een chatbot, geen mens.")).to_be_visible()
    ask(plain, "Wat is de ambitie van Twente?")
    expected = server.talk().say("Wat is de ambitie van Twente?")[0]
    answer = plain.locator(".answer")
    expect(answer.get_by_role("heading")).to_have_text(expected["title"])
    expect(answer.locator(".words")).to_have_text(expected["text"].split("\n\n"))
    expect(answer.locator(".source a")).to_have_attribute("href", expected["source"]["url"])
    expect(answer.locator(".source")).to_contain_text("nagekeken op 2")
    expect(plain.locator(".visitor .words")).to_have_text("Wat is de ambitie van Twente?")


def test_without_javascript_choices_and_follow_ups_go_on_with_the_conversation(plain: Page) -> None:
    ask(plain, "Wat is fotonica?")
    plain.get_by_role("button", name="Vertel meer").click()
    expect(plain.locator(".answer")).to_have_count(2)
    expect(plain.locator(".visitor .words")).to_have_text(["Wat is fotonica?", "Vertel meer"])
    ask(plain, "kan het makkelijker?")
    expect(plain.locator(".answer")).to_have_count(3)
    expect(plain.locator(".choices")).to_have_count(1)


def test_without_javascript_a_rating_reaches_the_server(plain: Page, server: Server) -> None:
    ask(plain, "Wat is fotonica?")
    plain.get_by_role("button", name="Nuttig", exact=True).click()
    expect(plain.get_by_role("status")).to_have_text("Bedankt voor uw oordeel.")
    expect(plain.locator(".answer")).to_have_count(1)


def test_without_javascript_wiping_asks_first(plain: Page, server: Server) -> None:
    ask(plain, "Wat is fotonica?")
    token = token_of(plain)
    plain.get_by_role("button", name="Wis dit gesprek").click()
    plain.get_by_role("button", name="Nee, ga terug").click()
    expect(plain.locator(".answer")).to_have_count(1)
    plain.get_by_role("button", name="Wis dit gesprek").click()
    plain.get_by_role("button", name="Ja, wis het gesprek").click()
    expect(plain.get_by_role("status")).to_have_text("Het gesprek is gewist.")
    expect(plain.locator(".answer, .visitor")).to_have_count(0)
    assert set(rows_of(server.database, token).values()) == {0}


def test_without_javascript_wiping_in_words_shows_what_was_chosen(plain: Page) -> None:
    ask(plain, "wis mijn gesprek")
    plain.get_by_role("button", name="Nee, bewaar het").click()
    expect(plain.locator(".visitor .words")).to_have_text(["wis mijn gesprek", "Nee, bewaar het"])


def test_without_javascript_a_topic_of_the_list_is_explained(plain: Page) -> None:
    plain.get_by_text("Technologie", exact=True).click()
    plain.get_by_role("button", name="Fotonica", exact=True).click()
    expect(plain.locator(".answer h3")).to_have_text("Fotonica")


def test_without_javascript_a_failure_keeps_what_was_typed(plain: Page) -> None:
    ask(plain, "Wat is fotonica?")
    ask(plain, "   ")
    expect(plain.get_by_role("alert")).to_contain_text("Typ uw vraag")
    expect(plain.locator(".answer")).to_have_count(1)
    ask(plain, "/ wat is fotonica")
    expect(plain.get_by_role("alert")).to_contain_text("schuine streep")
    expect(plain.get_by_label("Uw vraag")).to_have_value("/ wat is fotonica")


@pytest.mark.parametrize(("language", "text"), [("en", "not a person"), ("de", "kein Mensch")])
def test_without_javascript_the_page_speaks_three_languages(plain: Page, language: str, text: str) -> None:
    plain.get_by_role("link", name=f"{language.upper()}, ").click()
    expect(plain.locator(".plain")).to_contain_text(text)
    plain.locator("#message").fill("Wat is fotonica?")
    plain.locator(".plain .send").click()
    expect(plain.locator(".answer")).to_have_attribute("lang", language)
    expect(plain.locator("html")).to_have_attribute("lang", language)
