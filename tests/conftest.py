"""Settings of the whole suite: CI repeats the same random examples, a person's machine finds new ones."""

import os

import pytest
from hypothesis import settings

from innoreg.i18n import use_language

settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English, whatever language the one before it asked for."""
    use_language("en")
