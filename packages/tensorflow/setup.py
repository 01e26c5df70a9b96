"""Installs the ``.pth`` file beside the package, so that the stand-in answers imports in every interpreter."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PTH = "tensorflow_stand_in.pth"


class BuildWithPth(build_py):
    """Copies the ``.pth`` file to the root of the built package."""

    def run(self) -> None:
        super().run()
        self.copy_file(PTH, str(Path(self.build_lib) / PTH))


setup(cmdclass={"build_py": BuildWithPth})
