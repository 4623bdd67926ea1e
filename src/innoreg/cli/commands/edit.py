"""`innoreg edit`: a record in the user's own editor, checked before it takes the old one's place."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from innoreg.cli.change_session import (
    ChangeSession,
    CommitOption,
    WriteMode,
    change_session,
    repository_of,
)
from innoreg.cli.command_context import Call, show
from innoreg.cli.error_handler import complain_of
from innoreg.errors import CannotGoOn, Refused, os_error_text
from innoreg.i18n import N_, T, _
from innoreg.regular_file import read_regular_file
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.git.commit_changes import check_can_commit
from innoreg.store.private_folder import records_of
from innoreg.store.tree import MAX_BYTES

_RESTORE_ANSWERS = ("r", "в")  # restore, восстановить


def edit(
    call: Call,
    ref: Annotated[
        str, typer.Argument(metavar=N_("REF"), help=N_("id, plan/number, order/clause, …"))
    ],
    commit: CommitOption = False,
) -> None:
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
