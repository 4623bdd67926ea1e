"""Commands that read no record: help, completion, the words of a term."""

import tempfile
from pathlib import Path

from benchmarks.whole.commands import innoreg
from benchmarks.whole.tables import Table, beside_bare
from benchmarks.whole.trees import own

HEADING = "Start"
HELP, NAME, DEADLINE = "--help", "`innoreg du` and TAB", "deadline, no registry"
_TERM = ("deadline", "март, третья неделя")


def table() -> Table:
    """What a command costs before it does anything."""
    # Below our own folder the register of this repository would be found.
    nowhere = Path(tempfile.gettempdir())
    jobs = {
        HELP: innoreg("--help"),
        "--version": innoreg("--version"),
        "due --help": innoreg("due", "--help"),
        NAME: innoreg(environment=_typed("du")),
        "`innoreg due --mo` and TAB": innoreg(environment=_typed("due", "--mo")),
        DEADLINE: innoreg(*_TERM, folder=nowhere, environment={"INNOREG_REGISTRY": ""}),
        "deadline, in a registry": own().ask(*_TERM),
    }
    remark = "Commands that read no record; TAB: the shell asks for the rest of the word."
    return beside_bare(HEADING, remark, jobs, 15)


def _typed(*words: str) -> dict[str, str]:
    """What bash tells a program whose words are being typed."""
    return {
        "_INNOREG_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("innoreg", *words)),
        "COMP_CWORD": str(len(words)),
    }
