"""What a client may send."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.library import shared_library
from bot.conversation.message import LONGEST_MESSAGE, ChatRequest, FieldError, clean_message, is_choice, read_request

LIBRARY = shared_library()


@pytest.mark.parametrize(
    "text, cleaned",
    [
        ("  Wat is fotonica? \n", "Wat is fotonica?"),
        ("een\ntwee", "een\ntwee"),
        ("een\ttwee\r\ndrie\u0007", "een twee \ndrie"),
        ("\u0000"[1:] + "cafe\u0301", "café"),
        ("\ufdfa", "\ufdfa"),
        ("a" * LONGEST_MESSAGE, "a" * LONGEST_MESSAGE),
        ("en/of", "en/of"),
    ],
)
def test_a_message_is_trimmed_and_written_in_one_way(text: str, cleaned: str) -> None:
    assert clean_message(text) == cleaned


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "empty"), (" \n\t ", "empty"), ("\u0007\u001b", "empty"), ("\u3000", "empty"),
        ("a" * (LONGEST_MESSAGE + 1), "too_long"),
        ("a\0", "unusable_characters"), ("\ud800", "unusable_characters"), ("a\udfffb", "unusable_characters"),
        ("/restart", "starts_with_slash"), (" \u0007/gesprek", "starts_with_slash"), ("/", "starts_with_slash"),
        ("/é", "starts_with_slash"), ('/1{"a": 1}', "starts_with_slash"),
    ],
)
def test_what_cannot_be_a_question_is_refused(text: str, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        clean_message(text)
    assert (refused.value.field, refused.value.code) == ("message", code)
    assert code in LIBRARY.texts("errors").keys()


@given(st.text(st.characters(blacklist_categories=()), max_size=LONGEST_MESSAGE + 20))
def test_a_message_that_is_taken_can_be_stored_and_is_no_command(text: str) -> None:
    try:
        cleaned = clean_message(text)
    except FieldError:
        return
    cleaned.encode("utf-8")
    assert 1 <= len(cleaned) <= LONGEST_MESSAGE and not cleaned.startswith("/")
    assert cleaned == cleaned.strip() == unicodedata.normalize("NFC", cleaned)
    assert not any(unicodedata.category(character) == "Cc" for character in cleaned if character != "\n")


@pytest.mark.parametrize(
    "body, request_read",
    [
        ({"message": " Hallo "}, ChatRequest("Hallo", None, None, None)),
        ({"message": "Hallo", "conversation": "x", "language": "de"}, ChatRequest("Hallo", None, "x", "de")),
        ({"choice": "deny", "message": None}, ChatRequest(None, "deny", None, None)),
        ({"choice": "topic:regio/hub", "other": [1]}, ChatRequest(None, "topic:regio/hub", None, None)),
    ],
)
def test_a_request_is_read(body: Any, request_read: ChatRequest) -> None:
    assert read_request(body, LIBRARY) == request_read


@pytest.mark.parametrize("identity", LIBRARY.topic_ids)
def test_each_topic_can_be_chosen(identity: str) -> None:
    assert is_choice(f"topic:{identity}", LIBRARY)


@pytest.mark.parametrize("choice", ["", "topic:", "topic:regio", "topic:regio/hub/", "regio/hub", "Deny"])
def test_another_choice_is_not_one(choice: str) -> None:
    assert not is_choice(choice, LIBRARY)
