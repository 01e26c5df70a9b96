"""The chat on somebody else's website: what it costs, what it needs, and who may show it."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, List

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from .screen import Screen

if TYPE_CHECKING:
    from conftest import Server

MOST_AT_FIRST = 8 * 1024  # bytes over the wire, while the chat is closed
MOST_TO_AN_ANSWER = 17 * 1024
LINE = '<script type="module" src="{server}/widget.js"></script>'
POLICY = "default-src 'none'; script-src {server}; connect-src {server}; style-src 'self'"
HOST = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gemeente</title><link rel="stylesheet" href="/house.css"><body><h1>Gemeente</h1><p>Welkom.</p>
<a href="/other.html">Andere pagina</a>{chat}</body></html>"""
COSTS = """() => {
  window.costs = {shift: 0, tasks: []};
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { costs.shift += each.value; }))
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver((list) => list.getEntries().forEach((each) => costs.tasks.push(each.duration)))
    .observe({type: 'longtask', buffered: true});
}"""


class HostSite:
    """A website on an origin of its own, with a strict content security policy."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.policy = folder, ""
        site = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                self.send_header("Content-Security-Policy", site.policy)
                super().end_headers()

            def log_message(self, *given: Any) -> None:
                """Say nothing."""

        handler = functools.partial(Handler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port = self._server.server_port
        self.origin, self.stranger = f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def show(self, server: str, chat: str = LINE, lang: str = "nl", house: str = "") -> None:
        """Fill the site: two pages with the chat, and a house style."""
        self.policy = POLICY.format(server=server)
        for name in ("index.html", "other.html"):
            html = HOST.format(chat=chat.format(server=server), lang=lang)
            (self.folder / name).write_text(html, "utf-8")
        (self.folder / "house.css").write_text(f"html {{ font-size: 62.5%; }} {house}", "utf-8")

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostSite]:
    """The website that shows the chat."""
    site = HostSite(tmp_path_factory.mktemp("host"))
    yield site
    site.stop()


@pytest.fixture(scope="module")
def chat_server(host: HostSite, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has the website on its list."""
    running = type(server)(tmp_path_factory.mktemp("embedded"), EMBED_ORIGINS=host.origin).start()
    yield running
    running.stop()


@pytest.fixture
def visit(
    host: HostSite, chat_server: Server, new_context: Callable[..., BrowserContext]
) -> Callable[..., Screen]:
    """Opens the website as it was filled last."""

    def visit_site(watch: Callable[[Page], None] = lambda page: None, **look: Any) -> Screen:
        screen = Screen(new_context(**look).new_page(), host.origin)
        watch(screen.page)
        screen.page.goto(f"{host.origin}/")
        return screen

    return visit_site


class Scale:
    """Notes the size of each file of the chat as it came over the wire, by its path."""

    def __init__(self, server: str) -> None:
        self._server, self.sizes = f"{server}/", {}

    def __call__(self, page: Page) -> None:
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        path = response.url[len(self._server):]
        if response.url.startswith(self._server) and not path.startswith("api/"):
            self.sizes[path] = int(response.headers["content-length"])

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def test_one_line_is_enough_on_another_origin_with_a_strict_policy(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    screen.open_chat()
    expect(screen.field).to_be_focused()
    assert screen.ask("Wat is fotonica?")["topic"] == "technologie/fotonica"
    screen.answers.get_by_role("button", name="Nuttig", exact=True).click()
    expect(screen.status).to_have_text("Bedankt voor uw oordeel.")
    screen.delete.click()
    screen.dialog.get_by_role("button").first.click()
    expect(screen.status).to_have_text("Het gesprek is gewist.")
    assert screen.troubles == []
    hosts = {url.split("/")[2] for url in screen.requests}
    assert hosts == {host.origin[7:], chat_server.url[7:]}
    assert screen.stored() == {}


def test_a_website_that_is_not_on_the_list_gets_nothing(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = Screen(visit().page.context.new_page(), host.stranger)
    with screen.page.expect_console_message(lambda line: "Access-Control-Allow-Origin" in line.text):
        screen.page.goto(f"{host.stranger}/")
    expect(screen.launcher).to_have_count(0)


def test_the_closed_chat_weighs_little(host: HostSite, chat_server: Server, visit: Callable[..., Screen]) -> None:
    host.show(chat_server.url)
    scale = Scale(chat_server.url)
    visit(scale).launcher.wait_for()
    print(f"closed: {scale.total} bytes", scale.sizes)
    assert set(scale.sizes) == {"widget.js", "web/texts/nl.json", "web/chat/button.css"}
    assert min(scale.sizes.values()) > 0 and scale.total <= MOST_AT_FIRST


def test_the_rest_comes_when_it_is_used(host: HostSite, chat_server: Server, visit: Callable[..., Screen]) -> None:
    host.show(chat_server.url)
    scale = Scale(chat_server.url)
    screen = visit(scale)
    screen.open_chat()
    screen.ask("Wat is fotonica?")
    print(f"to the first answer: {scale.total} bytes", scale.sizes)
    assert not {path for path in scale.sizes if path.endswith(("speech.js", "keep.js", "wipe.js"))}
    assert scale.total <= MOST_TO_AN_ANSWER


def test_the_closed_chat_shifts_nothing_and_blocks_nothing(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    screen.page.add_init_script(f"({COSTS})()")
    screen.page.reload()
    screen.launcher.wait_for()
    screen.page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    assert screen.page.evaluate("costs.shift") == 0
    assert [task for task in screen.page.evaluate("costs.tasks") if task > 50] == []


def test_the_window_opens_only_on_request_and_closes_by_key_and_by_button(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    expect(screen.launcher).to_have_attribute("aria-expanded", "false")
    expect(screen.panel).to_have_count(0)
    for close in [lambda: screen.page.keyboard.press("Escape"), screen.page.locator(".close").click]:
        screen.open_chat()
        expect(screen.field).to_be_focused()
        expect(screen.page.get_by_role("dialog", name="Noaber")).to_be_visible()
        close()
        expect(screen.panel).to_be_hidden()
        expect(screen.launcher).to_be_focused()
        expect(screen.launcher).to_have_attribute("aria-expanded", "false")


def test_on_a_phone_the_keyboard_cannot_leave_the_window_for_what_is_behind_it(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit(viewport={"width": 360, "height": 740})
    screen.open_chat()
    for _ in range(15):
        screen.page.keyboard.press("Tab")
        assert not screen.focus_is_on("a[href='/other.html']")
    screen.page.keyboard.press("Escape")
    expect(screen.launcher).to_be_focused()


def test_the_window_goes_along_when_the_visitor_zooms_in(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    screen.open_chat()
    screen.field.fill("Wat is fot")
    screen.page.set_viewport_size({"width": 320, "height": 256})
    expect(screen.page.locator("dialog.panel:modal")).to_have_count(1)
    expect(screen.field).to_be_focused()
    expect(screen.field).to_have_value("Wat is fot")
    screen.page.set_viewport_size({"width": 1280, "height": 900})
    expect(screen.page.locator("dialog.panel:modal")).to_have_count(0)


def test_the_button_has_the_same_place_on_each_page_and_the_conversation_goes_along(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    place = screen.launcher.bounding_box()
    screen.open_chat()
    screen.ask("Wat is fotonica?")
    screen.field.fill("En wat is ro")
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("link", name="Andere pagina").click()
    screen.launcher.wait_for()
    assert screen.launcher.bounding_box() == place
    screen.open_chat()
    expect(screen.answers).to_have_count(1)
    expect(screen.field).to_have_value("En wat is ro")
    assert screen.ask("Vertel meer")["about"] == "technologie/fotonica"
    screen.page.go_back()
    screen.open_chat()
    expect(screen.answers).to_have_count(2)


def test_settings_change_name_place_language_and_start(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    element = '<noaber-chat title="Vraagbaak" position="left" language="de" opened server="{server}"></noaber-chat>'
    host.show(chat_server.url, element + LINE)
    screen = visit()
    expect(screen.page.get_by_role("dialog", name="Vraagbaak")).to_be_visible()
    assert not screen.focus_is_on("#question")
    expect(screen.panel).to_contain_text("kein Mensch")
    assert screen.panel.bounding_box()["x"] < 100
    assert screen.ask("Wat is fotonica?")["language"] == "de"
    expect(screen.page.locator("noaber-chat")).to_have_count(1)


@pytest.mark.parametrize(
    ("lang", "text"), [("en-GB", "Ask a question"), ("de", "Frage stellen"), ("fy", "Stel een vraag")]
)
def test_without_a_setting_the_chat_speaks_the_language_of_the_page(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen], lang: str, text: str
) -> None:
    host.show(chat_server.url, lang=lang)
    expect(visit().launcher).to_have_text(text)


def test_the_chat_takes_over_the_house_style_and_keeps_its_size(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    house = "noaber-chat { --utrecht-button-primary-action-background-color: rgb(21, 66, 115); }"
    host.show(chat_server.url, house=house)
    screen = visit()
    expect(screen.launcher).to_have_css("background-color", "rgb(21, 66, 115)")
    expect(screen.launcher).to_have_css("font-size", "16px")


def test_a_chat_that_is_open_is_not_in_a_print_of_the_page(
    host: HostSite, chat_server: Server, visit: Callable[..., Screen]
) -> None:
    host.show(chat_server.url)
    screen = visit()
    screen.open_chat()
    screen.page.emulate_media(media="print")
    shown: List[bool] = [screen.launcher.is_visible(), screen.panel.is_visible()]
    assert shown == [False, False]
