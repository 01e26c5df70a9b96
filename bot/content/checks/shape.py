"""The shape of content files: valid YAML, known keys, values of the right kind. All errors of a file, not the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Optional, Tuple, Type, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.content.checks.finding import Finding
from bot.content.misfit import misfits
from bot.content.yaml_file import ContentError, Loader, Place, YamlFile

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, findings: List[Finding]) -> Optional[YamlFile]:
    """The file, or None with a finding when it is no YAML; also finds keys that stand twice."""
    try:
        file = YamlFile(path)
    except ContentError as error:
        findings.append(Finding.of(error))
        return None
    findings += _doubles(path)
    return file


def fit(file: YamlFile, model: Type[Model], findings: List[Finding]) -> Optional[Model]:
    """The content of ``file`` as ``model``, or None with a finding for each value that does not fit."""
    data = {str(key): value for key, value in file.data.items()} if isinstance(file.data, dict) else {}
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        findings += (Finding.of(misfit) for misfit in misfits(file, error))
        return None


def leaves(value: Any, place: Place = ()) -> Iterator[Tuple[Place, Any]]:
    """All single values in nested data with their places."""
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)  # type: ignore[assignment]
    else:
        yield place, value
        return
    for key, child in children:
        yield from leaves(child, (*place, key))


def _doubles(path: Path) -> Iterator[Finding]:
    nodes = [yaml.compose(path.read_text("utf-8"), Loader)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            nodes += (value for _, value in node.value)
            keys = [key.value for key, _ in node.value]
            for index, (key, _) in enumerate(node.value):
                if key.value in keys[:index]:
                    yield Finding.at(path, key.start_mark.line + 1, "double_key", place=key.value)
