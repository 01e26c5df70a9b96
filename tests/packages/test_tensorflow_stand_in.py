"""The stand-in for TensorFlow: enough to import Rasa and spaCy, and honest when it is really used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tensorflow
import tensorflow.keras.layers as layers
from tensorflow import Tensor
from tensorflow.python.keras.engine import data_adapter

from bot import paths

tensorflow_stand_in = pytest.importorskip("tensorflow_stand_in")
pytestmark = pytest.mark.skipif(
    type(tensorflow).__module__ != "tensorflow_stand_in", reason="the real TensorFlow is installed (extra diet)"
)
ADVICE = r"this environment has no TensorFlow.*DIETClassifier.*uv sync --extra diet"


def fresh(program: str, **environment: str) -> str:
    """What a program prints in a new interpreter."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=paths.ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_the_installed_stand_in_is_the_one_of_the_project() -> None:
    source = paths.ROOT / "packages" / "tensorflow" / "tensorflow_stand_in" / "__init__.py"
    assert Path(tensorflow_stand_in.__file__).read_text("utf-8") == source.read_text("utf-8")


def test_any_name_of_any_module_can_be_imported() -> None:
    assert isinstance(Tensor, type) and isinstance(layers.Dense, type)
    assert data_adapter.DataHandler is data_adapter.DataHandler
    assert tensorflow.keras.losses.Loss.__name__ == "Loss"


def test_a_name_can_be_a_base_class_and_an_annotation() -> None:
    class Layer(layers.Layer):
        def call(self, inputs: tensorflow.RaggedTensor) -> Tensor:
            return inputs

    assert issubclass(Layer, layers.Layer)
    assert not isinstance("text", Tensor)


def test_a_decorated_function_stays_a_function() -> None:
    @tensorflow.function
    def plain(number: int) -> int:
        return number + 1

    @tensorflow.function(jit_compile=True)
    def with_options(number: int) -> int:
        return number + 2

    assert (plain(1), with_options(1)) == (2, 3)


class Model(tensorflow.keras.Model):
    """A network of somebody's own."""


@pytest.mark.parametrize(
    "used",
    [
        tensorflow.constant,
        layers.Dense,
        tensorflow.config.list_physical_devices,
        Model,
        tensorflow.keras.optimizers.Adam,
    ],
)
def test_calling_a_name_says_how_to_get_the_real_package(used: Any) -> None:
    with pytest.raises(tensorflow_stand_in.TensorFlowMissing, match=ADVICE):
        used(1)


def test_the_error_names_what_was_called() -> None:
    with pytest.raises(ImportError, match="'tensorflow.config.list_physical_devices' was called"):
        tensorflow.config.list_physical_devices()


def test_python_asks_a_stand_in_for_its_own_names_in_vain() -> None:
    assert not hasattr(tensorflow, "__version__") and not hasattr(tensorflow, "__file__")
    assert not hasattr(Tensor, "__len__")


def test_names_of_other_packages_are_not_answered() -> None:
    with pytest.raises(ModuleNotFoundError):
        __import__("tensorflow_that_does_not_exist")


def test_installing_it_twice_changes_nothing() -> None:
    before = list(sys.meta_path)
    tensorflow_stand_in.install()
    assert sys.meta_path == before
    assert [type(finder).__module__ for finder in before].count("tensorflow_stand_in") == 1


def test_spacy_and_the_components_of_rasa_can_be_imported() -> None:
    program = (
        "import spacy, thinc.compat, rasa.engine.recipes.default_components as all_components, tensorflow; "
        "print(thinc.compat.has_tensorflow, type(tensorflow).__module__, len(all_components.DEFAULT_COMPONENTS) > 30)"
    )
    assert fresh(program) == "False tensorflow_stand_in True"


def test_a_neural_component_of_rasa_says_what_is_missing() -> None:
    from rasa.utils.tensorflow.models import RasaModel

    with pytest.raises(tensorflow_stand_in.TensorFlowMissing, match=ADVICE):
        RasaModel()


def test_a_real_tensorflow_goes_first(tmp_path: Path) -> None:
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("__version__ = '2.12.0'\nconstant = len\n", "utf-8")
    program = "import tensorflow; print(tensorflow.__version__, tensorflow.constant('abc'))"
    assert fresh(program, PYTHONPATH=str(tmp_path)) == "2.12.0 3"


def test_a_real_package_is_asked_for_its_submodules(tmp_path: Path) -> None:
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").touch()
    (tmp_path / "tensorflow" / "math.py").write_text("log = 'real'\n", "utf-8")
    program = "from tensorflow.math import log; print(log)"
    assert fresh(program, PYTHONPATH=str(tmp_path)) == "real"


def test_a_real_tensorflow_is_told_that_an_optional_part_is_missing() -> None:
    code = "\n".join([
        "import sys, types",
        "real = types.ModuleType('tensorflow'); real.__path__ = []; sys.modules['tensorflow'] = real",
        "try:",
        "    import tensorflow.optional_part",
        "except ModuleNotFoundError as error:",
        "    print('missing', error.name)",
    ])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["missing", "tensorflow.optional_part"], done.stderr
