"""Reading a request's body: size, kind and JSON."""

from __future__ import annotations

import json
import re
from typing import Any, Dict
from urllib.parse import parse_qsl

from sanic.exceptions import InvalidUsage
from sanic.request import Request

from bot.server.errors import ApiError

LARGEST_BODY = 16 * 1024
LARGEST_DRAINED = 32 * 1024 * 1024
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
LENGTH = re.compile(r"[0-9]{1,18}")


class SoundRequest(Request):
    """A request of which it is clear where its body ends: a negative length makes sanic read for ever."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lengths = self.headers.getall("content-length", [])
        codings = self.headers.getall("transfer-encoding", [])
        sound = codings in ([], ["chunked"]) and all(LENGTH.fullmatch(length) for length in lengths)
        if len(lengths) + len(codings) > 1 or not sound:
            raise InvalidUsage("it is not clear where the body ends")


async def read_json(request: Request) -> Any:
    """The JSON in the body of ``request``. Raises ``ApiError`` 413, 415 or 400.

    A body that is too large is still read to its end and thrown away, so that the client gets the answer instead of a
    broken connection.
    """
    body = await _read(request, JSON_TYPE)
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ApiError(400) from error


async def read_form(request: Request) -> Dict[str, str]:
    """The filled-in fields of a form in the body of ``request``. Raises ``ApiError`` 413, 415 or 400."""
    body = await _read(request, FORM_TYPE)
    try:
        return dict(parse_qsl(body.decode("utf-8"), encoding="utf-8", errors="strict", max_num_fields=20))
    except ValueError as error:
        raise ApiError(400) from error


async def _read(request: Request, kind: str) -> bytes:
    body, size = bytearray(), 0
    while True:
        part = await request.stream.read()
        if not part:
            break
        size += len(part)
        if size <= LARGEST_BODY:
            body += part
    if size > LARGEST_BODY:
        raise ApiError(413)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise ApiError(415)
    return bytes(body)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
