"""The options of commands that write: only show what would change, or commit it as well."""

from typing import Annotated, NamedTuple

import typer

from innoreg.cli.common_options import OptionGroup
from innoreg.i18n import N_

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=N_("only show what would change; write nothing"))
]
CommitOption = Annotated[
    bool, typer.Option("--commit", help=N_("make one git commit of exactly this change"))
]

DayOption = Annotated[
    str | None, typer.Option("--on", metavar=N_("DATE"), help=N_("the day; absent: today"))
]


class WriteMode(NamedTuple):
    """What becomes of a change: shown only (`dry_run`), or written, and committed (`commit`)."""

    dry_run: bool = False
    commit: bool = False


def _write_mode(dry_run: DryRunOption = False, commit: CommitOption = False) -> WriteMode:
    return WriteMode(dry_run, commit)


WriteOptions = Annotated[WriteMode, OptionGroup(_write_mode)]
