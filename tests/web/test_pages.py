"""The site around the chat: topics, privacy, accessibility, an example of embedding."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from bot import paths
from bot.content.library import shared_library
from bot.content.topics import CONVERSATION_GROUP
from bot.server.pages import GROUPS

from .screen import Screen


def test_each_group_of_topics_has_a_place_on_the_page() -> None:
    groups = {folder.name for folder in paths.TOPICS.iterdir() if folder.is_dir()} - {CONVERSATION_GROUP}
    assert set(GROUPS) == groups
    assert {f"group_{group}" for group in groups} <= shared_library().texts("conversation").keys()


def test_the_page_lists_each_topic_by_group(screen: Screen) -> None:
    titles = [topic.title("nl") for topic in shared_library().topics() if topic.group != CONVERSATION_GROUP]
    expect(screen.page.locator(".topics summary")).to_have_count(len(GROUPS))
    assert sorted(screen.page.locator(".topics button").all_text_contents()) == sorted(titles)


def test_pressing_a_topic_asks_it_in_the_chat(screen: Screen) -> None:
    screen.page.locator("summary", has_text="Technologie").click()
    topic = screen.page.get_by_role("button", name="Fotonica", exact=True)
    assert screen.replies_to(topic.click)[0]["topic"] == "technologie/fotonica"
    expect(screen.log.locator(".visitor .text")).to_have_text("Fotonica")
    expect(screen.answers).to_be_in_viewport()


def test_before_the_first_question_there_is_a_way_to_the_privacy_notice(screen: Screen) -> None:
    expect(screen.panel).to_contain_text("burgerservicenummer (BSN)")
    screen.panel.get_by_role("link", name="Lees over uw gegevens").click()
    for text in ["Uw gegevens", "Waarvoor?", "hoogstens 30 dagen", "Wat kunt u doen?", "Autoriteit Persoonsgegevens"]:
        expect(screen.page.get_by_role("article")).to_contain_text(text)


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", "/insluiten"])
def test_each_page_has_a_title_of_its_own_and_a_way_back(screen: Screen, path: str) -> None:
    home = screen.page.title()
    screen.page.locator(f".bottom a[href^='{path}']").click()
    screen.page.wait_for_url(f"**{path}*")
    assert screen.page.title() != home
    screen.page.get_by_role("link", name="Naar de chat").click()
    screen.page.wait_for_url(f"{screen.url}/")


def test_the_accessibility_page_says_what_was_not_tested_and_where_to_report(screen: Screen) -> None:
    screen.page.goto(f"{screen.url}/toegankelijkheid")
    for text in ["WCAG 2.2", "nog geen onderzoek", "schermlezer", "Meld het"]:
        expect(screen.page.get_by_role("article")).to_contain_text(text)


def test_the_line_to_paste_names_this_server(new_context: Callable[..., BrowserContext], server: Any) -> None:
    page = new_context().new_page()
    page.goto(f"{server.url}/insluiten")
    line = f'<script type="module" src="{server.url}/widget.js"></script>'
    expect(page.locator("code").first).to_have_text(line)
    expect(page.locator("button.open")).to_be_visible()


def test_a_print_of_the_page_has_no_buttons(screen: Screen) -> None:
    screen.page.emulate_media(media="print")
    expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
    expect(screen.page.locator(".languages, .topics form")).to_have_count(2)
    for part in screen.page.locator(".languages, .topics form").all():
        expect(part).to_be_hidden()
