"""Starts the server: loads the agent, wires the parts, keeps what is stored no longer than promised."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from pathlib import Path

from sanic import Sanic

from bot.answers.greeting import popularity
from bot.content.library import Library, shared_library
from bot.content.messages import message
from bot.conversation.agent import AgentError, load_agent
from bot.conversation.dialogue import Dialogue
from bot.conversation.token import SecretError, TokenSigner, load_secret
from bot.server.body import LARGEST_DRAINED, SoundRequest
from bot.server.chat import ChatApi
from bot.server.conversations import Conversations
from bot.server.errors import ErrorResponses
from bot.server.health import Health
from bot.server.files import files_blueprint
from bot.server.origins import OriginError, Origins, allowed_origins
from bot.server.pages import Pages
from bot.server.security import add_security_headers
from bot.server.talk import TalkPage
from bot.store.ratings import Ratings
from bot.store.tracker import StoreUnavailable

logger = logging.getLogger(__name__)
HOST, PORT = "127.0.0.1", 8080
PURGE_EVERY_SECONDS = 3600
COUNT_EVERY_SECONDS = 600
REQUEST_SECONDS = 20


class StartError(RuntimeError):
    """The server cannot start; the text says why and what to do."""


def address() -> tuple[str, int]:
    """Host and port from the environment (``HOST``, ``PORT``). Raises ``StartError`` for a port that is none."""
    port = os.environ.get("PORT") or str(PORT)
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise StartError(f"PORT is '{port}'; it has to be a number from 1 to 65535")
    return os.environ.get("HOST") or HOST, int(port)


def check_free(host: str, port: int) -> None:
    """Raise ``StartError`` when ``host`` and ``port`` cannot be listened to."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _cannot_listen(host, port, error.strerror) from error


def _cannot_listen(host: str, port: int, why: str) -> StartError:
    advice = "Is the bot already running? Choose another port: PORT=8081 scripts/start"
    return StartError(f"Cannot listen on {host}:{port} ({why}). {advice}")


def create_app(dialogue: Dialogue, library: Library, signer: TokenSigner) -> Sanic:
    """The application with all its routes."""
    app = Sanic("noaber", configure_logging=False, request_class=SoundRequest)
    app.config.REQUEST_MAX_SIZE = LARGEST_DRAINED
    app.config.REQUEST_TIMEOUT = REQUEST_SECONDS
    app.config.RESPONSE_TIMEOUT = REQUEST_SECONDS
    app.config.FALLBACK_ERROR_FORMAT = "json"
    errors, origins = ErrorResponses(library), Origins(allowed_origins())
    errors.register(app)
    conversations, pages = Conversations(dialogue, library, signer), Pages(library)
    parts = [
        ChatApi(conversations), Health(dialogue, library), origins, pages,
        TalkPage(pages, conversations, dialogue.store, errors),
    ]
    app.blueprint([files_blueprint(), *(part.blueprint() for part in parts)])
    app.register_middleware(add_security_headers, "response")
    app.register_middleware(origins.add_headers, "response")
    app.add_task(_purge_for_ever(dialogue))
    app.add_task(_follow_what_is_asked(dialogue.ratings))
    return app


async def _follow_what_is_asked(ratings: Ratings) -> None:
    """Keep the first questions of the greeting in step with what people ask."""
    while True:
        try:
            popularity.update(ratings.most_asked())
        except StoreUnavailable as error:
            logger.error("what people ask could not be counted, trying again later: %s", error)
        await asyncio.sleep(COUNT_EVERY_SECONDS)


async def _purge_for_ever(dialogue: Dialogue) -> None:
    while True:
        try:
            dialogue.purge()
        except StoreUnavailable as error:
            logger.error("old conversations could not be deleted, trying again later: %s", error)
        await asyncio.sleep(PURGE_EVERY_SECONDS)


def load_app(model: Path) -> Sanic:
    """The application that answers with ``model``. Raises ``StartError`` when it cannot be made."""
    library = shared_library()
    try:
        signer = TokenSigner(load_secret())
        return create_app(Dialogue(load_agent(model), library), library, signer)
    except StoreUnavailable as error:
        raise StartError(f"{error}. Check DATABASE_URL or the folder var/") from error
    except (AgentError, OriginError, SecretError) as error:
        raise StartError(str(error)) from error


def serve(model: Path) -> None:
    """Serve until the process is told to stop. Raises ``StartError`` when it cannot start."""
    host, port = address()
    check_free(host, port)
    app = load_app(model)

    @app.after_server_start
    async def announce(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.started = True
        shown = "127.0.0.1" if host == "0.0.0.0" else host
        print(message("ready", address=f"http://{shown}:{port}"), flush=True)

    app.run(host=host, port=port, workers=1, access_log=False, motd=False, debug=False, auto_reload=False)
    if not hasattr(app.ctx, "started"):  # the port was taken while the model was loading: sanic only logs that
        raise _cannot_listen(host, port, "Address already in use")
