"""The wheel of this very tree, and an environment with nothing but it."""

from pathlib import Path

import pytest

from installed.environments import Environment, built
from support import DATA


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(DATA, tmp_path_factory.mktemp("built") / "dist")


@pytest.fixture(scope="session")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(tmp_path_factory.mktemp("from-wheel") / "venv").install(str(wheel))
