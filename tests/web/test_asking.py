"""Asking, and all parts of an answer."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Dict, List

from playwright.sync_api import Route, expect

from .screen import CHAT, Screen, canned, parts_of

if TYPE_CHECKING:
    from conftest import Server

MARKUP = "<img src=x onerror=\"document.title='hacked'\"><b>vet</b> &amp; <script>document.title='hacked'</script>"
LINKS = {
    "page": ("https://example.org/pagina", "https://example.org/pagina"),
    "download": ("https://example.org/plan.pdf", "https://example.org/plan.pdf"),
    "email": ("mailto:info@example.org", "mailto:info@example.org"),
    "phone": ("tel:+31 53 123 45 67", "tel:+31531234567"),
}
WRONG_URLS = ["javascript:document.title='hacked'", "data:text/html,x", "", None]


def test_the_answer_of_the_server_is_in_the_log_with_its_source(screen: Screen, server: Server) -> None:
    question = "Wat is de ambitie van Twente?"
    expected = server.talk().say(question)[0]
    screen.ask(question)
    expect(screen.log.locator(".visitor .text")).to_have_text([question])
    expect(screen.answers.get_by_role("heading")).to_have_text([expected["title"]])
    expect(screen.answers.locator(".text :is(p, li)")).to_have_text(parts_of(expected["text"]))
    source = screen.answers.locator(".source")
    expect(source).to_contain_text(f"Bron: {expected['source']['title']}, onderdeel: {expected['source']['section']}")
    expect(source).to_contain_text("periode: 2020-2025, nagekeken op ")
    expect(source.get_by_role("link")).to_have_attribute("href", expected["source"]["url"])
    expect(screen.field).to_have_value("")
    screen.photo("answer-desktop")


def test_the_choices_of_an_answer_are_buttons_that_go_quiet_once_used(screen: Screen) -> None:
    labels = [choice["label"] for choice in screen.ask("Wat is fotonica?")["choices"]]
    used = screen.choices.first
    expect(used.get_by_role("button")).to_have_text(labels)
    screen.press(labels[1])
    expect(used.get_by_role("button").nth(1)).to_have_text(f"{labels[1]} (gekozen)")
    screen.field.focus()
    for button in used.get_by_role("button").all():
        expect(button).to_have_js_property("disabled", True)


def test_a_choice_gives_the_next_answer_in_the_same_conversation(screen: Screen) -> None:
    first = screen.ask("Wat is fotonica?")
    with screen.page.expect_request(CHAT) as sent:
        reply = screen.press(first["choices"][0]["label"])
    assert sent.value.post_data_json == {"choice": first["choices"][0]["choice"], "conversation": screen.token()}
    assert (reply["topic"], reply["about"]) == ("gesprek/meer", "technologie/fotonica")
    expect(screen.log.locator(".visitor .text")).to_have_text(["Wat is fotonica?", first["choices"][0]["label"]])


def test_the_links_of_an_answer_go_where_the_server_says(screen: Screen) -> None:
    links = screen.ask("Hoe neem ik contact op met de Twente Board?")["links"]
    assert {"page", "email"} <= {link["kind"] for link in links}
    shown = [link.get_attribute("href") for link in screen.answers.locator(".links a").all()]
    assert [address.rstrip("/") for address in shown] == [link["url"].rstrip("/") for link in links]


def test_a_link_of_each_kind_has_the_right_address(screen: Screen) -> None:
    links = [{"label": kind, "url": given, "kind": kind} for kind, (given, _) in LINKS.items()]
    screen.answer_with(canned(links=links))
    screen.ask("Waar?")
    for kind, (_, expected) in LINKS.items():
        expect(screen.answers.get_by_role("link", name=kind)).to_have_attribute("href", expected)


def test_an_address_that_is_no_link_becomes_text(screen: Screen) -> None:
    wrong = [{"label": "Een doel", "url": url, "kind": kind} for url, kind in itertools.product(WRONG_URLS, LINKS)]
    screen.answer_with(canned(links=wrong))
    screen.ask("Waar?")
    expect(screen.answers.locator(".links li")).to_have_text(["Een doel"] * len(wrong))
    expect(screen.answers.get_by_role("link")).to_have_count(0)


def rich_in_markup() -> Dict[str, Any]:
    """A reply with markup in each of its texts."""
    return canned(
        text=MARKUP, title=MARKUP, choices=[{"label": MARKUP, "choice": MARKUP}],
        links=[{"label": MARKUP, "url": "https://example.org/", "kind": "page"}],
        source={"title": MARKUP, "section": MARKUP, "url": None, "period": MARKUP, "checked": MARKUP},
    )


def test_markup_in_questions_and_answers_stays_text(screen: Screen) -> None:
    title = screen.page.title()
    screen.answer_with(rich_in_markup())
    screen.ask(MARKUP)
    expect(screen.log.get_by_text(MARKUP)).to_have_count(6)
    expect(screen.log.locator("img, b, script")).to_have_count(0)
    assert screen.page.title() == title


def test_an_example_is_asked_by_pressing_it(screen: Screen) -> None:
    example = screen.page.locator(".example").first
    assert screen.replies_to(example.click)[0]["kind"] == "answer"
    expect(screen.log.locator(".visitor .text")).to_have_text([example.inner_text()])


def test_two_questions_in_one_message_get_two_answers(screen: Screen) -> None:
    replies = screen.replies_to(lambda: screen.type("Wat is fotonica? En wat is de ambitie van Twente?"))
    assert len(replies) == 2
    expect(screen.answers.get_by_role("heading")).to_have_text([reply["title"] for reply in replies])


def test_an_empty_question_is_not_sent(screen: Screen) -> None:
    sent = len(screen.requests)
    screen.type("   ")
    expect(screen.problem).to_have_text("Typ eerst een vraag.")
    assert screen.requests[sent:] == []
    screen.field.press_sequentially("W")
    expect(screen.problem).to_have_text("")


def test_shift_enter_starts_a_new_line(screen: Screen) -> None:
    screen.field.press_sequentially("a")
    screen.field.press("Shift+Enter")
    screen.field.press_sequentially("b")
    expect(screen.field).to_have_value("a\nb")


def test_no_more_than_the_server_takes_can_be_typed(screen: Screen) -> None:
    screen.field.focus()
    screen.page.keyboard.insert_text("x" * 450)
    expect(screen.page.locator("#room")).to_have_text("Nog 50 tekens")
    screen.page.keyboard.insert_text("x" * 100)
    expect(screen.field).to_have_value("x" * 500)


def test_a_second_question_waits_for_the_first_answer_and_is_kept(screen: Screen) -> None:
    held: List[Route] = []
    screen.page.route(CHAT, lambda route: held.append(route), times=1)
    screen.type("Wat is fotonica?")
    expect(screen.status).to_have_text("Noaber schrijft een antwoord")
    sent = len(screen.requests)
    screen.type("Wat is robotica?")
    expect(screen.status).to_contain_text("Even geduld")
    assert screen.requests[sent:] == []
    screen.replies_to(held[0].continue_)
    expect(screen.field).to_have_value("Wat is robotica?")
