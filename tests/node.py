"""Programs that only Node's packages have, as `npm ci` lays them into tools/node."""

import os
import sys
from pathlib import Path

import pytest

MODULES = Path(__file__).parents[1] / "tools" / "node" / "node_modules"


def node_file(pattern: str) -> Path:
    """The file that `pattern` names below node_modules; without it the test is skipped.

    In CI on Linux it fails instead, so that nobody takes a check that never ran for a green one;
    what these programs look at is the same on every system.
    """
    found = sorted(MODULES.glob(pattern))
    if found:
        return found[0]
    missing = f"{pattern} is not installed: run `npm ci --prefix tools/node`"
    if os.environ.get("CI") and sys.platform == "linux":
        pytest.fail(missing)
    pytest.skip(missing)
