"""The sites that several tests look at, each built once."""

from pathlib import Path

import pytest
from benchmarks.synthetic import TODAY, write

from pages.built_site import make_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of data/."""
    return make_site(tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def large_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of 1,000 records, made up by chance and the same each time."""
    folder = tmp_path_factory.mktemp("large")
    write(folder, 1000)
    return folder


@pytest.fixture(scope="session")
def large_site(large_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the large registry."""
    return make_site(tmp_path_factory.mktemp("site") / "large", large_registry, str(TODAY))
