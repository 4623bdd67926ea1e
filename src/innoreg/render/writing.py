"""Putting a finished document on disk: never over another one unasked."""

import os
import tempfile
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused
from innoreg.i18n import T
from innoreg.system import reason


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write the whole file or nothing; Refused where it exists and `force` is not given."""
    if path.exists() and not force:
        raise Refused(
            T("{path} is there already; nothing was written", path=path),
            T("choose another name with -o, or say --force"),
        )
    try:
        _replace(path, data)
    except OSError as error:
        raise CannotGoOn(
            T("{path} cannot be written: {reason}", path=path, reason=reason(error))
        ) from None


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".innoreg-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
