"""Reading a request's body: size, kind and JSON."""

from __future__ import annotations

import json
from typing import Any

from sanic.request import Request

from bot.server.errors import ApiError

LARGEST_BODY = 16 * 1024
LARGEST_DRAINED = 32 * 1024 * 1024
JSON_TYPE = "application/json"


async def read_json(request: Request) -> Any:
    """The JSON in the body of ``request``. Raises ``ApiError`` 413, 415 or 400.

    A body that is too large is still read to its end and thrown away, so that the client gets the answer instead of a
    broken connection.
    """
    body = await _read(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        raise ApiError(415)
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ApiError(400) from error


async def _read(request: Request) -> bytes:
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
    return bytes(body)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
