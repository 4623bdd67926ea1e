"""Lock, checks, difference shown, disk."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from innoreg.cli import command_context
from innoreg.cli.reference_lookup import target_of
from innoreg.diagnostics import Diagnostic
from innoreg.errors import InnoregError, Refused
from innoreg.i18n import N_, T, _
from innoreg.model.base import ID_PATTERN
from innoreg.model.registry import Registry
from innoreg.rules import check
from innoreg.store.file_writer import Change, locked, write
from innoreg.store.git import commit_changes
from innoreg.store.loader import load
from innoreg.store.record_change import replaced
from innoreg.store.record_ids import as_id


def difference(changes: Iterable[tuple[str, bytes | None, bytes | None]]) -> str:
    """The lines that go and come in each file: its path, the old bytes, the new ones; None: none."""
    return "".join(line for change in changes for line in _of_file(*change))


def _of_file(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    old = "/dev/null" if before is None else f"a/{file}"
    new = "/dev/null" if after is None else f"b/{file}"
    for line in difflib.unified_diff(_lines(before), _lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: bytes | None) -> list[str]:
    """Lines as git counts them: only LF ends one."""
    text = (raw or b"").decode("utf-8", "surrogateescape")
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        last for last in text.split("\n")[-1:] if last
    ]


RefArgument = Annotated[
    str,
    typer.Argument(metavar=N_("REF"), help=N_("plan/number, order/clause, site/interim or final")),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=N_("only show what would change; write nothing"))
]
CommitOption = Annotated[
    bool, typer.Option("--commit", help=N_("make one git commit of exactly this change"))
]
Intended = Callable[[Registry], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """The registry as it is now, with nobody else writing in it."""

    root: Path
    registry: Registry
    today: date


@contextmanager
def desk(ctx: Any) -> Iterator[Desk]:
    """Hold the lock and read everything anew."""
    root = command_context.root(ctx)
    with locked(root):
        yield Desk(root, load(root).registry, command_context.today(ctx))


def carry_out(
    at: Desk,
    changes: Iterable[Change],
    done: str,
    *,
    dry_run: bool = False,
    commit: bool = False,
    intended: Intended | None = None,
) -> None:
    """Check the changes, then show them (`dry_run`), or write them and say what was `done`.

    `done` is also the message of the commit: its first line, and after a blank one the rest.
    """
    wanted = [change for change in changes if change.before != change.after]
    if not wanted:
        command_context.show(_("Nothing to change."))
        return
    refuse_new_errors(at, wanted, intended)
    if dry_run:
        command_context.show(difference((c.file, c.before, c.after) for c in wanted))
        return
    name = written(at.root, wanted, done if commit else None)
    command_context.show(_said(done, wanted, name))


def _said(done: str, changes: Sequence[Change], commit: str | None) -> str:
    files = ", ".join(change.file for change in changes[:3])
    if len(changes) > 3:
        files = _("{files} and {n} more", files=files, n=len(changes) - 3)
    lines = [done.partition("\n")[0], f"  {files}"]
    return "\n".join([*lines, *([_("  commit {name}", name=commit)] if commit else [])])


def refuse_new_errors(
    at: Desk, changes: Sequence[Change], intended: Intended | None = None
) -> None:
    """Refuse what would leave a file unreadable or the registry with an error it had not before."""
    after, found = replaced(at.registry, changes)
    unreadable = [d for d in found if d.severity == "error"]
    if not unreadable and intended:
        intended(after)
    if new := unreadable or _come_in(at.registry, after):
        first = new[0]
        raise Refused(
            T("that would be wrong: {place}: {message}", place=first.place, message=first.message),
            T(
                "nothing was written. {hint}",
                hint=first.hint or T("`innoreg validate` explains it"),
            ),
        )


def _come_in(before: Registry, after: Registry) -> list[Diagnostic]:
    """The errors of rules that there are more of than before."""
    new = _errors(after)
    if not new:
        return []
    old = _errors(before)
    many, known = Counter(d.code for d in old), {(d.code, str(d.message)) for d in old}
    grown = {code for code, n in Counter(d.code for d in new).items() if n > many[code]}
    found = [d for d in new if d.code in grown]
    return [d for d in found if (d.code, str(d.message)) not in known] or found


def _errors(registry: Registry) -> list[Diagnostic]:
    return [d for d in check(registry) if d.severity == "error"]


def written(root: Path, changes: Sequence[Change], message: str | None) -> str | None:
    """Write the changes, and commit them under `message`; all or nothing. The commit's name."""
    if message is None:
        write(root, changes)
        return None
    files = [change.file for change in changes]
    commit_changes.check_ready(root, files)
    write(root, changes)
    try:
        return commit_changes.commit(root, files, message)
    except InnoregError:
        write(root, [Change(c.file, c.after, c.before) for c in changes])
        raise


def nothing_called(at: Desk, ref: str) -> NoReturn:
    """Say that `ref` names nothing, or that its file cannot be read."""
    words = ref.split("/")
    if broken := next((word for word in words if word in at.registry.broken), None):
        raise Refused(
            T("the record {id} has errors and cannot be changed by a command", id=broken),
            T("`innoreg validate` shows them; correct them first"),
        )
    target_of(at.registry, ref)
    raise Refused(T("nothing in the register is called “{ref}”", ref=ref))


def check_free(at: Desk, name: str) -> None:
    """Refuse a name that is no id, or is taken."""
    if not re.fullmatch(ID_PATTERN, name):
        raise Refused(
            T("“{id}” is no id: small Latin letters, digits, single hyphens", id=name),
            T("for example {example}", example=as_id(name) or "school-5"),
        )
    places = [at.registry.source(record).file for record in at.registry.by_id.get(name, ())]
    if places or name in at.registry.broken:
        where = places[0] if places else T("a file with errors")
        raise Refused(
            T("the id “{id}” is taken: {file}", id=name, file=where),
            T("choose another; an id is unique in the whole registry"),
        )
