"""What understanding tells Rasa."""

from __future__ import annotations

import asyncio
from typing import Any, Dict

import numpy as np
import pytest
from rasa.core.actions.action import ActionRetrieveResponse
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.topics import OUT_OF_SCOPE
from bot.nlu.parse import CLARIFY_INTENT, RANKING_LENGTH, parse_of_decision, parse_of_intent, parse_of_topic
from bot.understanding.decision import Thresholds, decide

LABELS = [OUT_OF_SCOPE, *(f"groep/onderwerp{number}" for number in range(14))]


def parse(*shares: float) -> Dict[str, Any]:
    """Parse data for a message with these probabilities; the rest is spread over the other labels."""
    rest = (1 - sum(shares)) / (len(LABELS) - len(shares))
    scores = np.log([*shares, *[rest] * (len(LABELS) - len(shares))])
    return parse_of_decision(decide(LABELS, scores, Thresholds(1.0, 0.6, 0.5, 0.1)))


def test_an_answer_names_its_topic_everywhere_that_rasa_looks() -> None:
    found = parse(0.01, 0.8)
    assert found["intent"] == {"name": "groep", "confidence": pytest.approx(0.8)}
    assert found["topic"] == found["entities"][0]["value"] == "groep/onderwerp0"
    response = found["response_selector"]["groep"]["response"]
    assert (
        response["intent_response_key"] == "groep/onderwerp0" and response["utter_action"] == "utter_groep/onderwerp0"
    )
    assert found["topics"] == []


def test_a_question_back_has_the_fallback_intent_and_the_topics_to_choose_from() -> None:
    found = parse(0.01, 0.4, 0.3)
    assert found["intent"]["name"] == CLARIFY_INTENT
    assert found["topics"] == ["groep/onderwerp0", "groep/onderwerp1"]
    assert found["topic"] is None and found["entities"] == [] and found["response_selector"] == {}


def test_a_refusal_is_a_topic_like_any_other() -> None:
    found = parse(0.9)
    assert found["topic"] == OUT_OF_SCOPE and found["intent"]["name"] == "gesprek"


def test_the_ranking_is_the_best_ten() -> None:
    ranking = parse(0.01, 0.8)["intent_ranking"]
    assert len(ranking) == RANKING_LENGTH
    assert ranking[0]["name"] == "groep/onderwerp0"
    assert ranking == sorted(ranking, key=lambda row: -row["confidence"])


def test_a_pressed_button_is_certain() -> None:
    found = parse_of_topic("contact/algemeen")
    assert found["intent"] == {"name": "contact", "confidence": 1.0}
    assert found["intent_ranking"] == [{"name": "contact/algemeen", "confidence": 1.0}]


def test_every_kind_of_parse_data_has_the_same_keys() -> None:
    kinds = [parse(0.01, 0.8), parse(0.01, 0.4, 0.3), parse(0.9), parse_of_topic("a/b"), parse_of_intent("bevestigen")]
    assert len({tuple(sorted(kind)) for kind in kinds}) == 1


def test_the_retrieval_action_of_rasa_finds_the_answer() -> None:
    found = parse(0.01, 0.8)
    message = UserUttered("vraag", found["intent"], found["entities"], found)
    tracker = DialogueStateTracker.from_events("visitor", [message])
    answers = TemplatedNaturalLanguageGenerator({"utter_groep/onderwerp0": [{"text": "Dit is het antwoord."}]})
    action = ActionRetrieveResponse("utter_groep")
    events = asyncio.run(action.run(CollectingOutputChannel(), answers, tracker, Domain.empty()))
    assert [event.text for event in events] == ["Dit is het antwoord."]
