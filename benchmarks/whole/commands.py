"""The program's own commands, and the bare application they are measured against."""

import compileall
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from benchmarks.whole.timing import Job

PROGRAM = str(Path(sys.executable).with_name("innoreg"))
ROOT = Path(__file__).parents[2]
SCRATCH = ROOT / "build" / "bench"
BARE = "a bare typer application"
_BARE_SOURCE = '''"""Two commands, one of which prints a line."""

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def line() -> None:
    print("one line")


@app.command()
def other(name: str = "") -> None:
    print(name)


app()
'''


def bare() -> Job:
    """The smallest application of the same typer: what any command costs before it does anything."""
    path = SCRATCH / "bare.py"
    path.write_text(_BARE_SOURCE, encoding="utf-8")
    return Job(((sys.executable, str(path), "line"),))


def innoreg(
    *words: str, folder: Path = Path(), environment: Mapping[str, str] | None = None
) -> Job:
    """One command of the program; its cache goes where the measurements lie, never to the user's."""
    usual = {"INNOREG_LANG": "en", "INNOREG_CACHE": str(SCRATCH / "cache")}
    # 1: there are findings; the work is done all the same.
    return Job(((PROGRAM, *words),), folder, (0, 1), {**usual, **(environment or {})})


def compiled() -> None:
    """Bytecode for every module, as an installation makes it."""
    compileall.compile_dir(ROOT / "src" / "innoreg", quiet=1)


@cache
def can_do_without_cache() -> bool:
    """Whether the program has --no-cache."""
    page = subprocess.run([PROGRAM, "validate", "--help"], capture_output=True, check=True)
    return b"--no-cache" in page.stdout
