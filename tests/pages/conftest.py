"""The sites that several tests look at, each built once, and the browser that looks at them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks.synthetic import TODAY, write

from pages.built_site import make_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")


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


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's Chromium; where there is none the tests that need it are skipped."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        missing = "there is no Chromium: `.ci/prepare` installs it"
        # The runners of GitHub bring one; another machine may have no package of it.
        if os.environ.get("GITHUB_ACTIONS"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Nothing of a stranger is opened here, and a container has no sandbox to offer.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
