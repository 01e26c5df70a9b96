"""The questions that the page proposes are answered at once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, List

import pytest

from bot import paths

if TYPE_CHECKING:
    from conftest import Server


def example_questions() -> List[str]:
    """The proposals of the page: Dutch in its HTML, English and German in its texts."""
    page = (paths.WEB / "index.html").read_text("utf-8")
    dutch = re.findall(r'data-text="example\d">([^<]+)<', page)
    texts = json.loads((paths.WEB / "texts.json").read_text("utf-8"))["page"]
    others = [text for words in texts.values() for key, text in words.items() if re.fullmatch(r"example\d", key)]
    assert len(dutch) == 6 and len(others) == 12
    return [*dutch, *others]


@pytest.mark.parametrize("question", example_questions())
def test_a_question_that_the_page_proposes_is_answered(server: Server, question: str) -> None:
    assert server.talk().say(question)[0]["kind"] in ("answer", "ask")
