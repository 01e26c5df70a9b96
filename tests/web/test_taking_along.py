"""Copying, printing, mailing, and speech: what is loaded only when it is used."""

from __future__ import annotations

from typing import Any, Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from .screen import Screen, canned

CATCH_MAIL = """() => { window.mails = []; HTMLAnchorElement.prototype.click = function () { mails.push(this.href); }; }"""
CATCH_PRINT = """() => { window.print = () => {
  window.printed = document.querySelector('.noaber-print').innerText;
  window.sheets = document.adoptedStyleSheets.length;
}; }"""
VOICES = """(local) => {
  const voice = {name: 'Ellen', lang: 'nl-NL', localService: local};
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const synthesis = {getVoices: () => [voice], cancel() {}, speak: (what) => spoken.push([what.text, what.voice.name]), speaking: false};
  Object.defineProperty(window, 'speechSynthesis', {value: synthesis, configurable: true});
}"""
RECOGNITION = """(state) => {
  window.SpeechRecognition = class extends EventTarget {
    static available = async ({processLocally}) => processLocally ? state : 'available';
    start() {
      window.local = this.processLocally;
      this.dispatchEvent(new Event('start'));
      this.dispatchEvent(Object.assign(new Event('result'), {results: [[{transcript: 'wat is fotonica'}]]}));
      this.dispatchEvent(new Event('end'));
    }
    stop() {}
  };
}"""


def tool(screen: Screen, name: str) -> Any:
    """A button under the conversation."""
    return screen.panel.locator(".tools").get_by_role("button", name=name, exact=True)


@pytest.fixture
def answered(screen: Screen) -> Screen:
    """A page with one answer."""
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.ask("Wat is fotonica?")
    return screen


def test_one_answer_or_all_can_be_copied_with_their_sources(answered: Screen) -> None:
    copied = "() => navigator.clipboard.readText()"
    answered.answers.get_by_role("button", name="Kopieer", exact=True).click()
    expect(answered.status).to_have_text("Gekopieerd.")
    text = answered.page.evaluate(copied)
    assert text.startswith("Noaber (chatbot): Fotonica is techniek met licht.") and "Bron: " in text
    tool(answered, "Kopieer alles").click()
    answered.page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('U: Wat is fotonica?')")


def test_a_browser_that_forbids_copying_is_told_in_plain_words(answered: Screen) -> None:
    answered.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()); }")
    tool(answered, "Kopieer alles").click()
    expect(answered.problem).to_contain_text("Selecteer de tekst")


def test_the_conversation_opens_in_the_mail_program_of_the_visitor(answered: Screen) -> None:
    answered.page.evaluate(CATCH_MAIL)
    sent = len(answered.requests)
    tool(answered, "Mail").click()
    expect(answered.status).to_contain_text("mailprogramma")
    mail = unquote(answered.page.evaluate("mails[0]"))
    assert mail.startswith("mailto:?subject=Gesprek met Noaber&body=U: Wat is fotonica?")
    assert "Fotonica is techniek met licht." in mail
    assert [url for url in answered.requests[sent:] if "/api/" in url] == []


def test_of_a_long_conversation_the_end_is_mailed(screen: Screen) -> None:
    for number in range(4):
        screen.answer_with(canned(text=f"Antwoord {number}. " + "Lang. " * 120))
        screen.ask_canned(f"Vraag {number}")
        expect(screen.answers).to_have_count(number + 1)
    screen.page.evaluate(CATCH_MAIL)
    tool(screen, "Mail").click()
    expect(screen.status).to_contain_text("mailprogramma")
    mail = screen.page.evaluate("mails[0]")
    assert len(mail) < 2000 and "past niet in een mail" in unquote(mail) and "Vraag 3" in unquote(mail)


def test_a_print_holds_the_conversation_and_leaves_no_trace(answered: Screen) -> None:
    answered.page.evaluate(CATCH_PRINT)
    tool(answered, "Print").click()
    answered.page.wait_for_function("() => window.printed")
    printed = answered.page.evaluate("printed")
    assert "Noaber is een chatbot, geen mens." in printed
    expect(answered.page.locator(".noaber-print")).to_have_count(0)
    assert answered.page.evaluate("[sheets, document.adoptedStyleSheets.length]") == [1, 0]


def test_speech_is_off_until_the_visitor_switches_it_on(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    expect(screen.panel.locator(".speech")).to_have_attribute("aria-pressed", "false")
    expect(screen.panel.locator(".aloud, .dictate")).to_have_count(0)
    assert not [url for url in screen.requests if "speech" in url]


def test_a_page_that_does_not_offer_speech_has_no_button_for_it(open_screen: Callable[..., Screen]) -> None:
    screen = open_screen(path="/insluiten")
    screen.open_chat()
    expect(screen.panel.locator(".speech")).to_have_count(0)


def test_an_answer_is_read_aloud_by_a_voice_of_the_device(screen: Screen) -> None:
    screen.page.evaluate(VOICES, True)
    screen.ask("Wat is fotonica?")
    screen.panel.locator(".speech").click()
    screen.answers.get_by_role("button", name="Lees voor").click()
    spoken = screen.page.evaluate("spoken")
    assert spoken[0][0].startswith("Fotonica\nFotonica is techniek met licht.") and spoken[0][1] == "Ellen"
    screen.ask("Wat is robotica?")
    expect(screen.answers.get_by_role("button", name="Lees voor")).to_have_count(2)
    screen.panel.locator(".speech").click()
    expect(screen.answers.get_by_role("button", name="Lees voor")).to_have_count(0)


def test_a_question_is_dictated_on_the_device_itself(screen: Screen) -> None:
    screen.page.evaluate(RECOGNITION, "available")
    screen.panel.locator(".speech").click()
    screen.panel.get_by_role("button", name="Spreek uw vraag in").click()
    expect(screen.field).to_have_value("wat is fotonica")
    assert screen.page.evaluate("local") is True


def test_voices_and_recognition_that_go_to_another_company_are_not_used(screen: Screen) -> None:
    screen.page.evaluate(VOICES, False)
    screen.page.evaluate(RECOGNITION, "unavailable")
    screen.panel.locator(".speech").click()
    expect(screen.status).to_contain_text("Via een ander bedrijf doen wij dat niet")
    expect(screen.panel.locator(".aloud, .dictate")).to_have_count(0)
