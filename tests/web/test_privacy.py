"""A whole session stays between the visitor and the server."""

from __future__ import annotations

from playwright.sync_api import expect

from .screen import CONVERSATION, FEEDBACK, Screen

ELSEWHERE = "() => { document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/x.png'})); }"


def use_everything(screen: Screen) -> None:
    """Ask, choose, rate, switch the language, reload and wipe."""
    screen.press(screen.ask("Hoe neem ik contact op met de Twente Board?")["choices"][0]["label"])
    screen.expect_call(screen.answers.last.get_by_role("button", name="Nuttig", exact=True).click, FEEDBACK)
    screen.page.get_by_role("link", name="EN, English").click()
    screen.ask("What is photonics?")
    screen.reload()
    screen.ask("Tell me more")
    screen.delete.click()
    screen.expect_call(screen.dialog.get_by_role("button").first.click, CONVERSATION)
    expect(screen.log).to_be_empty()


def test_a_whole_session_calls_no_other_host_and_gives_no_errors(screen: Screen) -> None:
    use_everything(screen)
    assert len(screen.requests) > 10
    assert [url for url in screen.requests if not url.startswith(f"{screen.url}/")] == []
    assert screen.troubles == []


def test_these_tests_would_see_a_call_to_another_host(screen: Screen) -> None:
    with screen.page.expect_console_message(lambda line: "Content Security Policy" in line.text):
        screen.page.evaluate(ELSEWHERE)
    assert [url for url in screen.requests if url.startswith("http://127.0.0.2")]
    assert [line for line in screen.troubles if "Content Security Policy" in line]
