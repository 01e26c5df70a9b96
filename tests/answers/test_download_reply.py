"""Answers made of downloads and social media."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_library import LANGUAGES, add_downloads, add_topic, local, small_data

from bot.answers.downloads import download_reply, socials_reply
from bot.answers.reply import ReplyLink
from bot.content.library import Library, shared_library


def library_with(data: Path, url: str = "") -> Library:
    """A library in which the plan has a file at ``url``, or at an unknown address."""
    small_data(data)
    for identity in ("strategie/download", "strategie/socials"):
        add_topic(data, identity, depths=["eenvoudig"], links=[{"label": local("eigen"), "url": "https://eigen.nl"}])
    add_downloads(data, url or None)
    return Library(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_address_the_page_is_the_download(tmp_path: Path, language: str) -> None:
    reply = download_reply(library_with(tmp_path), "strategie/download", language)
    assert reply.text == f"download text {language}\n\nkaart van het plan {language} {language}\n\nover het bestand {language}"
    assert reply.links == (
        ReplyLink(f"pagina van het plan {language}", "https://plan.nl", "download"),
        ReplyLink(f"eigen {language}", "https://eigen.nl"),
    )


def test_with_an_address_the_file_comes_first_and_then_its_page(tmp_path: Path) -> None:
    reply = download_reply(library_with(tmp_path, "https://plan.nl/plan.pdf"), "strategie/download", "nl")
    assert reply.links[:2] == (
        ReplyLink("het plan nl", "https://plan.nl/plan.pdf", "download"),
        ReplyLink("pagina van het plan nl", "https://plan.nl", "page"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_social_media_have_their_links_and_every_note(tmp_path: Path, language: str) -> None:
    reply = socials_reply(library_with(tmp_path), "strategie/socials", language)
    assert reply.text == f"socials text {language}\n\nover board {language}\n\nover regio {language}"
    assert [link.url for link in reply.links] == ["https://board.nl", "https://regio.nl", "https://eigen.nl"]
    assert reply.links[0].label == f"volg board {language}"


def test_a_simpler_version_keeps_notes_and_links(tmp_path: Path) -> None:
    library = library_with(tmp_path)
    plan = download_reply(library, "strategie/download", "en", depth="eenvoudig")
    socials = socials_reply(library, "strategie/socials", "en", depth="eenvoudig")
    assert plan.text == "download eenvoudig en\n\nkaart van het plan en en\n\nover het bestand en" and len(plan.links) == 2
    assert socials.text.startswith("socials eenvoudig en\n\nover board en") and len(socials.links) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_plan_has_a_period_and_no_address_that_the_data_do_not_give(language: str) -> None:
    reply = download_reply(shared_library(), "strategie/download", language)
    plan = shared_library().downloads().downloads[0]
    assert "2020-2025" in reply.text and plan.note.in_(language) in reply.text
    assert {link.url for link in reply.links if link.kind == "download"} == {plan.file.url or plan.page.url}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_social_media_are_only_those_in_the_data(language: str) -> None:
    reply = socials_reply(shared_library(), "strategie/socials", language)
    known = {link.url for social in shared_library().downloads().socials for link in social.links}
    addresses = re.findall(r"https://[^\s\"]+", json.dumps([reply.text, [link.url for link in reply.links]]))
    assert set(addresses) == known
    assert all(social.note.in_(language) in reply.text for social in shared_library().downloads().socials)
