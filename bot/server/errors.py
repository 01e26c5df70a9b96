"""Errors as the contract has them: JSON with a code and a Dutch message that says what to do."""

from __future__ import annotations

import logging
from typing import Any, Dict, Optional

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.content.library import Library
from bot.conversation.dialogue import DialogueError
from bot.conversation.message import FieldError
from bot.conversation.token import TokenError
from bot.store.tracker import StoreUnavailable

logger = logging.getLogger(__name__)
STATUS_CODES = {
    400: "not_json", 401: "conversation_not_valid", 404: "not_found", 405: "method_not_allowed", 413: "too_large",
    415: "not_application_json", 422: "field_wrong", 429: "too_many", 503: "cannot_answer",
}


class ApiError(Exception):
    """An error with a status of the contract. ``text``: key of its message; ``field``: the field that is wrong."""

    def __init__(
        self, status: int, text: Optional[str] = None, field: Optional[str] = None,
        headers: Optional[Dict[str, str]] = None, **values: Any,
    ) -> None:
        super().__init__(status)
        self.status, self.field, self.headers, self.values = status, field, headers or {}, values
        self.text = text or STATUS_CODES[status]


class ErrorResponses:
    """Turns exceptions into responses."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def register(self, app: Sanic) -> None:
        """Handle every exception of ``app``."""
        app.error_handler.add(Exception, self.handle)

    def handle(self, request: Request, error: Exception) -> HTTPResponse:
        """The response to ``error``; what was not foreseen is logged and becomes a 503."""
        return self.response(self.known(request, error))

    def known(self, request: Request, error: Exception) -> ApiError:
        """``error`` as one of the contract; what was not foreseen is logged."""
        known = self._known(error)
        if known is None:
            logger.error("unforeseen error on %s", request.path, exc_info=error)
        return known or ApiError(503)

    def response(self, error: ApiError) -> HTTPResponse:
        """``error`` as JSON."""
        body: Dict[str, Any] = {"code": STATUS_CODES[error.status], "message": self.message(error, "nl")}
        if error.field is not None:
            body["field"] = error.field
        return json({"error": body}, status=error.status, headers=error.headers)

    def message(self, error: ApiError, language: str) -> str:
        """What a visitor reads about ``error``."""
        return self._library.texts("errors").get(error.text, language, **error.values)

    @staticmethod
    def _known(error: Exception) -> Optional[ApiError]:
        if isinstance(error, ApiError):
            return error
        if isinstance(error, FieldError):
            return ApiError(422, error.code, error.field)
        if isinstance(error, TokenError):
            return ApiError(401)
        if isinstance(error, StoreUnavailable):
            logger.error("the database does not work: %s", error)
            return ApiError(503)
        if isinstance(error, DialogueError):
            logger.error("no answer: %s", error)
            return ApiError(503)
        status = getattr(error, "status_code", 500) if isinstance(error, SanicException) else 500
        if status < 500:
            return ApiError(status if status in STATUS_CODES else 400, headers=getattr(error, "headers", None))
        return None
