"""A library of a few lines, for tests in which the exact words matter."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict, List, Optional

import yaml

from bot import paths
from bot.answers.turn import Turn
from bot.content.guides import GUIDES

LANGUAGES = ("nl", "en", "de")
WORDS = {
    "clarify": "welke", "none_of_these": "geen", "none_fits": "past niet", "no_meer": "niet meer over {title}",
    "no_eenvoudig": "niet makkelijker dan {title}", "source": "uit {title}, {checked}", "source_facts": "ook uit:",
    "source_period": "uit {title}, {section}, {period}, {checked}", "source_none": "zonder bron",
    "forget_yes": "ja", "forget_no": "nee", "forgotten": "gewist", "kept": "bewaard", "short": "in een zin",
    "download_facts": "kaart van {title}", "presumed": "vast {title}", "two_wishes": "eerst {title}", "something_else": "anders",
}


def local(text: str) -> Dict[str, str]:
    """``text`` in three languages: each says which it is."""
    return {language: f"{text} {language}" for language in LANGUAGES}


def versions(name: str, language: str, depths: List[str]) -> Dict[str, str]:
    """The texts of a topic in a language."""
    return {depth: f"{name} {depth} {language}" for depth in ["text", *depths]}


def add_topic(
    data: Path, identity: str, depths: Optional[List[str]] = None, section: Optional[str] = None,
    choices: Optional[List[str]] = None, links: Optional[List[Any]] = None, facts: Optional[List[Any]] = None,
) -> None:
    """Write a topic file: each text says its topic, depth and language."""
    name, written = identity.partition("/")[2], depths or []
    dutch = versions(name, "nl", written)
    metadata = {
        "title": local(f"titel {name}"), "source": {"section": section} if section else None, "owner": "redactie",
        "reviewed": "2026-01-01", **{depth: dutch[depth] for depth in written}, "en": versions(name, "en", written),
        "de": versions(name, "de", written), "choices": choices or [], "links": links or [], "facts": facts or [],
    }
    examples = [{"intent": identity, "metadata": {"language": "nl"}, "examples": "- een\n"}]
    responses = {f"utter_{identity}": [{"text": dutch["text"], "metadata": metadata}]}
    write(data / "nlu" / f"{identity}.yml", {"version": "3.1", "nlu": examples, "responses": responses})


def desk(identity: str, themes: Dict[str, int], **fields: Any) -> Dict[str, Any]:
    """A desk with two pages, of which the first counts."""
    site = f"https://{identity}.nl"
    pages = [{"label": local(f"pagina {number} van {identity}"), "url": f"{site}/{number}"} for number in (1, 2)]
    return {
        "id": identity, "name": identity.title(), "kind": "organisation", "themes": themes, "audience": ["mkb"],
        "area": "Twente", "helps_with": local(f"hulp van {identity}"), "links": pages, "email": None, "phone": None,
        "contact_note": None, "source": {"title": f"bron van {identity}", "url": f"{site}/bron"},
        "checked": "2026-03-01", **fields,
    }


def add_desks(data: Path, *desks: Dict[str, Any]) -> None:
    """Write the contacts."""
    write(data / "contacts.yml", {"contacts": list(desks)})


def add_downloads(data: Path, url: Optional[str] = None) -> None:
    """Write a download, with or without the address of its file, and two social media."""
    source = {"title": "bron", "url": None}
    plan = {
        "id": "plan", "title": local("het plan"), "period": "2020-2025",
        "file": {"kind": "pdf", "size": None, "url": url},
        "page": {"label": local("pagina van het plan"), "url": "https://plan.nl"},
        "note": local("over het bestand"), "source": source, "checked": "2026-03-01",
    }
    socials = [
        {
            "id": name, "name": name, "links": [{"label": local(f"volg {name}"), "url": f"https://{name}.nl"}],
            "note": local(f"over {name}"), "source": source, "checked": "2026-03-01",
        }
        for name in ("board", "regio")
    ]
    write(data / "downloads.yml", {"downloads": [plan], "socials": socials})


def write(path: Path, content: Any) -> None:
    """Write a content file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def small_data(data: Path) -> Path:
    """A data folder with texts, two sources and the topics that every conversation needs, but no other topic."""
    plan = {"title": local("strategie"), "url": "https://strategie.nl", "period": "2020-2025", "checked": "2026-02-01"}
    facts = {"title": local("feiten"), "url": None, "period": None, "checked": "2026-02-02"}
    write(data / "sources.yml", {"sources": [{**plan, "sections": ["kort"]}, {**facts, "sections": ["feiten"]}]})
    texts = yaml.safe_load((paths.TEXTS / "conversation.yml").read_text("utf-8"))
    write(data / "texts" / "conversation.yml", {**texts, **{key: local(text) for key, text in WORDS.items()}})
    for name in GUIDES:
        shutil.copy2(paths.DATA / f"{name}.yml", data / f"{name}.yml")
    for key in ("meer", "eenvoudiger", "waarom", "herhaal", "bron", "wissen", "buiten_bereik", "kunnen"):
        add_topic(data, f"gesprek/{key}")
    for key in ("algemeen", "medewerker"):
        add_topic(data, f"contact/{key}", section="feiten")
    add_desks(data)
    add_downloads(data)
    return data


def turn_of(**fields: Any) -> Turn:
    """A turn in Dutch in which nothing was said before, but for ``fields``."""
    nothing: Dict[str, Any] = {
        "language": "nl", "topic": None, "topics": (), "confidence": None, "last_topic": None, "last_depth": "text",
        "asked": None,
    }
    return Turn(**{**nothing, **fields})
