"""Converts old formats with LibreOffice, in a profile of its own and with a time limit."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from innoreg.importing.document import Document, Table
from innoreg.importing.messages import ImportRefused, note

# Seconds; bounds a program that hangs. Not measured: a conversion takes a few seconds.
TIMEOUT = 60
# How the program ends where the system stops it for its time, directly or through its script.
_OUT_OF_TIME = (-9, 128 + 9)
_TARGETS = {"xls": "xlsx", "ods": "xlsx"}
# No macros and no links to the outside, whatever the file or the user's own settings say.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


@contextmanager
def converted_file(path: Path, content: str) -> Iterator[Path]:
    """The file as .docx or .xlsx in a temporary folder, removed afterwards. Raises `ImportRefused`."""
    better = _TARGETS.get(content, "docx")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ImportRefused("office-missing", format=f".{content}", better=f".{better}")
    # LibreOffice may still hold files of its profile for a moment, which Windows cannot delete.
    with tempfile.TemporaryDirectory(prefix="innoreg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # Copied with the suffix of its content, which may not be that of its name.
        source = folder / f"document.{content}"
        shutil.copyfile(path, source)
        _convert(program, folder, source, better)
        target = folder / "out" / f"document.{better}"
        # LibreOffice ends with exit code 0 even where it failed: only the file tells.
        if not target.exists() or not zipfile.is_zipfile(target):
            raise ImportRefused("office-failed", better=f".{better}")
        yield target


def _convert(program: str, folder: Path, source: Path, better: str) -> None:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        better,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A process group of its own, so that the helpers it starts can be ended with it.
        start_new_session=True,
    )
    _end_when_spent(process.pid)
    try:
        process.wait(timeout=TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused("office-timeout", seconds=TIMEOUT) from error
    finally:
        _stop(process)
    if process.returncode in _OUT_OF_TIME:
        raise ImportRefused("office-timeout", seconds=_seconds_of_work())


def _end_when_spent(process: int) -> None:
    """Have the program ended at once where its seconds of work are spent; when told, it hangs."""
    if sys.platform == "linux":
        import resource

        seconds, _hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))


def _seconds_of_work() -> int:
    """The seconds of work that this process and the programs it starts may take each."""
    if sys.platform == "win32":
        return TIMEOUT
    import resource

    return resource.getrlimit(resource.RLIMIT_CPU)[0]


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the program and the helpers it started, if it still runs."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def read_old_format(path: Path, content: str) -> Document:
    """The document of a .doc, .rtf, .odt, .xls or .ods file.

    Raises `ImportRefused` where LibreOffice is missing, fails or exceeds the time.
    """
    with converted_file(path, content) as target:
        if target.suffix == ".xlsx":
            from innoreg.importing.xlsx_reader import read_xlsx

            return read_xlsx(target)
        from innoreg.importing.docx.docx_reader import read_docx

        document = read_docx(target)
    # A conversion may lose tables: where none is left, the reader is told to compare.
    if any(isinstance(block, Table) for block in document.blocks):
        return document
    return replace(document, notes=(*document.notes, note("no-tables-after-conversion")))
