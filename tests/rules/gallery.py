"""The gallery: for each code a good and a bad tree over a common base, and what the bad one says.

Run as a script, it writes the expected outputs anew; read the change before you commit it.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from innoreg.diagnostics import Diagnostic, by_place
from innoreg.i18n import LANGUAGES, use_language
from innoreg.report.findings import concise_line
from innoreg.rules import RULES, check
from innoreg.store.file_diagnostics import SYNTAX_CODES
from innoreg.store.loader import load
from innoreg.store.stray_files import find_stray_files

HERE = Path(__file__).parent
CODES = (*SYNTAX_CODES, *(rule.code for rule in RULES))
Side = Literal["good", "bad"]


def plant(code: str, side: Side, root: Path) -> Path:
    """The tree of one code at `root`: the base, and over it the code's own files."""
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    own = HERE / code / side
    if own.is_dir():
        shutil.copytree(own, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    if side == "bad" and (made := _MADE.get(code)):
        made(root / "data" / "people" / "new.yaml")
    return root


def _too_large(path: Path) -> None:
    text = "schema: 1\nname: Новиков Н.Н.\nnote: >\n" + "  много слов\n" * 500_000
    path.write_text(text, encoding="utf-8", newline="\n")


def _dangling(path: Path) -> None:
    path.symlink_to("gone.yaml")


def _leaving(path: Path) -> None:
    outside = path.parents[3] / "outside.yaml"
    outside.write_text("schema: 1\nname: N\n", encoding="utf-8")
    path.symlink_to(outside)


# What cannot lie in a repository is made when it is needed.
_MADE = {
    "file-too-large": _too_large,
    "unreadable-file": _dangling,
    "symlink-outside": _leaving,
}


def findings(root: Path) -> list[Diagnostic]:
    """All that is said of a tree, of its files and across them."""
    loaded = load(root, salvage=True)
    found = [*loaded.diagnostics, *check(loaded.registry), *find_stray_files(root, "data")]
    return by_place(found)


def shown(diagnostics: Iterable[Diagnostic]) -> str:
    """The concise form: place, severity, code, message; below it the next step and other places."""
    lines = []
    for found in diagnostics:
        lines.append(concise_line(found))
        lines += [f"    = {other.place}: {other.message}" for other in found.related]
        lines += [f"    → {found.hint}"] if found.hint else []
    return "".join(f"{line}\n" for line in lines)


def expected(code: str, language: str) -> Path:
    """The golden output of a code."""
    return HERE / code / "bad" / f"expected.{language}.txt"


def _write(codes: Iterable[str]) -> None:
    for code in codes:
        with tempfile.TemporaryDirectory() as folder:
            found = findings(plant(code, "bad", Path(folder) / "registry"))
        for language in LANGUAGES:
            use_language(language)
            expected(code, language).write_text(shown(found), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write(sys.argv[1:] or CODES)
