"""Imports every document of a folder and reports crashes, refusals, lost words, time and memory.

Usage: python tools/import_folder.py FOLDER. For test sets of other projects; nothing is written.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from innoreg.errors import Refused
from innoreg.importing.document_process import import_isolated

_ENDINGS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".pdf", ".doc", ".xls", ".rtf", ".odt", ".ods"}
)


def peak_memory() -> int:
    """The most memory a process started from here has taken, in MiB; 0 where nobody counts it."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit


def try_import(path: Path) -> tuple[str, str]:
    """What became of one document: read, refused or crashed, and a line about it."""
    try:
        found = import_isolated(path)
    except Refused as refused:
        return "refused", str(refused)
    except Exception as error:  # whatever it is, it is what this looks for
        return "crashed", f"{type(error).__name__}: {error}"
    lost = sum(note.code == "words-unplaced" for note in found.notes)
    outcome = "words lost" if lost else "read"
    return (
        outcome,
        f"{found.words} words, {found.words_in_notes} in remarks, {len(found.tables)} tables",
    )


def main() -> None:
    """Import the documents of the folder named on the command line."""
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        start = time.perf_counter()
        outcome, line = try_import(path)
        spent = time.perf_counter() - start
        slowest = max(slowest, spent)
        outcomes[outcome] += 1
        print(f"{outcome:10} {spent:6.1f} s  {path.name}: {line}")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"{counts}; slowest {slowest:.1f} s, most memory {peak_memory()} MiB")


if __name__ == "__main__":
    main()
