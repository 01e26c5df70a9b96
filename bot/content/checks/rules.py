"""Checks of how topics, domain, rules and actions fit together."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

from bot.content.checks.finding import Finding
from bot.content.checks.folder import Folder
from bot.content.yaml_file import Place, YamlFile

UTTER = "utter_"
RASA_ACTIONS = frozenset({
    "action_listen", "action_restart", "action_session_start", "action_default_fallback", "action_deactivate_loop",
    "action_revert_fallback_events", "action_default_ask_affirmation", "action_default_ask_rephrase",
    "action_two_stage_fallback", "action_unlikely_intent", "action_back", "action_extract_slots",
})


@dataclass(frozen=True)
class Rule:
    """A rule or story with its place."""

    file: YamlFile
    place: Place
    steps: Tuple[Any, ...]
    conditional: bool

    def answers(self, intent: str) -> bool:
        """Whether the rule is there for each message with ``intent``."""
        first = self.steps[0] if self.steps else {}
        return not self.conditional and isinstance(first, dict) and first.get("intent") == intent


def rules(folder: Folder) -> Iterator[Finding]:
    """What does not fit together; nothing more when the domain cannot be read."""
    if not folder.domain:
        return
    if not isinstance(folder.domain.data, dict):
        yield Finding.at(folder.domain.path, 1, "missing_key", place="intents")
        return
    listed, known = _entries(folder.domain, "actions"), _rules(folder)
    yield from _groups(folder, folder.domain, known)
    yield from _slot_values(folder, folder.domain)
    yield from _actions(folder.domain, listed, _written_actions(folder.root / "actions"))
    answers = {*(f"{UTTER}{group}" for group in folder.groups), *(folder.domain.data.get("responses") or ())}
    for rule in known:
        yield from _steps(rule, {*listed, *answers, *RASA_ACTIONS})


def _groups(folder: Folder, domain: YamlFile, known: List[Rule]) -> Iterator[Finding]:
    intents = _entries(domain, "intents")
    stories = folder.stories[0].path if folder.stories else folder.data / "stories" / "rules.yml"
    readable = not any(finding.path.parent.name == "stories" for finding in folder.findings)
    for group in folder.groups:
        if group not in intents:
            yield Finding.at(domain.path, domain.line("intents"), "group_without_intent", group=group)
        if readable and not any(rule.answers(group) for rule in known):
            line = folder.stories[0].line("rules") if folder.stories else 1
            yield Finding.at(stories, line, "group_without_rule", group=group)


def _slot_values(folder: Folder, domain: YamlFile) -> Iterator[Finding]:
    """Topics that rules tell apart, by the values of the slot ``topic``."""
    place = ("slots", "topic", "values")
    value: Any = domain.data
    for key in place:
        value = value.get(key) if isinstance(value, dict) else None
    for index, topic in enumerate(_list(value)):
        if topic not in folder.topic_ids:
            yield Finding.at(domain.path, domain.line(*place, index), "unknown_topic", topic=topic)


def _actions(domain: YamlFile, listed: Dict[str, int], written: Dict[str, Tuple[Path, int]]) -> Iterator[Finding]:
    for name, line in listed.items():
        if not name.startswith(UTTER) and name not in written:
            yield Finding.at(domain.path, line, "action_not_written", action=name)
    for name, (path, line) in written.items():
        if name not in listed:
            yield Finding.at(path, line, "action_not_in_domain", action=name)


def _steps(rule: Rule, known: set[str]) -> Iterator[Finding]:
    for index, step in enumerate(rule.steps):
        action = str(step["action"]) if isinstance(step, dict) and "action" in step else None
        if action and action.partition("/")[0] not in known:
            line = rule.file.line(*rule.place, "steps", index, "action")
            yield Finding.at(rule.file.path, line, "unknown_action", action=action)


def _rules(folder: Folder) -> List[Rule]:
    return [
        Rule(file, (part, index), tuple(_list(rule.get("steps"))), bool(rule.get("condition")))
        for file in folder.stories if isinstance(file.data, dict)
        for part in ("rules", "stories")
        for index, rule in enumerate(_list(file.data.get(part))) if isinstance(rule, dict)
    ]


def _entries(domain: YamlFile, part: str) -> Dict[str, int]:
    """Names in a list of the domain with their lines; an entry is a name, or a name with settings."""
    entries = _list(domain.data.get(part))
    names = [str(next(iter(entry), "") if isinstance(entry, dict) else entry) for entry in entries]
    return {name: domain.line(part, index) for index, name in enumerate(names)}


def _list(value: Any) -> List[Any]:
    return value if isinstance(value, list) else []


def _written_actions(package: Path) -> Dict[str, Tuple[Path, int]]:
    """File and line by the name of each action in ``package``: what its method ``name`` returns. Runs no code."""
    return {
        str(part.value.value): (path, part.lineno)
        for path in sorted(package.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_bytes(), str(path)))
        if isinstance(node, ast.FunctionDef) and node.name == "name"
        for part in ast.walk(node)
        if isinstance(part, ast.Return) and isinstance(part.value, ast.Constant)
    }
