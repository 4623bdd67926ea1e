"""The register of innovation activity of a regional education system, kept as YAML in git."""

import os
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innoreg.register import Register

__version__ = "0.1.0"


def open(
    folder: str | os.PathLike[str] = ".",
    *,
    rev: str | date | None = None,
    today: date | None = None,
    damaged: bool = False,
) -> "Register":
    """Open the register in a folder for questions from Python; docs/python.md shows which.

    rev: as it was in that revision of git, or at the end of that day. today: the day on which
    everything is asked; absent, this day. Raises `innoreg.errors.CannotGoOn` where there is no
    register, or where files have errors and answers could lack something; with `damaged` what can
    be read is answered, and `Register.damaged` names the files.
    """
    # Every command imports this package first, and none of them needs the rest.
    from innoreg.register import open_register

    return open_register(folder, rev, today, damaged)
