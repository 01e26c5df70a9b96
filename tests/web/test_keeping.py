"""What the browser keeps of a conversation, and how a visitor wipes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from server.database import rows_of

from .screen import CHAT, CONVERSATION, Screen

if TYPE_CHECKING:
    from conftest import Server


def test_nothing_is_stored_before_the_first_message(screen: Screen) -> None:
    screen.page.get_by_role("link", name="EN, English").click()
    screen.field.fill("Wat is fot")
    assert screen.stored() == {}
    screen.ask("Wat is fotonica?")
    assert list(screen.stored()) == ["noaber"]
    assert screen.page.context.cookies() == []
    assert screen.page.evaluate("localStorage.length") == 0


def test_a_reload_keeps_the_conversation_and_a_follow_up_still_works(screen: Screen) -> None:
    first = screen.ask("Wat is fotonica?")
    screen.press(first["choices"][0]["label"])
    seen = screen.log.locator(".visitor > *, .answer > :not(.unseen)")
    before = seen.all_inner_texts()
    screen.reload()
    expect(screen.answers.locator(".foot")).to_have_count(2)
    assert seen.all_inner_texts() == before
    expect(screen.choices.first.get_by_role("button").first).to_be_disabled()
    assert screen.ask("Makkelijker graag")["about"] == first["topic"]
    expect(screen.answers).to_have_count(3)


def test_another_tab_has_a_conversation_of_its_own(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    other = Screen(screen.page.context.new_page(), screen.url).open()
    expect(other.answers).to_have_count(0)
    assert other.stored() == {}


def test_the_button_asks_before_it_wipes(screen: Screen, server: Server) -> None:
    expect(screen.delete).to_be_hidden()
    screen.ask("Wat is fotonica?")
    no = screen.dialog.get_by_role("button", name="Nee, ga terug")
    for leave in [no.click, lambda: screen.page.keyboard.press("Escape")]:
        screen.delete.click()
        expect(screen.dialog).to_have_accessible_name("Wilt u dit gesprek wissen?")
        leave()
        expect(screen.dialog).to_be_hidden()
        assert screen.focus_is_on(".delete")
    assert not [url for url in screen.requests if url.endswith("/api/conversation")]
    expect(screen.answers).to_have_count(1)
    assert rows_of(server.database, screen.token())["turns"] == 1


def test_the_button_wipes_the_screen_the_storage_and_the_database(screen: Screen, server: Server) -> None:
    screen.ask("Wat is fotonica?")
    token = screen.token()
    assert {"events", "turns"} <= {table for table, rows in rows_of(server.database, token).items() if rows}
    screen.delete.click()
    screen.expect_call(screen.dialog.get_by_role("button", name="Ja, wis het gesprek").click, CONVERSATION)
    expect(screen.status).to_have_text("Het gesprek is gewist.")
    expect(screen.dialog).to_be_hidden()
    expect(screen.log).to_be_empty()
    assert screen.stored() == {}
    assert set(rows_of(server.database, token).values()) == {0}


def test_after_wiping_the_next_question_starts_a_new_conversation(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    screen.delete.click()
    screen.expect_call(screen.dialog.get_by_role("button").first.click, CONVERSATION)
    expect(screen.log).to_be_empty()
    with screen.page.expect_request(CHAT) as sent:
        screen.ask("Vertel meer")
    assert sent.value.post_data_json == {"message": "Vertel meer"}


def test_a_conversation_that_could_not_be_wiped_stays_on_the_screen(screen: Screen, server: Server) -> None:
    screen.ask("Wat is fotonica?")
    screen.fail_once(CONVERSATION, status=503)
    screen.delete.click()
    screen.dialog.get_by_role("button").first.click()
    expect(screen.dialog.get_by_role("alert")).to_contain_text("niet gelukt")
    expect(screen.answers).to_have_count(1)
    assert rows_of(server.database, screen.token())["turns"] == 1


def test_wiping_in_words_clears_the_screen_the_storage_and_the_database(screen: Screen, server: Server) -> None:
    screen.ask("Wat is kwikstaartkruid?")
    assert screen.ask("wis mijn gesprek")["kind"] == "ask"
    token = screen.token()
    assert screen.ask("ja")["topic"] == "gesprek/wissen"
    expect(screen.log.locator("> *")).to_have_count(1)
    expect(screen.log).to_contain_text("gewist")
    expect(screen.log).not_to_contain_text("kwikstaartkruid")
    kept = json.loads(screen.stored()["noaber"])
    assert len(kept["entries"]) == 1 and kept["conversation"] != token
    assert set(rows_of(server.database, token).values()) == {0}


def test_the_page_works_where_storage_is_blocked(screen: Screen) -> None:
    screen.page.context.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw Error(); }})")
    screen.reload()
    topic = screen.ask("Wat is fotonica?")["topic"]
    assert screen.ask("Vertel meer")["about"] == topic


def test_damaged_storage_gives_an_empty_page_that_works(screen: Screen) -> None:
    screen.page.evaluate("""() => { sessionStorage.noaber = '{"entries": [{"reply": {"choices": 7}}, null]}'; }""")
    screen.reload()
    expect(screen.log).to_be_empty()
    assert screen.ask("Wat is fotonica?")["kind"] == "answer"
