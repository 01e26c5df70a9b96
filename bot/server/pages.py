"""The pages of the website, made on the server in three languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot import paths
from bot.answers.dates import written_date
from bot.content.library import Library, LiveFile
from bot.content.models import LANGUAGES
from bot.conversation.message import LONGEST_MESSAGE
from bot.server.files import TEMPLATES
from bot.store.tracker import RETENTION_DAYS

PAGES = {"/": "home", "/privacy": "privacy", "/toegankelijkheid": "access", "/insluiten": "embed"}
GROUPS = ("strategie", "economie", "technologie", "duurzaamheid", "samenwerking", "regio", "contact")
NAMES = {"nl": "Nederlands", "en": "English", "de": "Deutsch"}
NOTHING_SAID = {"entries": [], "token": None, "problem": None, "draft": "", "done": None, "wiping": False}
BULLET = re.compile(r"(?:[-•]|\d+[.)])\s+")
SAFE = re.compile(r"(https?://|mailto:|tel:)")


class Pages:
    """Renders the templates with texts, topics and the words of the chat."""

    def __init__(self, library: Library) -> None:
        self._library = library
        words = paths.WEB / "texts"
        self._words = {language: LiveFile(words / f"{language}.json", _read_words) for language in LANGUAGES}
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(date=written_date, blocks=_blocks, safe_url=_safe_url)

    def blueprint(self) -> Blueprint:
        """All pages."""
        blueprint = Blueprint("pages")
        for address, name in PAGES.items():
            blueprint.add_route(self._page(address, name), address, methods=["GET", "HEAD"], name=name)
        return blueprint

    def render(
        self, name: str, request: Request, language: Optional[str], address: str = "/", status: int = 200, **values: Any
    ) -> HTTPResponse:
        """The page ``name``. ``language`` is the visitor's wish, None when there is none."""
        shown = language or "nl"
        texts = self._library.texts("page")
        page = self._templates.get_template(f"{name}.html").render(
            t=lambda key, **blanks: texts.get(key, shown, **blanks), words=self._words, shown=shown, wish=language,
            chat=self._words[shown].get(), address=address, names=NAMES, groups=self._groups(shown),
            longest=LONGEST_MESSAGE, days=RETENTION_DAYS, server=f"{request.scheme}://{request.host}",
            query=f"?language={language}" if language else "", **{**NOTHING_SAID, **values},
        )
        headers = {"Cache-Control": "no-store" if request.method == "POST" else "no-cache"}
        return html(page, status=status, headers=headers)

    def _page(self, address: str, name: str) -> Any:
        async def page(request: Request) -> HTTPResponse:
            return self.render(name, request, wish_of(request.args.get("language")), address)

        return page

    def _groups(self, language: str) -> List[Dict[str, Any]]:
        """The groups by name, with the title of each of their topics."""
        topics: Dict[str, List[Dict[str, str]]] = {group: [] for group in GROUPS}
        for topic in self._library.topics():
            if topic.group in topics:
                topics[topic.group].append({"id": topic.id, "title": topic.title(language)})
        texts = self._library.texts("conversation")
        return [{"name": texts.get(f"group_{group}", language), "topics": topics[group]} for group in GROUPS]


def wish_of(given: Optional[str]) -> Optional[str]:
    """The language that a visitor chose; None when it is none of ours."""
    return given if given in LANGUAGES else None


def _read_words(path: Path) -> Dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def _blocks(text: str) -> List[Tuple[str, List[str]]]:
    """Paragraphs and lists: the tag of each, and its text or its items."""
    blocks = []
    for part in filter(None, map(str.strip, re.split(r"\n\s*\n", text))):
        lines = part.split("\n")
        if all(map(BULLET.match, lines)):
            blocks.append(("ol" if part[0].isdigit() else "ul", [BULLET.sub("", line) for line in lines]))
        else:
            blocks.append(("p", [part]))
    return blocks


def _safe_url(url: Optional[str]) -> Optional[str]:
    return url if url and SAFE.match(url) else None
