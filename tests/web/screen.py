"""The chat page as its visitor sees and uses it."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Optional

from playwright.sync_api import Page, Response, expect

from bot import paths

PATIENCE = 10_000
PICTURES = paths.RESULTS / "screens"
CHAT = "**/api/chat"
FEEDBACK = "**/api/feedback"
CONVERSATION = "**/api/conversation"
BULLET = re.compile(r"^(?:[-•]|\d+[.)]) ")
# the focused element, also within a shadow root
DEEP_FOCUS = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}"""


class Screen:
    """One opened page, with what went out and what went wrong."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.field, self.log = page.locator("#question"), page.get_by_role("log")
        self.answers, self.choices = self.log.locator(".answer"), self.log.locator(".choices")
        self.status, self.send = page.locator(".status"), page.locator(".composer .send")
        self.retry, self.problem = page.locator(".retry"), page.locator(".composer .problem")
        self.delete, self.dialog = page.locator(".delete"), page.locator("dialog.ask")
        self.launcher, self.panel = page.locator("button.open"), page.locator(".panel")
        self.requests: List[str] = []
        self.troubles: List[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: line.type in ("error", "warning") and self.troubles.append(line.text))

    def open(self, path: str = "/") -> Screen:
        """Load a page of the site and wait until its chat can be used: the question, or the button that opens it."""
        self.page.goto(f"{self.url}{path}")
        self.wait()
        return self

    def wait(self) -> None:
        """Wait until the chat, or the button that opens it, is there."""
        self.field.or_(self.launcher).first.wait_for()

    def open_chat(self) -> None:
        """Press the button that opens the chat."""
        self.launcher.click()
        self.field.wait_for()

    def reload(self) -> None:
        """Load the page again, as the visitor's browser does."""
        self.page.reload()
        self.wait()

    def expect_call(self, act: Callable[[], None], path: str = CHAT) -> Response:
        """Do something that calls the server, and wait for the response."""
        with self.page.expect_response(path) as caught:
            act()
        return caught.value

    def replies_to(self, act: Callable[[], None]) -> List[Dict[str, Any]]:
        """Do something that asks a question; the replies, once the last one stands on the page as a whole."""
        replies = self.expect_call(act).json()["replies"]
        self.page.locator(".send[aria-disabled='false']").wait_for()
        self.answers.last.locator(".foot").wait_for()
        expect(self.answers.last.locator(".text :is(p, li)")).to_have_text(parts_of(replies[-1]["text"]))
        return replies

    def type(self, message: str) -> None:
        """Type a message and send it with Enter."""
        self.field.fill(message)
        self.field.press("Enter")

    def ask(self, message: str) -> Dict[str, Any]:
        """The reply to a typed message."""
        return self.replies_to(lambda: self.type(message))[0]

    def ask_canned(self, message: str) -> None:
        """Type a message that gets a canned reply, and wait until it stands on the page as a whole."""
        self.expect_call(lambda: self.type(message))
        self.answers.last.locator(".foot").wait_for()

    def press(self, label: str) -> Dict[str, Any]:
        """The reply to a choice under the last answer."""
        return self.replies_to(self.choices.last.get_by_role("button", name=label, exact=True).click)[0]

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until the focus is on an element."""
        for _ in range(40):
            self.page.keyboard.press(key)
            if self.focus_is_on(selector):
                return
        raise AssertionError(f"{key} does not reach {selector}")

    def focus_is_on(self, selector: str) -> bool:
        """Whether the focus is on an element."""
        return bool(self.page.evaluate(f"selector => ({DEEP_FOCUS})().matches(selector)", selector))

    def in_chat(self, function: str) -> Any:
        """What a JavaScript function returns that gets the shadow root of the chat."""
        return self.page.evaluate(f"() => ({function})(document.querySelector('noaber-chat').shadowRoot)")

    def stored(self) -> Dict[str, Optional[str]]:
        """All that the browser keeps for the page."""
        kept = self.page.evaluate("() => ({...localStorage, ...sessionStorage})")
        return {**kept, **{cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}}

    def token(self) -> str:
        """The token of the conversation that the page remembers."""
        return str(self.page.evaluate("() => JSON.parse(sessionStorage.noaber).conversation"))

    def answer_with(self, *replies: Dict[str, Any]) -> None:
        """Let the next question get these replies instead of the server's."""
        body = {"conversation": "a-token", "replies": list(replies)}
        self.page.route(CHAT, lambda route: route.fulfill(json=body), times=1)

    def fail_once(self, path: str = CHAT, status: int = 0, message: str = "", **headers: str) -> None:
        """Let the next call fail: with a status, or (0) without any response."""
        body = {"error": {"code": "a_code", "message": message}}
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.page.route(
            path, lambda route: route.fulfill(status=status, json=body, headers=names) if status else route.abort(),
            times=1,
        )

    def photo(self, name: str) -> None:
        """Keep what is on the screen."""
        self.page.screenshot(path=PICTURES / f"{name}.png")


def parts_of(text: str) -> List[str]:
    """The paragraphs and the items of lists in an answer."""
    blocks = [block.split("\n") if BULLET.match(block) else [block] for block in text.split("\n\n")]
    return [BULLET.sub("", part) for block in blocks for part in block]


def canned(**fields: Any) -> Dict[str, Any]:
    """A reply in the shape of the API."""
    return {
        "id": "1", "kind": "answer", "topic": "a/topic", "title": None, "language": "nl", "text": "Een antwoord.",
        "choices": [], "links": [], "source": None, "confidence": 1.0, "about": None, "topics": [], **fields,
    }
