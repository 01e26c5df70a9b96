"""Which renderer answers which topic."""

from __future__ import annotations

from pathlib import Path

from small_library import add_desks, add_topic, desk, small_data

from bot.answers.render import render
from bot.content.library import Library


def test_contacts_downloads_and_social_media_are_answered_from_data_and_others_by_their_text(tmp_path: Path) -> None:
    data = small_data(tmp_path)
    for identity in ("contact/hub", "regio/hub", "strategie/download", "strategie/socials"):
        add_topic(data, identity)
    add_desks(data, desk("bank", {"hub": 1}))
    library = Library(data)
    assert render(library, "contact/hub", "nl").text == "hub text nl\n\n1. Bank: hulp van bank nl"
    assert render(library, "regio/hub", "nl").text == "hub text nl"
    assert render(library, "strategie/download", "nl").text == "download text nl\n\nkaart van het plan nl nl\n\nover het bestand nl"
    assert render(library, "strategie/socials", "nl").text.startswith("socials text nl\n\nover board nl")


def test_language_confidence_and_depth_reach_the_renderer(tmp_path: Path) -> None:
    add_topic(small_data(tmp_path), "regio/hub", depths=["meer"])
    reply = render(Library(tmp_path), "regio/hub", "en", 0.4, "meer")
    assert (reply.text, reply.confidence) == ("hub meer en", 0.4)
