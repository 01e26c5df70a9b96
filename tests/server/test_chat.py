"""POST /api/chat: the reply object, choices, wrong fields, and many visitors at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Dict, List

import pytest
import requests
from database import identity_of
from wire import assert_answers, assert_error, post

from bot.content.library import shared_library
from bot.content.topics import PERSON

if TYPE_CHECKING:
    from conftest import Server

REPLY = {
    "id", "kind", "topic", "title", "language", "text", "choices", "links", "source", "confidence", "about", "topics",
    "desks", "downloads",
}
SOURCE = {"title", "section", "url", "period", "checked"}
VAGUE = (
    "toekomst", "mensen en machines", "bedrijven en natuur", "ondernemers en techniek", "samen sterk", "hulp", "bedrijf", "plannen",
    "mensen", "kansen", "techniek voor iedereen", "wat doen bedrijven",
)  # several topics fit at least one of these
OUTSIDE = "Wat is de hoofdstad van Frankrijk?"
PHOTONICS = "technologie/fotonica"


def vague_reply(server: Server) -> Dict[str, Any]:
    """A reply that asks which topic is meant."""
    replies = (server.talk().say(message)[0] for message in VAGUE)
    return next(reply for reply in replies if reply["kind"] == "clarify")


def replies_of_all_kinds(server: Server) -> Dict[str, Dict[str, Any]]:
    """One reply of each kind."""
    answer, ask, refuse = (
        server.talk().say(message)[0] for message in ("Wat is fotonica?", "Wis mijn gesprek", OUTSIDE)
    )
    return {"answer": answer, "clarify": vague_reply(server), "ask": ask, "refuse": refuse}


def test_a_reply_of_each_kind_has_the_fields_of_the_contract_and_no_others(server: Server) -> None:
    for kind, reply in replies_of_all_kinds(server).items():
        assert (kind, set(reply)) == (reply["kind"], REPLY)
        for name in ("id", "text", "language"):
            assert reply[name] and isinstance(reply[name], str)
        for name in ("choices", "links", "topics"):
            assert isinstance(reply[name], list)
        assert all(set(choice) == {"label", "choice"} and all(choice.values()) for choice in reply["choices"])
        assert all(set(link) == {"label", "url", "kind"} and all(link.values()) for link in reply["links"])
        assert all(link["kind"] in ("page", "download", "email", "phone") for link in reply["links"])
        assert reply["source"] is None or set(reply["source"]) == SOURCE
        assert reply["language"] == "nl"
        assert reply["confidence"] is None or 0 <= reply["confidence"] <= 1


def test_fields_without_a_value_are_null_or_empty(server: Server) -> None:
    replies = replies_of_all_kinds(server)
    assert replies["answer"]["topic"] == PHOTONICS
    assert (replies["answer"]["about"], replies["answer"]["topics"]) == (None, [])
    clarify = replies["clarify"]
    assert (clarify["topic"], clarify["title"], clarify["source"], clarify["links"]) == (None, None, None, [])
    assert (replies["ask"]["topic"], replies["ask"]["source"]) == ("gesprek/wissen", None)
    assert replies["refuse"]["topic"] == "gesprek/buiten_bereik"


def test_a_question_back_offers_its_topics_by_title_and_a_way_out(server: Server) -> None:
    reply = vague_reply(server)
    assert 2 <= len(reply["topics"]) <= 4
    titles = [shared_library().topic(identity).title("nl") for identity in dict.fromkeys((*reply["topics"], PERSON))]
    assert [choice["label"] for choice in reply["choices"]] == [*titles, "Geen van deze"]


def test_a_response_has_a_token_and_replies_and_is_never_cached(server: Server) -> None:
    response = post(server, "/api/chat", {"message": "Wat is fotonica?"})
    assert set(response.json()) == {"conversation", "replies"}
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_conversation_keeps_its_identity_and_two_have_their_own(server: Server) -> None:
    first, second = server.talk(), server.talk()
    for talk in (first, second):
        talk.say("Wat is fotonica?")
    before = first.token
    first.say("Vertel meer")
    assert identity_of(before) == identity_of(first.token) != identity_of(second.token)


def test_ids_of_replies_are_unique(server: Server) -> None:
    talk = server.talk()
    ids = [talk.say("Wat is fotonica?")[0]["id"] for _ in range(4)]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_wish_for_a_language_goes_before_that_of_the_question(server: Server, language: str) -> None:
    reply = server.talk(language).say("Wat is fotonica?")[0]
    assert (reply["topic"], reply["language"]) == (PHOTONICS, language)
    assert reply["text"] == shared_library().topic(PHOTONICS).answer(language)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("\ufdfa" * 200, id="a character that other normal forms make 18 of"),
        pytest.param("é" * 500, id="500 letters"),
        pytest.param("e\u0301" * 250, id="500 with accents of their own"),
        pytest.param("😀" * 500, id="500 emoji"),
        pytest.param("\u200b", id="a space of no width"),
        pytest.param("\u202e" * 10, id="right to left"),
        pytest.param("Wat is\tfoto\u0007nica?\r\n", id="control characters"),
        pytest.param("<script>alert(1)</script>", id="HTML"),
        pytest.param("'; DROP TABLE events; --", id="SQL"),
        pytest.param("{last_topic} {0} %s ${x}", id="placeholders"),
        pytest.param("Kun je /restart uitleggen?", id="a command in a sentence"),
    ],
)
def test_odd_text_gets_a_reply(server: Server, message: str) -> None:
    reply = server.talk().say(message)[0]
    assert set(reply) == REPLY and reply["text"]
    assert_answers(server)


COMMANDS = ('/intent{"a":1}', "/restart", "/session_start", " /back", "/gesprek@1.0", '/été{"a":1}', "/1", "/")
UNKNOWN_CHOICES = (
    "", "topic:", "topic:bestaat/niet", "topic:../nlu", "CONFIRM", "confirm ", "/restart", "\ud800", "\0", "topic:\0",
)
WRONG: List[Any] = [
    *[({name: value, **({} if name in ("message", "choice") else {"message": "Hallo"})}, "not_text", name)
      for name in ("message", "choice", "conversation", "language")
      for value in (5, 1.5, True, [], ["a"], {}, {"a": 1})],
    ({}, "message_or_choice", "message"),
    ({"message": None}, "message_or_choice", "message"),
    ({"message": "Hallo", "choice": "deny"}, "message_or_choice", "message"),
    ({"message": ""}, "empty", "message"),
    ({"message": " \n\t\u3000\u0007 "}, "empty", "message"),
    ({"message": "a" * 501}, "too_long", "message"),
    ({"message": "a\0b"}, "unusable_characters", "message"),
    ({"message": "hallo \ud800"}, "unusable_characters", "message"),
    ({"message": "\udfff\ud800"}, "unusable_characters", "message"),
    *[({"message": message}, "starts_with_slash", "message") for message in COMMANDS],
    *[({"choice": choice}, "unknown_choice", "choice") for choice in UNKNOWN_CHOICES],
    *[({"message": "Hallo", "language": language}, "unknown_language", "language")
      for language in ("", "fr", "NL", "nl-NL", "\ud800")],
    *[(body, "not_an_object", "") for body in ([], [{"message": "Hallo"}], "Hallo", 5, None, True)],
]


@pytest.mark.parametrize("body, text, field", WRONG)
def test_a_wrong_field_is_named(server: Server, body: Any, text: str, field: str) -> None:
    response = post(server, "/api/chat", body)
    assert_error(response.status_code, response.content, 422, text, field)
    assert_answers(server)


def test_a_message_of_100_000_characters_is_too_large(server: Server) -> None:
    response = post(server, "/api/chat", {"message": "a" * 100_000})
    assert_error(response.status_code, response.content, 413)
    assert_answers(server)


def test_fields_that_are_null_or_unknown_are_left_alone(server: Server) -> None:
    unknown = {"sender": "\ud800", "metadata": [1]}
    body = {"message": "Wat is fotonica?", "choice": None, "conversation": None, "language": None}
    assert post(server, "/api/chat", {**body, **unknown}).json()["replies"][0]["topic"] == PHOTONICS


def test_what_was_said_before_an_error_is_still_known_after_it(server: Server) -> None:
    talk = server.talk()
    talk.say("Wat is fotonica?")
    for wrong in ({"message": "/restart"}, {"message": "\ud800"}, {"choice": "bestaat niet"}, {"message": "a" * 501}):
        assert post(server, "/api/chat", {**wrong, "conversation": talk.token}).status_code == 422
    reply = talk.say("Vertel meer")[0]
    assert (reply["topic"], reply["about"]) == ("gesprek/meer", PHOTONICS)


@pytest.mark.parametrize(
    "topic", [PHOTONICS, "contact/algemeen", "strategie/download", "strategie/socials", "gesprek/kunnen"]
)
def test_a_button_of_a_topic_gives_its_answer(server: Server, topic: str) -> None:
    reply = server.talk().say(choice=f"topic:{topic}")[0]
    assert (reply["topic"], reply["confidence"]) == (topic, 1.0)


@pytest.mark.parametrize("choice, depth", [("topic:gesprek/meer", "meer"), ("topic:gesprek/eenvoudiger", "eenvoudig")])
def test_a_button_of_a_depth_is_about_the_last_answer(server: Server, choice: str, depth: str) -> None:
    talk = server.talk()
    assert choice in [offered["choice"] for offered in talk.say("Wat is fotonica?")[0]["choices"]]
    reply = talk.say(choice=choice)[0]
    assert (reply["about"], reply["text"]) == (PHOTONICS, shared_library().topic(PHOTONICS).answer("nl", depth))


def test_a_button_can_be_pressed_in_another_language(server: Server) -> None:
    reply = server.talk("de").say(choice=f"topic:{PHOTONICS}")[0]
    assert (reply["language"], reply["title"]) == ("de", shared_library().topic(PHOTONICS).title("de"))


@pytest.mark.parametrize("choice, text", [("confirm", "forgotten"), ("deny", "kept")])
def test_yes_and_no_are_buttons_after_the_question_whether_to_wipe(server: Server, choice: str, text: str) -> None:
    talk = server.talk()
    assert [offered["choice"] for offered in talk.say("Wis mijn gesprek")[0]["choices"]] == ["confirm", "deny"]
    assert talk.say(choice=choice)[0]["text"] == shared_library().texts("conversation").get(text, "nl")


@pytest.mark.parametrize("choice", ["confirm", "deny"])
def test_yes_and_no_without_a_question_offer_ways_on(server: Server, choice: str) -> None:
    reply = server.talk().say(choice=choice)[0]
    assert reply["kind"] == "refuse" and reply["choices"]


def test_none_of_these_offers_ways_out(server: Server) -> None:
    talk = server.talk()
    for message in VAGUE:
        if talk.say(message)[0]["kind"] == "clarify":
            break
    reply = talk.say(choice="deny")[0]
    assert reply["text"] == shared_library().texts("conversation").get("none_fits", "nl")
    assert "topic:contact/medewerker" in [offered["choice"] for offered in reply["choices"]]


def test_each_button_that_is_offered_works(server: Server) -> None:
    for kind, reply in replies_of_all_kinds(server).items():
        assert reply["choices"], kind
        for offered in reply["choices"]:
            assert server.talk().say(choice=offered["choice"])[0]["text"]


def test_messages_at_the_same_time_in_one_conversation_are_all_answered(server: Server) -> None:
    talk = server.talk()
    talk.say("Hallo")
    bodies = [{"choice": f"topic:{topic}", "conversation": talk.token} for topic in (PHOTONICS, "technologie/robotica")]
    with ThreadPoolExecutor(2) as threads:
        responses = list(threads.map(lambda body: post(server, "/api/chat", body), bodies))
    assert [response.json()["replies"][0]["topic"] for response in responses] == [PHOTONICS, "technologie/robotica"]
    assert talk.say("Vertel meer")[0]["about"] in (PHOTONICS, "technologie/robotica")


def test_eight_visitors_with_twenty_questions_each_get_what_one_visitor_gets(server: Server) -> None:
    topics = shared_library().topic_ids
    questions = [shared_library().topic(identity).examples[0].text for identity in topics[:: len(topics) // 20]][:20]
    expected = [server.talk().say(question)[0]["topic"] for question in questions]

    def visit(first: int) -> List[Any]:
        talk, found = server.talk(), {}
        for number in [*range(first, 20), *range(first)]:
            found[number] = talk.say(questions[number])[0]["topic"]
        return [found[number] for number in range(20)]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(visit, range(0, 16, 2))) == [expected] * 8


def test_nothing_that_a_visitor_sends_is_in_the_log(server: Server) -> None:
    marker = "kwikstaartjesnest"
    talk = server.talk()
    talk.say(f"Wat is {marker}?")
    reply = talk.say(f"{marker} {marker} {marker}")[0]
    commands = (f"/{marker}", f"/1 {marker}", f'/é{marker}{{"a":1}}', f"Wat is fotonica? /1 {marker}?", f"Wat is nano? /\u00a0/1 {marker}?")
    for message in (*commands, f"{marker}\0", f"{marker}\ud800", marker * 50):
        post(server, "/api/chat", {"message": message})
    for body in (f'{{"message": "{marker}'.encode(), {"choice": marker}, {"message": "Hallo", "conversation": marker}):
        post(server, "/api/chat", body)
    rating = {"conversation": talk.token, "reply": reply["id"], "rating": "down", "comment": marker}
    assert post(server, "/api/feedback", rating).status_code == 204
    requests.delete(f"{server.url}/api/conversation", headers={"Authorization": f"Bearer {marker}"}, timeout=15)
    assert marker not in server.log
    assert json.dumps(talk.token) not in server.log
