"""YAML files with the line of every value, so that a message about content can say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Tuple

import yaml

from bot.content.messages import message
from bot.paths import relative

try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Place = Tuple[Any, ...]


class ContentError(ValueError):
    """A content file cannot be used. ``str()`` of it is file, line and a Dutch sentence for staff.

    ``key`` names the sentence in ``data/staff.yml``, ``values`` fill it.
    """

    def __init__(self, path: Path, line: int, key: str, **values: Any) -> None:
        self.path, self.line, self.key = path, line, key
        self.reason = message(key, **values)
        super().__init__(f"{relative(path)}:{line}: {self.reason}")


class YamlFile:
    """The data of a YAML file and the line (from 1) of each value in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: Dict[Place, int] = {}
        try:
            text = path.read_text("utf-8")
            loader = Loader(text)
            try:
                node = loader.get_single_node()
                self.data: Any = loader.construct_document(node) if node else None
            finally:
                loader.dispose()
        except UnicodeDecodeError as error:
            raise ContentError(path, 1, "not_utf8", reason=error.reason) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise ContentError(path, mark.line + 1 if mark else 1, "not_yaml", reason=error.problem) from error
        except yaml.YAMLError as error:
            raise ContentError(path, 1, "not_yaml", reason=error) from error
        except ValueError as error:  # an unquoted date that does not exist
            raise ContentError(path, 1, "not_yaml", reason=error) from error
        except OSError as error:
            raise ContentError(path, 1, "unreadable", reason=error.strerror) from error
        if node:
            self._note_lines(node, ())

    def line(self, *place: Any) -> int:
        """Line of the value at ``place`` (keys and indices), or of the nearest value around it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def error(self, key: str, *place: Any, **values: Any) -> ContentError:
        """A ``ContentError`` at ``place``."""
        return ContentError(self.path, self.line(*place), key, **values)

    def _note_lines(self, node: yaml.Node, place: Place) -> None:
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._lines[(*place, key.value)] = key.start_mark.line + 1
                self._note_lines(value, (*place, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._note_lines(value, (*place, index))
