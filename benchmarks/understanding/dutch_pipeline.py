"""The Dutch spaCy pipeline, measured: its lemmas as features, and its names of people in questions."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

import spacy
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from bot.content.library import shared_library
from bot.conversation.names import names_in
from bot.understanding import dutch
from bot.understanding.classifier import ngram_vectorizer
from bot.understanding.questions import Question

NOT_FOR_LEMMAS = ("parser", "ner", "senter")
APART = ("english", "german", "twents")
REST, ALL = "other", "all"


def lemma_vectorizer() -> Pipeline:
    """Tf-idf of lemmas and pairs of lemmas, weighed as words are."""
    pipeline = spacy.load(dutch.identify(dutch.setting()).name, exclude=NOT_FOR_LEMMAS)

    def lemmas(texts: Sequence[str]) -> List[str]:
        return [" ".join(token.lemma_ for token in document) for document in pipeline.pipe(texts)]

    return make_pipeline(FunctionTransformer(lemmas), ngram_vectorizer("words"))


def people_found(questions: Sequence[Question]) -> List[Dict[str, Any]]:
    """In how many questions the pipeline sees a person, and in how many one is masked; by style, and in all."""
    cues = shared_library().names
    seen = [bool(dutch.people(question.text)) for question in questions]
    masked = [bool(names_in(question.text, cues)) for question in questions]
    rows = []
    for group in (*APART, REST, ALL):
        here = [group == ALL or _group(question) == group for question in questions]
        rows.append({
            "style": group, "questions": sum(here), "the pipeline sees a person": sum(map(all, zip(here, seen))),
            "only after words of data/names.yml": sum(map(all, zip(here, masked))),
        })
    return rows


def _group(question: Question) -> str:
    return question.style if question.style in APART else REST
