"""The files of the web folder, compressed once and read again when they change."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot import paths
from bot.content.library import LiveFile

TEMPLATES = paths.WEB / "templates"
WIDGET = paths.WEB / "widget.js"
ICON = paths.WEB / "icon.svg"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json"}


@dataclass(frozen=True)
class WebFile:
    """One file as it goes over the wire."""

    kind: str
    content: bytes
    compressed: bytes
    tag: str

    def response(self, request: Request) -> HTTPResponse:
        """The file, compressed for who can read that; only its tag for who has it already."""
        headers = {"Cache-Control": "no-cache", "ETag": self.tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return empty(status=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return raw(self.content, headers=headers, content_type=self.kind)
        return raw(self.compressed, headers={**headers, "Content-Encoding": "gzip"}, content_type=self.kind)


def read_web_file(path: Path) -> WebFile:
    """Read and compress ``path``."""
    content = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    tag = hashlib.sha256(content).hexdigest()[:16]
    return WebFile(kind, content, gzip.compress(content, mtime=0), f'W/"{tag}"')


def files_blueprint() -> Blueprint:
    """``/widget.js``, the files under ``/web`` and the icon."""
    blueprint = Blueprint("files")
    _add(blueprint, "/widget.js", WIDGET)
    _add(blueprint, "/favicon.ico", ICON)
    for path in sorted(paths.WEB.rglob("*")):
        if path.is_file() and path != WIDGET and TEMPLATES not in path.parents:
            _add(blueprint, f"/web/{path.relative_to(paths.WEB).as_posix()}", path)
    return blueprint


def _add(blueprint: Blueprint, address: str, path: Path) -> None:
    live: LiveFile[WebFile] = LiveFile(path, read_web_file)
    name = address.strip("/").replace("/", "_").replace(".", "_")

    async def serve(request: Request) -> HTTPResponse:
        return live.get().response(request)

    blueprint.add_route(serve, address, methods=["GET", "HEAD"], name=name)
