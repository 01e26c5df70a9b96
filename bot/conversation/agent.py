"""Rasa's agent with actions in the same process and the project's own store."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Dict, Optional, Text

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine.exceptions import GraphComponentException
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from bot import paths
from bot.store.tracker import ConversationStore
from bot.understanding.dutch import PipelineError

ACTIONS_PACKAGE = "actions"
ACTION_TIMEOUT_SECONDS = 5.0


class AgentError(RuntimeError):
    """The agent cannot be loaded; the text says why."""


class InProcessActions(EndpointConfig):
    """Runs custom actions in this process instead of calling a server."""

    def __init__(self, package: Text = ACTIONS_PACKAGE, timeout: float = ACTION_TIMEOUT_SECONDS) -> None:
        super().__init__(url=f"inprocess://{package}", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._timeout = timeout

    async def request(
        self, method: Text = "post", subpath: Optional[Text] = None, content_type: Optional[Text] = None,
        compress: bool = False, **kwargs: Any,
    ) -> Optional[Dict[Text, Any]]:
        """Run the action in ``kwargs["json"]``; errors come as they would from a server."""
        try:
            return await asyncio.wait_for(self._executor.run(kwargs["json"]), self._timeout)
        except ActionExecutionRejection as error:
            raise _response_error(400, error.action_name, error.message) from error
        except ActionNotFoundException as error:
            raise _response_error(404, error.action_name, error.message) from error


def _response_error(status: int, action: Text, message: Text) -> ClientResponseError:
    return ClientResponseError(status, "action failed", json.dumps({"action_name": action, "error": message}))


def _validate_once() -> None:
    """Let Rasa check the results of actions with a validator made once: making it anew costs more than the action."""
    schema = RemoteAction.action_response_format_spec()
    validator = jsonschema.validators.validator_for(schema)(schema)

    def validate(_action: RemoteAction, result: Dict[Text, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[assignment]


def load_agent(model: Path, in_memory: bool = False) -> Agent:
    """An agent that answers with ``model``. Raises ``AgentError`` and ``StoreUnavailable``.

    ``in_memory``: keep conversations in memory, for a question on the command line.
    """
    _validate_once()
    endpoints = AvailableEndpoints.read_endpoints(str(paths.ENDPOINTS))
    store = ConversationStore(db=":memory:", host=None) if in_memory else TrackerStore.create(endpoints.tracker_store)
    if not isinstance(store, ConversationStore):
        # a wrong module path in endpoints.yml makes Rasa keep conversations in memory, with a warning only
        raise AgentError(f"{paths.ENDPOINTS.name}: the tracker store is {type(store).__name__}, not ConversationStore")
    try:
        agent = Agent.load(
            str(model), generator=endpoints.nlg, tracker_store=store, lock_store=InMemoryLockStore(),
            action_endpoint=InProcessActions(),
        )
    except (RasaException, GraphComponentException) as error:
        raise AgentError(_reason(error) or f"the model {model.name} cannot be loaded; run: python -m bot train") from error
    _use_store_directly(agent)
    return agent


def _reason(error: BaseException) -> str:
    """What a component of ours said of a model that it cannot run; empty when none did."""
    cause = error.__cause__
    return str(cause) if isinstance(cause, PipelineError) else ""


def _use_store_directly(agent: Agent) -> None:
    """Take away the wrapper that answers from memory when the database is down: that would be forgetting silently."""
    wrapper = agent.tracker_store
    if isinstance(wrapper, FailSafeTrackerStore):
        agent.tracker_store = wrapper._tracker_store
    if agent.processor:
        agent.processor.tracker_store = agent.tracker_store
