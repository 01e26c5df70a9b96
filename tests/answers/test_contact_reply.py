"""Answers made of contacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import LANGUAGES, add_desks, add_topic, desk, local, small_data

from bot.answers.contacts import MOST_DESKS, contact_reply, desk_facts
from bot.answers.reply import ReplyLink
from bot.content.library import Library, shared_library

GENERAL = "contact/algemeen"
THEMES = [identity for identity in shared_library().topic_ids if identity.startswith("contact/")]


def library_with(data: Path, *desks: dict) -> Library:
    """A library with the topic ``contact/geld`` and these desks."""
    add_topic(small_data(data), "contact/geld", depths=["meer"], section="feiten")
    add_desks(data, *desks)
    return Library(data)


def test_desks_stand_in_the_order_of_their_rank_and_are_three_at_most(tmp_path: Path) -> None:
    ranks = {"vierde": 4, "tweede": 2, "eerste": 1, "derde": 3}
    desks = [desk("ander", {"werk": 1}), *(desk(name, {"geld": rank}) for name, rank in ranks.items())]
    reply = contact_reply(library_with(tmp_path, *desks), "contact/geld", "nl")
    assert reply.text == (
        "geld text nl\n\n1. Eerste: hulp van eerste nl\n2. Tweede: hulp van tweede nl\n3. Derde: hulp van derde nl"
    )
    assert [link.url for link in reply.links] == ["https://eerste.nl/1", "https://tweede.nl/1", "https://derde.nl/1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_says_how_far_a_number_can_be_trusted(tmp_path: Path, language: str) -> None:
    bank = desk("bank", {"geld": 1}, phone="+31 74 12 34", contact_note=local("zonder datum"))
    reply = contact_reply(library_with(tmp_path, bank), "contact/geld", language)
    assert reply.text == f"geld text {language}\n\n1. Bank: hulp van bank {language} zonder datum {language}"


def test_a_desk_has_its_first_page_and_then_mail_and_phone(tmp_path: Path) -> None:
    library = library_with(tmp_path, desk("bank", {"geld": 1}, email="post@bank.nl", phone="+31 74 12 34"))
    assert contact_reply(library, "contact/geld", "en").links == (
        ReplyLink("pagina 1 van bank en", "https://bank.nl/1", "page"),
        ReplyLink("Bank: post@bank.nl", "mailto:post@bank.nl", "email"),
        ReplyLink("Bank: +31 74 12 34", "tel:+31741234", "phone"),
    )


def test_a_desk_without_a_page_is_named_without_a_link(tmp_path: Path) -> None:
    reply = contact_reply(library_with(tmp_path, desk("bank", {"geld": 1}, links=[])), "contact/geld", "nl")
    assert "1. Bank" in reply.text and reply.links == ()


def test_links_of_the_topic_come_before_those_of_desks(tmp_path: Path) -> None:
    library_with(tmp_path, desk("bank", {"geld": 1}))
    add_topic(tmp_path, "contact/geld", links=[{"label": local("wijzer"), "url": "https://wijzer.nl"}])
    reply = contact_reply(Library(tmp_path), "contact/geld", "nl")
    assert [link.url for link in reply.links] == ["https://wijzer.nl", "https://bank.nl/1"]


def test_the_source_keeps_its_address_and_has_the_oldest_day_of_the_desks(tmp_path: Path) -> None:
    library = library_with(
        tmp_path, desk("bank", {"geld": 1}, checked="2026-03-02"), desk("fonds", {"geld": 2}, checked="2026-01-15")
    )
    source = contact_reply(library, "contact/geld", "nl").source
    assert source and (source.title, source.url, source.checked) == ("feiten nl", None, "2026-01-15")


def test_a_longer_version_has_the_same_desks(tmp_path: Path) -> None:
    reply = contact_reply(library_with(tmp_path, desk("bank", {"geld": 1})), "contact/geld", "de", depth="meer")
    assert reply.text == "geld meer de\n\n1. Bank: hulp van bank de"


def test_without_a_fitting_desk_the_introduction_stands_alone(tmp_path: Path) -> None:
    reply = contact_reply(library_with(tmp_path, desk("bank", {"werk": 1})), "contact/geld", "nl")
    assert reply.text == "geld text nl" and reply.links == ()
    assert reply.source and reply.source.checked == "2026-02-02"


def test_desks_are_a_source_of_contact_topics_only(tmp_path: Path) -> None:
    library = library_with(tmp_path, desk("bank", {"geld": 1}))
    assert [(fact.title, fact.url, fact.checked) for fact in desk_facts(library, "contact/geld")] == [
        ("bron van bank", "https://bank.nl/bron", "2026-03-01")
    ]
    assert desk_facts(library, "economie/geld") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_subject_the_bot_asks_for_one_and_links_to_the_general_desk_alone(language: str) -> None:
    reply = contact_reply(shared_library(), GENERAL, language)
    assert (reply.kind, reply.text) == ("ask", shared_library().topic(GENERAL).answer(language))
    assert [link.url for link in reply.links] == ["https://twenteboard.nl"]


@pytest.mark.parametrize("identity", [identity for identity in THEMES if identity != GENERAL])
def test_every_other_contact_topic_leads_to_at_most_three_desks_with_a_link(identity: str) -> None:
    desks = shared_library().contacts(identity.partition("/")[2])
    for language in LANGUAGES:
        reply = contact_reply(shared_library(), identity, language)
        named = [desk for desk in desks if f". {desk.name}: {desk.helps_with.in_(language)}" in reply.text]
        assert named == desks[:MOST_DESKS] and named
        assert any(link.url.startswith("https://") for link in reply.links)


def test_every_mail_address_and_phone_number_comes_with_a_note() -> None:
    desks = [desk for identity in THEMES for desk in shared_library().contacts(identity.partition("/")[2])[:MOST_DESKS]]
    reachable = [desk for desk in desks if desk.email or desk.phone]
    assert reachable and all(desk.contact_note for desk in reachable)
