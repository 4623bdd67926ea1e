"""Programs that pip does not bring: those of Node's packages in tools/node, and what misses one."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

MODULES = Path(__file__).parents[1] / "tools" / "node" / "node_modules"


def node_file(pattern: str) -> Path:
    """The file that `pattern` names below node_modules; without it the test is skipped.

    In CI on Linux it fails instead, so that nobody takes a check that never ran for a green one;
    what these programs look at is the same on every system.
    """
    found = sorted(MODULES.glob(pattern))
    if not found:
        do_without(f"{pattern} is not installed: run `npm ci --prefix tools/node`")
    return found[0]


def do_without(missing: str) -> NoReturn:
    """Skip the test for want of a program; in CI on Linux let it fail."""
    if os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(missing)
    pytest.skip(missing)
