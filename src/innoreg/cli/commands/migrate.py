"""`innoreg migrate`."""

import typer

from innoreg.cli import command_context
from innoreg.cli.change_session import CommitOption, DryRunOption, difference, written
from innoreg.i18n import _, ngettext
from innoreg.store.file_writer import locked
from innoreg.store.migrations import Pending, pending
from innoreg.store.record_reader import SCHEMA_VERSION


def migrate(
    ctx: typer.Context, dry_run: DryRunOption = False, commit: CommitOption = False
) -> None:
    root = command_context.root(ctx)
    with locked(root):
        found = pending(root)
        if not found:
            command_context.show(_("Every record has the newest format, {n}.", n=SCHEMA_VERSION))
            return
        command_context.show(_listed(found))
        changes = [one.change for one in found]
        if dry_run:
            command_context.show(difference((c.file, c.before, c.after) for c in changes))
            return
        message = _("Records in format {n}", n=SCHEMA_VERSION)
        name = written(root, changes, message if commit else None)
    if name:
        command_context.show(_("  commit {name}", name=name))


def _listed(found: list[Pending]) -> str:
    """Each step with the number of files it changes."""
    steps = sorted({step for one in found for step in one.steps}, key=lambda step: step.since)
    return "\n".join(
        f"{step.since} → {step.since + 1}: {_(step.summary)}, "
        + ngettext("{n} file", "{n} files", sum(step in one.steps for one in found))
        for step in steps
    )
