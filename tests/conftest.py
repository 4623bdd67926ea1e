"""Settings of the whole suite: CI repeats the same random examples, a person's machine finds new ones."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from innoreg.i18n import use_language

# How long an example takes says nothing of innoreg on a machine that does other things besides.
TIMELESS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("person", TIMELESS)
settings.register_profile("repeatable", TIMELESS, derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "person")


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep between calls does not end up among the caches of the person who tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English, whatever language the one before it asked for."""
    use_language("en")
