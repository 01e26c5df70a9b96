"""The reply object of the contract."""

from __future__ import annotations

from bot.answers.reply import ANSWER, CLARIFY, Choice, Reply, ReplyLink, ReplySource

FULL = Reply(
    kind=ANSWER, topic="regio/hub", text="Een hub.", language="nl", title="Hub",
    choices=(Choice("Meer", "topic:gesprek/meer"),),
    links=(ReplyLink("Pagina", "https://hub.nl"), ReplyLink("Bel", "tel:+3174", "phone")),
    source=ReplySource("Strategie", "kort", "https://strategie.nl", "2020-2025", "2026-02-01"),
    confidence=0.123456, forget=True,
)


def test_all_fields_of_the_contract_are_there_and_no_other() -> None:
    assert set(Reply(kind=CLARIFY, topic=None, text="?", language="nl").as_json()) == {
        "id", "kind", "topic", "topics", "title", "language", "text", "choices", "links", "source", "confidence",
        "about", "desks", "downloads",
    }


def test_fields_without_a_value_are_null_or_an_empty_list() -> None:
    reply = Reply(kind=CLARIFY, topic=None, text="?", language="nl").as_json()
    assert {key for key, value in reply.items() if value is None} == {"topic", "title", "source", "confidence", "about"}
    assert {key for key, value in reply.items() if value == []} == {"topics", "choices", "links", "desks", "downloads"}


def test_choices_links_topics_and_source_are_plain_data() -> None:
    reply = FULL.as_json()
    assert reply["choices"] == [{"label": "Meer", "choice": "topic:gesprek/meer"}]
    assert reply["links"] == [
        {"label": "Pagina", "url": "https://hub.nl", "kind": "page"},
        {"label": "Bel", "url": "tel:+3174", "kind": "phone"},
    ]
    assert reply["source"] == {
        "title": "Strategie", "section": "kort", "url": "https://strategie.nl", "period": "2020-2025",
        "checked": "2026-02-01",
    }
    clarify = Reply(kind=CLARIFY, topic=None, text="?", language="nl", topics=("a/b", "c/d"))
    assert clarify.as_json()["topics"] == ["a/b", "c/d"]


def test_confidence_has_four_decimals() -> None:
    assert FULL.as_json()["confidence"] == 0.1235
    assert Reply(kind=ANSWER, topic="a/b", text="!", language="nl", confidence=0.0).as_json()["confidence"] == 0.0


def test_every_reply_has_an_id_of_its_own() -> None:
    replies = [Reply(kind=ANSWER, topic="a/b", text="!", language="nl").id for _ in range(50)]
    assert len(set(replies)) == 50 and all(replies)


def test_a_message_of_rasa_has_text_and_buttons_and_the_whole_reply_beside_them() -> None:
    message = FULL.as_message()
    assert message["text"] == "Een hub."
    assert message["buttons"] == [{"title": "Meer", "payload": "topic:gesprek/meer"}]
    assert message["reply"] == FULL.as_json()


def test_the_wish_to_wipe_stands_beside_the_reply_and_not_in_it() -> None:
    assert FULL.as_message()["forget"] is True
    assert "forget" not in FULL.as_message()["reply"]
