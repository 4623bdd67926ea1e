"""`innoreg migrate`."""

from innoreg.cli.change_session import (
    WriteOptions,
    diff_of_changes,
    locked_registry,
    write_and_commit,
)
from innoreg.cli.command_context import Call, show, show_as_it_is
from innoreg.i18n import _, ngettext
from innoreg.store.migrations import PendingMigration, find_pending
from innoreg.store.record_reader import SCHEMA_VERSION


def migrate(call: Call, mode: WriteOptions) -> None:
    # Not in a change session: the records it reads are in an older format.
    root = call.working_folder
    with locked_registry(root, dry_run=mode.dry_run):
        found = find_pending(root)
        if not found:
            show(_("Every record has the newest format, {n}.", n=SCHEMA_VERSION))
            return
        show(_step_list(found))
        changes = [one.change for one in found]
        if mode.dry_run:
            show_as_it_is(diff_of_changes((c.file, c.before, c.after) for c in changes))
            return
        message = _("Records in format {n}", n=SCHEMA_VERSION)
        name = write_and_commit(root, changes, message if mode.commit else None)
    if name:
        show(_("  commit {name}", name=name))


def _step_list(found: list[PendingMigration]) -> str:
    """Each step with the number of files it changes; then how many retired keys go."""
    steps = sorted({step for one in found for step in one.steps}, key=lambda step: step.since)
    lines = [
        f"{step.since} → {step.since + 1}: {_(step.summary)}, "
        + ngettext("{n} file", "{n} files", sum(step in one.steps for one in found))
        for step in steps
    ]
    if retired := sum(one.retired for one in found):
        lines.append(
            ngettext("{n} key taken out that is no longer used",
                     "{n} keys taken out that are no longer used", retired)
        )  # fmt: skip
    return "\n".join(lines)
