"""Names of TensorFlow and Keras for a program that imports them and never uses them.

Rasa imports TensorFlow in modules that every pipeline loads, also when no component of the pipeline needs it. This
package answers those imports with placeholders: they can be named, subclassed and used in annotations. Whoever calls
one gets a ``TensorFlowMissing`` error that says how to install the real package. A real TensorFlow in the same
environment always goes first.
"""

from __future__ import annotations

import importlib.machinery
import sys
import types
from typing import Any, Optional, Sequence

NAMES = ("tensorflow", "keras")
ADVICE = (
    "'{name}' was called, but this environment has no TensorFlow: only a stand-in that satisfies imports. "
    "Components such as DIETClassifier, ResponseSelector and TEDPolicy need the real one. "
    "Install it with: uv sync --extra diet"
)


class TensorFlowMissing(ImportError):
    """A stand-in for a name of TensorFlow was really used."""


class _Placeholder(type):
    """Metaclass of all placeholders: any attribute is a placeholder too, and no call succeeds."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        child = placeholder(f"{cls.__module__}.{cls.__name__}", name)
        setattr(cls, name, child)
        return child

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise TensorFlowMissing(ADVICE.format(name=f"{cls.__module__}.{cls.__qualname__}"))


def placeholder(module: str, name: str) -> type:
    """A class called ``name`` that can be named and subclassed, and raises ``TensorFlowMissing`` when called."""
    return _Placeholder(name, (), {"__module__": module})


class _Module(types.ModuleType):
    """A module in which every public name exists as a placeholder."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name in DECORATORS:
            value: Any = _decorator
        else:
            value = placeholder(self.__name__, name)
        setattr(self, name, value)
        return value


DECORATORS = frozenset({"function"})


def _decorator(target: Any = None, **_: Any) -> Any:
    """Leave a decorated function as it is: ``@tf.function`` stands in class bodies that Rasa imports."""
    return target if callable(target) else _decorator


class _Finder:
    """Import finder and loader for the names of TensorFlow."""

    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]] = None, target: Any = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        parent = fullname.rpartition(".")[0]
        if fullname.partition(".")[0] not in NAMES or (parent and not isinstance(sys.modules.get(parent), _Module)):
            return None  # a real TensorFlow looks for optional parts of its own, and has to be told that there are none
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name, __doc__)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


def install() -> None:
    """Answer imports that no real package answers: the finder stands last in ``sys.meta_path``."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())  # type: ignore[arg-type]
