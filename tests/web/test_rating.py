"""What a visitor thinks of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from playwright.sync_api import Locator, expect
from server.database import identity_of, opened

from .screen import FEEDBACK, Screen

if TYPE_CHECKING:
    from conftest import Server


def thumb(screen: Screen, name: str) -> Locator:
    """A button under the last answer."""
    return screen.answers.last.get_by_role("button", name=name, exact=True)


def rating_of(server: Server, token: str, reply: str) -> Optional[str]:
    """The rating of a reply in the database."""
    query = "SELECT rating FROM turns WHERE conversation = ? AND reply = ?"
    with opened(server.database) as connection:
        return connection.execute(query, [identity_of(token), reply]).fetchone()[0]


def assert_pressed(screen: Screen, up: bool, down: bool) -> None:
    """The state of the two buttons."""
    expect(thumb(screen, "Nuttig")).to_have_attribute("aria-pressed", str(up).lower())
    expect(thumb(screen, "Niet nuttig")).to_have_attribute("aria-pressed", str(down).lower())


def test_a_rating_is_shown_as_pressed_and_reaches_the_database(screen: Screen, server: Server) -> None:
    reply = screen.ask("Wat is fotonica?")["id"]
    assert_pressed(screen, up=False, down=False)
    assert rating_of(server, screen.token(), reply) is None
    for name, rating in [("Nuttig", "up"), ("Niet nuttig", "down")]:
        assert screen.expect_call(thumb(screen, name).click, FEEDBACK).status == 204
        assert_pressed(screen, up=rating == "up", down=rating == "down")
        expect(screen.status).to_have_text("Bedankt voor uw oordeel.")
        assert rating_of(server, screen.token(), reply) == rating


def test_a_rating_that_does_not_arrive_is_taken_back_and_can_be_tried_again(screen: Screen, server: Server) -> None:
    reply = screen.ask("Wat is fotonica?")["id"]
    screen.fail_once(FEEDBACK)
    thumb(screen, "Nuttig").click()
    expect(screen.problem).to_contain_text("niet aangekomen")
    assert_pressed(screen, up=False, down=False)
    screen.expect_call(screen.retry.click, FEEDBACK)
    assert_pressed(screen, up=True, down=False)
    assert rating_of(server, screen.token(), reply) == "up"


def test_a_rating_is_still_shown_after_a_reload(screen: Screen) -> None:
    screen.ask("Wat is fotonica?")
    screen.expect_call(thumb(screen, "Niet nuttig").click, FEEDBACK)
    expect(screen.status).to_have_text("Bedankt voor uw oordeel.")
    screen.reload()
    assert_pressed(screen, up=False, down=True)
