"""`innoreg edit`: a record in the user's own editor, or keys of it given in the command.

Checked before it takes the old one's place.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from innoreg.cli.change_session import (
    ChangeSession,
    WriteMode,
    WriteOptions,
    change_session,
    repository_of,
)
from innoreg.cli.command_context import Call, show
from innoreg.cli.error_handler import complain_of
from innoreg.cli.record_values import blanks_of, name_resolver, parse_pairs, write_unfinished
from innoreg.errors import CannotGoOn, Refused, WrongUsage, os_error_text
from innoreg.i18n import N_, T, _
from innoreg.model.record_models import MODELS
from innoreg.record_kinds import FOLDERS, kind_of_path
from innoreg.regular_file import read_regular_file
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.git.commit_changes import check_can_commit
from innoreg.store.private_folder import records_of
from innoreg.store.record_change import decode_text, encode_like
from innoreg.store.record_form import key_text
from innoreg.store.record_keys import Raw, set_keys
from innoreg.store.record_reader import read_mapping
from innoreg.store.tree import MAX_BYTES, MemoryTree
from innoreg.store.yaml_text.patcher import patch_record_text

_RESTORE_ANSWERS = ("r", "в")  # restore, восстановить


def edit(
    call: Call,
    ref: Annotated[
        str, typer.Argument(metavar=N_("REF"), help=N_("id, plan/number, order/clause, …"))
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("KEY=VALUE"),
            help=N_("without an editor: title=… items.2.deadline=…; KEY= takes the key away"),
        ),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    if values:
        with change_session(call, dry_run=mode.dry_run) as session:
            _set_values(session, ref, parse_pairs(values, empty=True), mode)
        return
    if mode.dry_run:
        raise WrongUsage(
            T("--dry-run shows a change that is given as KEY=VALUE"),
            T("leave it out: nothing is written before you close the editor"),
        )
    commit = mode.commit
    command = _editor_command()
    with change_session(call) as session:
        file = _find_file(session, ref)
        before = read_bytes(session.root, file)
        # Before the editor opens: nobody should write a text that then cannot be committed.
        if commit:
            check_can_commit(*repository_of(session.root, [file]))
    # Not locked while the editor is open: others may work meanwhile, and `carry_out` refuses if
    # they changed this file.
    with tempfile.TemporaryDirectory(prefix="innoreg-") as folder:
        copy = Path(folder) / PurePosixPath(file).name
        copy.write_bytes(before)
        while True:
            _run_editor(command, copy)
            after = _edited_text(command, copy)
            if after == before:
                show(_("Nothing to change."))
                return
            try:
                with change_session(call) as session:
                    done = _("{file} edited", file=PurePosixPath(file).stem)
                    session.carry_out([Change(file, before, after)], done, WriteMode(commit=commit))
                return
            except Refused as refused:
                _ask_or_restore(refused, copy, file)


def _set_values(
    session: ChangeSession, ref: str, pairs: list[tuple[str, str]], mode: WriteMode
) -> None:
    """Set the keys; of a record that is still to be filled in also where others stay empty."""
    target = session.registry.find(ref)
    file = _find_file(session, ref)
    kind, broken = kind_of_path(file), session.registry.broken
    if kind is None or (target is None and broken.isdisjoint(ref.split("/"))):
        session.refuse_unknown_reference(ref)
    before = read_bytes(session.root, file)
    data, _source, _found = read_mapping(MemoryTree({file: before}), file)
    if data is None:
        session.refuse_unknown_reference(ref)
    path = target.path if target else _path_of_number(data, ref)
    start = f"{key_text(path)}." if path else ""
    wanted = [(start + key, value) for key, value in pairs]
    new = set_keys(data, MODELS[kind], wanted, name_resolver(session.registry))
    text = patch_record_text(file, decode_text(before), new)
    change = Change(file, before, encode_like(before, text))
    done = _("{ref}: {keys}", ref=ref, keys=", ".join(dict.fromkeys(key for key, _value in pairs)))
    # A form with empty keys is wrong in any case: only what is given now must be right.
    if (blanks := blanks_of(new)) and not mode.dry_run and blanks_of(data):
        write_unfinished(session, change, done, blanks, commit=mode.commit)
    else:
        session.carry_out([change], done, mode)


def _path_of_number(data: Raw, ref: str) -> tuple[str | int, ...]:
    """Where a row or clause stands in a record that is still to be filled in, by its number."""
    name, slash, number = ref.rpartition("/")
    if not slash or name in FOLDERS:
        return ()
    for path, part in _numbered_parts(data):
        if str(part.get("number", "")).rstrip(".") == number.rstrip("."):
            return path
    raise WrongUsage(
        T("{record} has no “{key}”", record=name, key=number),
        T("name a key by its path, for example {example}", example="items.2.title=…"),
    )


def _numbered_parts(
    part: Raw, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Raw]]:
    for key in ("items", "sections", "clauses"):
        for at, one in enumerate(part.get(key) or ()):
            if isinstance(one, dict):
                yield (*path, key, at), one
                yield from _numbered_parts(one, (*path, key, at))


def _find_file(session: ChangeSession, ref: str) -> str:
    """The file of what `ref` names; also one with errors, which is what an editor is for."""
    if target := session.registry.find(ref):
        return session.registry.source(target.record).file
    words = [word for word in ref.split("/") if word in session.registry.broken]
    data = session.root / session.registry.settings.data
    found = sorted(data.rglob(f"{words[0]}.yaml")) if words else []
    private = session.registry.settings.private
    if words and private and not found:
        below = sorted((session.root / records_of(private)).rglob(f"{words[0]}.yaml"))
        names = [each.relative_to(session.root / private).as_posix() for each in below]
        return f"{private}/{names[0]}" if names else session.refuse_unknown_reference(ref)
    return (
        found[0].relative_to(session.root).as_posix()
        if found
        else session.refuse_unknown_reference(ref)
    )


def _editor_command() -> list[str]:
    words = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(words, posix=os.name == "posix")
    except ValueError:
        raise CannotGoOn(
            T("a quote is not closed in the name of the editor: {words}", words=words),
            T("correct EDITOR or VISUAL, for example EDITOR=nano"),
        ) from None
    # On POSIX in this order: the choice of Debian's user, then what most systems have.
    usual = ["notepad"] if sys.platform == "win32" else ["sensible-editor", "nano", "vi"]
    command = command or [found for name in usual if (found := shutil.which(name))][:1]
    if not command:
        raise CannotGoOn(T("no editor is known"), T("name one in EDITOR, for example EDITOR=nano"))
    return command


def _run_editor(command: list[str], copy: Path) -> None:
    try:
        code = subprocess.run([*command, str(copy)], check=False).returncode
    except OSError as error:
        raise CannotGoOn(
            T(
                "the editor {name} does not start: {reason}",
                name=command[0],
                reason=os_error_text(error),
            ),
            T("name another in EDITOR"),
        ) from None
    if code:
        raise Refused(
            T("the editor ended with code {code}", code=code), T("the record is as it was")
        )


def _edited_text(command: list[str], copy: Path) -> bytes:
    """What the editor left; CannotGoOn where it left nothing that can be read."""
    try:
        return read_regular_file(copy, MAX_BYTES)
    except OSError as error:
        raise CannotGoOn(
            T(
                "the text cannot be read after the editor {name}: {reason}",
                name=command[0],
                reason=os_error_text(error),
            ),
            T("the record is as it was; name an editor in EDITOR that saves the file it is given"),
        ) from None


def _ask_or_restore(refused: Refused, copy: Path, file: str) -> None:
    """Show what is wrong and ask what next: return to edit again, or raise Refused.

    When Refused is raised the record is as it was, and the user's text lies in the folder for
    temporary files.
    """
    complain_of(refused)
    try:
        print(_("Enter: go on editing; r: restore the record as it was"), file=sys.stderr)
        answer = input().strip().lower()
    except (EOFError, OSError, RuntimeError, ValueError):
        # Nobody can answer, as in a script, or where stdin is closed: asking again would never end.
        answer = _RESTORE_ANSWERS[0]
    if answer not in _RESTORE_ANSWERS:
        return
    # Copied, as the folder of the editor's copy goes with the command. Under a new name that only
    # this user may read: others may write in that folder, and an earlier text may lie there.
    descriptor, kept = tempfile.mkstemp(prefix=f"innoreg-{copy.stem}-", suffix=copy.suffix)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(copy.read_bytes())
    raise Refused(
        T("{file} is as it was", file=file), T("what you wrote is kept in {path}", path=kept)
    )
