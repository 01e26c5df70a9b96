"""The page in three languages."""

from __future__ import annotations

import json
import re
from typing import Any, List, Set

import pytest
from playwright.sync_api import expect

from bot import paths

from .screen import CHAT, Screen

BUTTONS = {"nl": "NL, Nederlands", "en": "EN, English", "de": "DE, Deutsch"}
HEADINGS = {"nl": "Uw vraag over", "en": "Your question about", "de": "Ihre Frage zur"}
TEXTS = json.loads((paths.WEB / "texts.json").read_text("utf-8"))


def switch(screen: Screen, language: str) -> None:
    """Press the button of a language."""
    screen.page.get_by_role("button", name=BUTTONS[language]).click()


def keys_of(texts: Any, prefix: str = "") -> Set[str]:
    """The path of each text."""
    if not isinstance(texts, dict):
        return {prefix}
    return {path for key, value in texts.items() for path in keys_of(value, f"{prefix}/{key}")}


def blanks_of(text: str) -> List[str]:
    """What is filled in when a text is shown."""
    return sorted(re.findall(r"\{\w+\}", text))


def text_at(language: str, path: str) -> str:
    """The text of the script at a path."""
    found = TEXTS["script"][language]
    for key in path.strip("/").split("/"):
        found = found[key]
    return str(found)


def test_before_a_choice_of_language_the_answer_is_in_that_of_the_question(screen: Screen) -> None:
    with screen.page.expect_request(CHAT) as sent:
        screen.ask("What is the ambition of Twente?")
    assert "language" not in sent.value.post_data_json
    expect(screen.answers).to_have_attribute("lang", "en")
    expect(screen.page.locator("html")).to_have_attribute("lang", "nl")


def test_after_switching_to_english_the_answer_is_english(screen: Screen) -> None:
    switch(screen, "en")
    with screen.page.expect_request(CHAT) as sent:
        reply = screen.ask("Wat is fotonica?")
    assert sent.value.post_data_json == {"message": "Wat is fotonica?", "language": "en"}
    assert reply["language"] == "en"
    expect(screen.answers).to_have_attribute("lang", "en")
    expect(screen.answers.locator(".source")).to_contain_text("Source: ")


def test_the_page_shows_itself_in_the_language_of_the_button(screen: Screen) -> None:
    for language in ["en", "de", "nl"]:
        switch(screen, language)
        expect(screen.page.locator("html")).to_have_attribute("lang", language)
        expect(screen.page.get_by_role("heading", level=1)).to_contain_text(HEADINGS[language])
        pressed = screen.page.locator(".languages").get_by_role("button", pressed=True)
        expect(pressed).to_have_accessible_name(BUTTONS[language])
        assert "undefined" not in screen.page.locator("body").inner_text()


def test_the_language_and_the_earlier_answers_stay_as_they_are_after_a_reload(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    switch(screen, "en")
    screen.ask("What is the ambition of Twente?")
    screen.reload()
    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    assert [answer.get_attribute("lang") for answer in screen.answers.all()] == ["nl", "en"]


def test_texts_of_the_script_have_the_same_keys_in_all_languages() -> None:
    assert set(TEXTS["script"]) == set(BUTTONS)
    keys = keys_of(TEXTS["script"]["nl"])
    assert keys == keys_of(TEXTS["script"]["en"]) == keys_of(TEXTS["script"]["de"])


@pytest.mark.parametrize("language", ["en", "de"])
def test_texts_of_the_script_have_the_same_blanks_as_in_dutch(language: str) -> None:
    for path in keys_of(TEXTS["script"]["nl"]):
        assert text_at(language, path).strip(), path
        assert blanks_of(text_at(language, path)) == blanks_of(text_at("nl", path)), path


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_text_of_the_page_is_translated(language: str) -> None:
    html = (paths.WEB / "index.html").read_text("utf-8")
    assert set(TEXTS["page"][language]) == {"title", *re.findall(r'data-(?:text|label)="(\w+)"', html)}
    assert all(TEXTS["page"][language].values())
