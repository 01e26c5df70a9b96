"""The questions that the page proposes are answered at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, List

import pytest

from bot import paths
from bot.content.models import LANGUAGES

if TYPE_CHECKING:
    from conftest import Server


def example_questions() -> List[str]:
    """The proposals of the chat in three languages."""
    files = sorted((paths.WEB / "texts").glob("*.json"))
    questions = [text for path in files for text in json.loads(path.read_text("utf-8"))["examples"]]
    assert len(questions) == 18
    return questions


@pytest.mark.parametrize("question", example_questions())
def test_a_question_that_the_page_proposes_is_answered(server: Server, question: str) -> None:
    assert server.talk().say(question)[0]["kind"] in ("answer", "ask")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_for_a_person_leads_to_one(server: Server, language: str) -> None:
    words = json.loads((paths.WEB / "texts" / f"{language}.json").read_text("utf-8"))
    reply = server.talk().say(words["personQuestion"])[0]
    assert (reply["topic"], reply["language"]) == ("contact/medewerker", language)
