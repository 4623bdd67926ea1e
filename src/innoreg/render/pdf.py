"""A finished document as PDF, through LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from innoreg.errors import CannotGoOn
from innoreg.i18n import T

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60


def as_pdf(data: bytes) -> bytes:
    """The .docx as PDF; CannotGoOn where LibreOffice is absent or fails."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise CannotGoOn(
            T("a PDF is made by LibreOffice, and it is not installed"),
            T("install LibreOffice, or render to .docx and save as PDF in Word"),
        )
    with tempfile.TemporaryDirectory() as folder:
        return _converted(program, Path(folder), data)


def _converted(program: str, folder: Path, data: bytes) -> bytes:
    """Its own profile folder: LibreOffice locks the user's one while it is open."""
    source = folder / "document.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    try:
        subprocess.run([*told, str(source)], check=True, capture_output=True, timeout=_SECONDS)
        return source.with_suffix(".pdf").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise CannotGoOn(
            T("LibreOffice made no PDF: {reason}", reason=type(error).__name__),
            T("open the .docx in LibreOffice to see what it says"),
        ) from None
