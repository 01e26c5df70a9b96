"""The chat without JavaScript: a plain form, and a page with the whole conversation so far."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.conversation.token import TokenError
from bot.server.body import read_form
from bot.server.conversations import Conversations
from bot.server.errors import ApiError, ErrorResponses
from bot.server.pages import Pages, wish_of
from bot.store.tracker import ConversationStore, StoreUnavailable

RATE, WIPE = "rate", "wipe"
ASK_FIRST = "ask"


class TalkPage:
    """What a form on the page may do: ask, choose, rate, wipe."""

    def __init__(
        self, pages: Pages, conversations: Conversations, store: ConversationStore, errors: ErrorResponses
    ) -> None:
        self._pages, self._conversations = pages, conversations
        self._store, self._errors = store, errors

    def blueprint(self) -> Blueprint:
        """The address that the forms of the page go to."""
        blueprint = Blueprint("talk")

        @blueprint.post("/", stream=True)
        async def post(request: Request) -> HTTPResponse:
            return await self.post(request)

        return blueprint

    async def post(self, request: Request) -> HTTPResponse:
        """Do what the form asks and show the conversation; a failure stands on the page and loses nothing typed."""
        form: Dict[str, str] = {}
        language = wish_of(request.args.get("language"))
        try:
            self._conversations.limit_address(request)
            form = await read_form(request)
            shown = await self._act(form, language)
        except Exception as error:  # every error becomes a page, like every error of the API becomes JSON
            problem = self._errors.known(request, error)
            shown = {"problem": self._errors.message(problem, language or "nl"), "draft": form.get("message", "")}
            if problem.status == 401:
                form.pop("conversation", None)
            return await self._show(request, language, form.get("conversation"), problem, **shown)
        return await self._show(request, language, **shown)

    async def _act(self, form: Dict[str, str], language: Optional[str]) -> Dict[str, Any]:
        token = form.get("conversation")
        if WIPE in form and token:
            return await self._wipe(form[WIPE], token)
        if RATE in form:
            rating, _, reply = form[RATE].partition(":")
            self._conversations.rate({"conversation": token, "reply": reply, "rating": rating})
            return {"token": token, "done": "thanks"}
        choice = form.get("choice")
        asked = {"choice": choice} if choice else {"message": form.get("message", "")}
        spoken = await self._conversations.ask({**asked, "conversation": token, "language": language})
        return {"token": spoken.conversation}

    async def _wipe(self, step: str, token: str) -> Dict[str, Any]:
        if step == ASK_FIRST:
            return {"token": token, "wiping": True}
        await self._conversations.forget(token)
        return {"done": "deleted"}

    async def _show(
        self, request: Request, language: Optional[str], token: Optional[str] = None,
        error: Optional[ApiError] = None, **shown: Any,
    ) -> HTTPResponse:
        try:
            entries = await self._entries(token) if token else []
        except (StoreUnavailable, TokenError):
            entries = []
        page = self._pages.render("home", request, language, status=error.status if error else 200, token=token,
                                  entries=entries, **shown)
        page.headers.update(error.headers if error else {})
        return page

    async def _entries(self, token: str) -> List[Dict[str, Any]]:
        """What was said, oldest first: ``text`` of the visitor or ``reply`` of the bot."""
        tracker = await self._store.retrieve(self._conversations.identity(token))
        entries: List[Dict[str, Any]] = []
        labels: Dict[str, str] = {}
        for event in tracker.applied_events() if tracker else []:
            if isinstance(event, UserUttered) and event.text:
                entries.append({"text": labels.get(event.text, event.text), "reply": None})
            elif isinstance(event, BotUttered) and event.metadata.get("reply"):
                reply = event.metadata["reply"]
                labels.update({choice["choice"]: choice["label"] for choice in reply["choices"]})
                entries.append({"text": None, "reply": reply})
        return entries
