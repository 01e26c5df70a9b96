"""The Dutch spaCy pipeline that comes with the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import List

import pytest
import spacy
from spacy.language import Language

from bot import paths
from bot.understanding import dutch

PACKAGE = paths.ROOT / "packages" / "nl_ud_sm"
MOST_MB = 15
PUBLISHED = {"nl_core_news_sm": "3.4.0", "nl_ud_sm": "1.0.0"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline, whole."""
    return spacy.load("nl_ud_sm")


def test_it_has_words_by_class_lemmas_dependencies_and_names(nlp: Language) -> None:
    doc = nlp("De bedrijven van Jan de Vries in Hengelo zochten nieuwe medewerkers.")
    assert [token.lemma_ for token in doc if token.pos_ in ("NOUN", "VERB")] == ["bedrijf", "zoeken", "medewerker"]
    assert {(name.text, name.label_) for name in doc.ents} == {("Jan de Vries", "PERSON"), ("Hengelo", "LOC")}
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["zochten"]


def test_it_is_small_enough() -> None:
    size = sum(path.stat().st_size for path in (PACKAGE / "nl_ud_sm").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert size <= MOST_MB * 1e6


def test_its_card_gives_the_figures_that_were_measured() -> None:
    card = (PACKAGE / "README.md").read_text("utf-8")
    figures = json.loads((PACKAGE / "nl_ud_sm" / "meta.json").read_text("utf-8"))["performance"]
    assert figures and all(f"| {value:.3f} |" in card for value in figures.values())
    assert all(name in card for name in ("CC BY-SA 4.0", "LassySmall", "Alpino", "wordfreq"))


@pytest.mark.parametrize("installed, taken", [(["nl_ud_sm"], "nl_ud_sm"), (["nl_ud_sm", "nl_core_news_sm"], "nl_core_news_sm")])
def test_the_published_pipeline_goes_first_where_it_is_installed(
    installed: List[str], taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dutch, "is_package", installed.__contains__)
    monkeypatch.setattr(dutch, "get_package_version", PUBLISHED.get)
    assert dutch.identify() == dutch.Identity(taken, PUBLISHED[taken])


def test_what_names_do_not_need_is_not_loaded() -> None:
    assert set(dutch.load("nl_ud_sm").component_names) == {"tok2vec", "ner"}


def test_names_are_looked_for_with_the_pipeline_of_the_tokenizer(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("pipeline:\n- name: bot.nlu.tokenizer.DutchTokenizer\n  pipeline: nl_core_news_lg\n", "utf-8")
    assert dutch.setting(config) == "nl_core_news_lg" and dutch.setting() == dutch.INSTALLED


def test_a_folder_is_a_pipeline_too(tmp_path: Path) -> None:
    spacy.blank("nl", meta={"version": "1.2.3"}).to_disk(tmp_path / "eigen")
    assert dutch.identify(str(tmp_path / "eigen")).version == "1.2.3"
