"""What the tests of exports leave behind."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def thawed() -> Iterator[None]:
    """Loading a registry keeps what is there out of every collection; DuckDB calls that a leak."""
    yield
    gc.unfreeze()
    gc.collect()
