"""What understanding tells Rasa about a message: intent, retrieval answer, topic and candidates."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

from bot.understanding.decision import Decision, Outcome

CLARIFY_INTENT = "nlu_fallback"
CONFIRM_INTENT, DENY_INTENT = "bevestigen", "ontkennen"
RANKING_LENGTH = 10


def parse_of_decision(decision: Decision) -> Dict[str, Any]:
    """Parse data for a classified message; keys are those of Rasa's parse data, plus ``topic`` and ``topics``."""
    ranking = decision.ranking[:RANKING_LENGTH]
    if decision.outcome is Outcome.CLARIFY:
        return _parse(CLARIFY_INTENT, decision.confidence, None, decision.topics, ranking)
    parse = parse_of_topic(decision.topics[0], decision.confidence, ranking)
    return {**parse, "topics": list(decision.topics[1:])} if decision.presumed else parse


def parse_of_topic(topic: str, confidence: float = 1.0, ranking: Sequence[Tuple[str, float]] = ()) -> Dict[str, Any]:
    """Parse data for a message about ``topic``, such as a pressed button."""
    return _parse(topic.partition("/")[0], confidence, topic, (), ranking or ((topic, confidence),))


def parse_of_intent(intent: str) -> Dict[str, Any]:
    """Parse data for an intent that is no topic: a confirmation or a denial."""
    return _parse(intent, 1.0, None, (), ())


def _parse(
    intent: str, confidence: float, topic: Optional[str], topics: Sequence[str], ranking: Sequence[Tuple[str, float]]
) -> Dict[str, Any]:
    return {
        "intent": {"name": intent, "confidence": confidence},
        "intent_ranking": [{"name": name, "confidence": share} for name, share in ranking],
        "entities": [_topic_entity(topic)] if topic else [],
        "response_selector": _retrieval(topic, confidence) if topic else {},
        "topic": topic,
        "topics": list(topics),
    }


def _topic_entity(topic: str) -> Dict[str, Any]:
    return {"entity": "topic", "value": topic, "start": 0, "end": 0, "extractor": "TopicClassifier"}


def _retrieval(topic: str, confidence: float) -> Dict[str, Any]:
    """The property that Rasa's retrieval action reads to find the answer."""
    group = topic.partition("/")[0]
    response: Dict[str, Any] = {
        "responses": [], "confidence": confidence, "intent_response_key": topic, "utter_action": f"utter_{topic}",
    }
    ranking: List[Dict[str, Any]] = [{"confidence": confidence, "intent_response_key": topic}]
    return {"all_retrieval_intents": [group], group: {"response": response, "ranking": ranking}}
