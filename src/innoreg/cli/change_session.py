"""A change of the registry by a command: locked, checked, shown as a diff or written and committed."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from innoreg.cli.command_context import CallContext, print_remark, show, show_as_it_is
from innoreg.cli.reference_lookup import find_target

# For those that change something these names belong to a change; what only may write asks there.
from innoreg.cli.write_options import CommitOption as CommitOption
from innoreg.cli.write_options import DayOption as DayOption
from innoreg.cli.write_options import DryRunOption as DryRunOption
from innoreg.cli.write_options import WriteMode as WriteMode
from innoreg.cli.write_options import WriteOptions as WriteOptions
from innoreg.diagnostics import Diagnostic
from innoreg.errors import CannotGoOn, InnoregError, Refused, os_error_text
from innoreg.i18n import N_, T, _
from innoreg.model.base import ID_PATTERN, Record
from innoreg.model.registry import Registry
from innoreg.rules import check
from innoreg.store.change_journal import finish_interrupted_change, is_change_interrupted
from innoreg.store.file_writer import Change, registry_lock, write_changes
from innoreg.store.git import commit_changes
from innoreg.store.loader import load
from innoreg.store.record_change import Raw, edit_record, registry_after
from innoreg.store.record_ids import to_id
from innoreg.store.tree import DiskTree


def diff_of_changes(changes: Iterable[tuple[str, bytes | None, bytes | None]]) -> str:
    """A unified diff of files, each with its path, old bytes and new bytes; None for no file."""
    return "".join(line for change in changes for line in _file_diff(*change))


def _file_diff(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    old = "/dev/null" if before is None else f"a/{file}"
    new = "/dev/null" if after is None else f"b/{file}"
    for line in difflib.unified_diff(_split_lines(before), _split_lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split_lines(raw: bytes | None) -> list[str]:
    """Lines as git counts them: only LF ends one; the last may be without."""
    text = (raw or b"").decode("utf-8", "surrogateescape")
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        last for last in text.split("\n")[-1:] if last
    ]


RefArgument = Annotated[
    str,
    typer.Argument(
        metavar=N_("REF"), help=N_("plan/number, order/clause, pair/number, site/interim or final")
    ),
]
IntentCheck = Callable[[Registry], None]


@dataclass(frozen=True, slots=True)
class ChangeSession:
    """The registry as it is now, with nobody else writing in it."""

    root: Path
    registry: Registry
    today: date

    def edit_record(self, record: Record, edit: Callable[[Raw], Raw]) -> Change:
        """The change of the record's file that `edit` makes in its mapping."""
        return edit_record(self.root, self.registry, record, edit)

    def carry_out(
        self,
        changes: Iterable[Change],
        done: str,
        mode: WriteMode,
        check_intent: IntentCheck | None = None,
        lines: Sequence[str] = (),
        preview: str | None = None,
    ) -> None:
        """Check the changes, then show them, or write them and say what was `done`, in `lines` more.

        `done` is also the message of the commit: its first line, and after a blank one the rest.
        `check_intent` raises Refused where the registry after the change does not say what was
        meant. `preview` is shown by --dry-run instead of the diff of files. Refused as well where a file or a rule would have an error it had not before.
        """
        wanted = [change for change in changes if change.before != change.after]
        if not wanted:
            show(_("Nothing to change."))
            return
        self.refuse_new_errors(wanted, check_intent)
        if mode.dry_run:
            show_as_it_is(preview or diff_of_changes((c.file, c.before, c.after) for c in wanted))
            return
        name = write_and_commit(self.root, wanted, done if mode.commit else None)
        show(_success_text(done, lines, wanted, name))

    def refuse_new_errors(
        self, changes: Sequence[Change], check_intent: IntentCheck | None = None
    ) -> None:
        """Raise Refused where a file or a rule would have an error it had not before."""
        after, found = registry_after(self.registry, changes)
        unreadable = [d for d in found if d.severity == "error"]
        if not unreadable and check_intent:
            check_intent(after)
        if new := unreadable or _new_errors(self.registry, after):
            first = new[0]
            raise Refused(
                T(
                    "that would be wrong: {place}: {message}",
                    place=first.place,
                    message=first.message,
                ),
                T(
                    "nothing was written. {hint}",
                    hint=first.hint or T("`innoreg validate` explains it"),
                ),
            )

    def refuse_unknown_reference(self, ref: str) -> NoReturn:
        """Raise Refused or WrongUsage: `ref` names nothing, or its file cannot be read."""
        broken = next((word for word in ref.split("/") if word in self.registry.broken), None)
        if broken:
            raise Refused(
                T("the record {id} has errors and cannot be changed by a command", id=broken),
                T("`innoreg validate` shows them; correct them first"),
            )
        # Proposes what is close, unless there is a record that only cannot be changed.
        find_target(self.registry, ref)
        raise Refused(T("nothing in the register is called “{ref}”", ref=ref))

    def refuse_taken_id(self, name: str) -> None:
        """Raise Refused where the name is no id, or another record has it."""
        if not re.fullmatch(ID_PATTERN, name):
            raise Refused(
                T("“{id}” is no id: small Latin letters, digits, single hyphens", id=name),
                T("for example {example}", example=to_id(name) or "school-5"),
            )
        places = [self.registry.source(r).file for r in self.registry.by_id.get(name, ())]
        if places or name in self.registry.broken:
            where = places[0] if places else T("a file with errors")
            raise Refused(
                T("the id “{id}” is taken: {file}", id=name, file=where),
                T("choose another; an id is unique in the whole registry"),
            )


@contextmanager
def change_session(call: CallContext, *, dry_run: bool = False) -> Iterator[ChangeSession]:
    """The registry locked and read anew; no other innoreg writes in it until the block ends.

    dry_run: nothing will be written, so what a killed process left is not finished either.
    """
    root = call.working_folder
    with locked_registry(root, dry_run=dry_run):
        yield ChangeSession(root, load(root).registry, call.day)


@contextmanager
def locked_registry(root: Path, *, dry_run: bool = False) -> Iterator[None]:
    """The registry's lock; a change that an earlier process was ended in is finished or undone first."""
    with registry_lock(root):
        if not dry_run:
            try:
                told = finish_interrupted_change(root)
            except OSError as error:
                raise CannotGoOn(
                    T(
                        "a change that was interrupted cannot be finished: {path}: {reason}",
                        path=error.filename or root,
                        reason=os_error_text(error),
                    ),
                    T("run the command again when that is possible"),
                ) from None
            if told:
                print_remark(str(told))
        elif is_change_interrupted(root):
            print_remark(_("a change was interrupted; the next command that writes finishes it"))
        yield


def _success_text(
    done: str, more: Sequence[str], changes: Sequence[Change], commit: str | None
) -> str:
    files = ", ".join(change.file for change in changes[:3])
    if len(changes) > 3:
        files = _("{files} and {n} more", files=files, n=len(changes) - 3)
    lines = [done.partition("\n")[0], *more, f"  {files}"]
    return "\n".join([*lines, *([_("  commit {name}", name=commit)] if commit else [])])


def _new_errors(before: Registry, after: Registry) -> list[Diagnostic]:
    """The errors of rules that there are more of than before.

    Counted by code: an old error may be told in other words after the change. Of a code that grew
    those with new words are returned, or all where none has.
    """
    new = _rule_errors(after)
    if not new:
        # Most changes: the rules need not go over the old registry.
        return []
    old = _rule_errors(before)
    many, known = Counter(d.code for d in old), {(d.code, str(d.message)) for d in old}
    grown = {code for code, n in Counter(d.code for d in new).items() if n > many[code]}
    found = [d for d in new if d.code in grown]
    return [d for d in found if (d.code, str(d.message)) not in known] or found


def _rule_errors(registry: Registry) -> list[Diagnostic]:
    return [d for d in check(registry) if d.severity == "error"]


def repository_of(root: Path, files: Sequence[str]) -> tuple[Path, list[str]]:
    """The folder whose repository holds the files, and their paths in it: the registry, or its private one.

    Refused where they lie in both, for one commit cannot hold them.
    """
    private = DiskTree(root).private
    start = f"{private}/"
    inside = [file for file in files if private and file.startswith(start)]
    if private is None or not inside:
        return root, list(files)
    if len(inside) < len(files):
        raise Refused(
            T("the change lies in two repositories: {files}", files=", ".join(files)),
            T("leave out --commit and commit in each; nothing was written"),
        )
    return root / private, [file.removeprefix(start) for file in inside]


def write_and_commit(root: Path, changes: Sequence[Change], message: str | None) -> str | None:
    """Write the changes and, with a message, commit them; returns the commit's name.

    All or nothing: where the commit fails the files are as before, and the error is raised.
    """
    if message is None:
        write_changes(root, changes)
        return None
    repository, files = repository_of(root, [change.file for change in changes])
    # Before anything is written: changes of others in these files, or no git at all, are refused.
    commit_changes.check_can_commit(repository, files)
    write_changes(root, changes)
    try:
        return commit_changes.commit(repository, files, message)
    except InnoregError as refused:
        # A hook may refuse the commit: the files get their old bytes again.
        old = [Change(c.file, c.after, c.before) for c in changes]
        try:
            write_changes(root, old, read_back=False)
        except InnoregError as error:
            raise CannotGoOn(
                T("{message}; {reason}", message=refused.message, reason=error.message),
                T("the change stands in the files and is not committed: {files}",
                  files=", ".join(files)),
            ) from None  # fmt: skip
        raise
