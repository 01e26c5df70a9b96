"""The page and the chat in three languages."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, List, Set

import pytest
from playwright.sync_api import expect

from bot import paths

from .screen import CHAT, Screen

LINKS = {"nl": "NL, Nederlands", "en": "EN, English", "de": "DE, Deutsch"}
HEADINGS = {"nl": "Uw vraag over", "en": "Your question about", "de": "Ihre Frage zur"}
TEXTS = {path.stem: json.loads(path.read_text("utf-8")) for path in (paths.WEB / "texts").glob("*.json")}


def switch(screen: Screen, language: str) -> None:
    """Follow the link of a language."""
    screen.page.get_by_role("link", name=LINKS[language]).click()
    screen.page.wait_for_url(f"**language={language}")
    screen.wait()


def keys_of(texts: Any, prefix: str = "") -> Set[str]:
    """The path of each text."""
    items = enumerate(texts) if isinstance(texts, list) else texts.items() if isinstance(texts, dict) else None
    if items is None:
        return {prefix}
    return {path for key, value in items for path in keys_of(value, f"{prefix}/{key}")}


def blanks_of(text: str) -> List[str]:
    """What is filled in when a text is shown."""
    return sorted(re.findall(r"\{\w+\}", text))


def text_at(language: str, path: str) -> str:
    """The text of the chat at a path."""
    found = TEXTS[language]
    for key in path.strip("/").split("/"):
        found = found[int(key) if isinstance(found, list) else key]
    return str(found)


def test_before_a_choice_of_language_the_answer_is_in_that_of_the_question(screen: Screen) -> None:
    with screen.page.expect_request(CHAT) as sent:
        screen.ask("What is the ambition of Twente?")
    assert "language" not in sent.value.post_data_json
    expect(screen.answers).to_have_attribute("lang", "en")
    expect(screen.answers.locator(".source")).to_contain_text("Source: ")
    expect(screen.page.locator("html")).to_have_attribute("lang", "nl")


@pytest.mark.parametrize("language", ["en", "de"])
def test_after_switching_the_answer_is_in_the_chosen_language(screen: Screen, language: str) -> None:
    switch(screen, language)
    with screen.page.expect_request(CHAT) as sent:
        reply = screen.ask("Wat is fotonica?")
    assert sent.value.post_data_json == {"message": "Wat is fotonica?", "language": language}
    assert reply["language"] == language
    expect(screen.answers).to_have_attribute("lang", language)
    expect(screen.answers.locator(".source")).to_contain_text(TEXTS[language]["source"])
    screen.photo(f"answer-{language}")


def test_the_page_shows_itself_in_the_language_of_the_link(screen: Screen) -> None:
    for language in ["en", "de", "nl"]:
        switch(screen, language)
        expect(screen.page.locator("html")).to_have_attribute("lang", language)
        expect(screen.page.get_by_role("heading", level=1)).to_contain_text(HEADINGS[language])
        expect(screen.page.locator(".languages [aria-current]")).to_have_accessible_name(LINKS[language])
        expect(screen.panel).to_contain_text(TEXTS[language]["robot"])
        assert "undefined" not in screen.page.locator("body").inner_text()


def test_a_language_that_is_not_ours_gives_the_dutch_page(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path='/?language="><b>fy')
    expect(screen.page.locator("html")).to_have_attribute("lang", "nl")
    expect(screen.page.locator("b")).to_have_count(0)


def test_the_language_and_the_earlier_answers_stay_as_they_are_after_a_reload(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    switch(screen, "en")
    expect(screen.answers).to_have_attribute("lang", "nl")
    screen.ask("What is the ambition of Twente?")
    screen.reload()
    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    expect(screen.answers).to_have_count(2)
    assert [answer.get_attribute("lang") for answer in screen.answers.all()] == ["nl", "en"]


def test_texts_of_the_chat_have_the_same_keys_in_all_languages() -> None:
    assert set(TEXTS) == set(LINKS)
    assert keys_of(TEXTS["nl"]) == keys_of(TEXTS["en"]) == keys_of(TEXTS["de"])


@pytest.mark.parametrize("language", ["en", "de"])
def test_texts_of_the_chat_have_the_same_blanks_as_in_dutch(language: str) -> None:
    for path in keys_of(TEXTS["nl"]):
        assert text_at(language, path).strip(), path
        assert blanks_of(text_at(language, path)) == blanks_of(text_at("nl", path)), path


def test_each_text_of_the_chat_is_used() -> None:
    files = [*paths.WEB.glob("**/*.js"), *paths.WEB.glob("templates/*.html")]
    code = "\n".join(path.read_text("utf-8") for path in files)
    # named in the code by a variable: a kind of link, of problem, a state of the plain form
    keys = set(TEXTS["nl"]) - {"deleted", "thanks"}
    assert [key for key in sorted(keys) if not re.search(rf"""(\.|["']){key}\b""", code)] == []
