"""Programs that read our documents as others would: on the PATH, or where `.ci/prepare` puts them."""

import shutil
from pathlib import Path

from node import do_without

OWN = Path(__file__).parents[1] / ".venvs" / "programs" / "bin"


def find_program(name: str) -> str:
    """The program; without it the test is skipped, and in CI on Linux it fails."""
    found = shutil.which(name) or shutil.which(name, path=str(OWN))
    return found or do_without(f"{name} is not installed: .ci/prepare installs it")
