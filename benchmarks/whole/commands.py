"""The program's own commands, and the bare application they are measured against."""

import sys
from pathlib import Path

from benchmarks.synthetic import TODAY
from benchmarks.whole.timing import Job

PROGRAM = str(Path(sys.executable).with_name("innoreg"))
ROOT = Path(__file__).parents[2]
MONTH = f"{TODAY:%Y-%m}"
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


def bare(folder: Path) -> Job:
    """The smallest application of the same typer: what any command costs before it does anything."""
    path = folder / "bare.py"
    path.write_text(_BARE_SOURCE, encoding="utf-8")
    return Job(((sys.executable, str(path), "line"),))


def without_registry() -> dict[str, Job]:
    """Commands that read no record."""
    return {
        "--help": _innoreg("--help"),
        "--version": _innoreg("--version"),
        "deadline": _innoreg("deadline", "до 15 марта", "--context", "2022"),
    }


def on_registry(folder: Path, month: str = MONTH, today: str = str(TODAY)) -> dict[str, Job]:
    """Commands that read the registry in `folder`."""
    where = ("-C", str(folder), "--today", today)
    return {
        "due --month --format json": _innoreg(*where, "due", "--month", month, "--format", "json"),
        "overdue --format json": _innoreg(*where, "overdue", "--format", "json"),
        "validate": _innoreg(*where, "validate"),
    }


def _innoreg(*words: str) -> Job:
    # 1: there are findings; the work is done all the same.
    return Job(((PROGRAM, *words),), fine=(0, 1), environment={"INNOREG_LANG": "en"})
