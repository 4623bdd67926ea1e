"""The log of reminders: who was reminded of what, and when, without any address.

It lies in the registry, as marks do, so that another clone knows of it. A line is only ever added;
of two clones the lines of both count, in any order.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from innoreg.errors import CannotGoOn, os_error_text
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file
from innoreg.store.file_writer import Change
from innoreg.store.tree import REMINDERS
from innoreg.whole_file import replace_file

_HEAD = ("on", "to", "duty", "occurrence", "due", "kind", "state")
_LARGEST = 32 * 1024 * 1024
Kind = Literal["ahead", "late"]
State = Literal["sending", "sent", "failed"]


class Notice(NamedTuple):
    """One thing that somebody is reminded of: known by all of these together.

    to: the id of the person or body. due: the last day as it is then: one that is moved is
    reminded of again.
    """

    to: str
    duty: str
    occurrence: int
    due: date
    kind: Kind


class LogEntry(NamedTuple):
    """A line: on that day this was tried (`sending`), and became so."""

    on: date
    notice: Notice
    state: State


def read_log(root: Path) -> list[LogEntry]:
    """Every line; CannotGoOn where one cannot be read, for then nobody knows what was sent."""
    found: list[LogEntry] = []
    folder = root / REMINDERS
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        try:
            text = read_regular_file(path, _LARGEST).decode()
        except (OSError, UnicodeDecodeError) as error:
            reason = os_error_text(error) if isinstance(error, OSError) else "UTF-8"
            raise CannotGoOn(T("cannot read {path}: {reason}", path=path, reason=reason)) from None
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
            if not cells or tuple(cells) == _HEAD:
                continue
            entry = _read_line(cells)
            if entry is None:
                raise CannotGoOn(
                    T("{file}:{n} is no line of the log of reminders",
                      file=f"{REMINDERS}/{path.name}", n=number),
                    T("after a merge keep the lines of both sides; nothing was sent"),
                )  # fmt: skip
            found.append(entry)
    return found


def _read_line(cells: Sequence[str]) -> LogEntry | None:
    try:
        on, to, duty, occurrence, due, kind, state = cells
        if kind not in get_args(Kind) or state not in get_args(State):
            return None
        notice = Notice(to, duty, int(occurrence), date.fromisoformat(due), cast(Kind, kind))
        return LogEntry(date.fromisoformat(on), notice, cast(State, state))
    except ValueError:
        return None


def log_change(root: Path, entries: Sequence[LogEntry]) -> Change:
    """The change that adds these lines, all of one day, to the log of the year."""
    file = log_file(entries[0].on)
    path = root / file
    before = path.read_bytes() if path.is_file() else None
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    if before is None:
        writer.writerow(_HEAD)
    for on, notice, state in entries:
        writer.writerow([on, *notice, state])
    whole = before or b""
    # Of a file that somebody edited the last line may have no end.
    joined = whole if not whole or whole.endswith(b"\n") else whole + b"\n"
    return Change(file, before, joined + out.getvalue().encode())


def renamed_logs(root: Path, rename: Callable[[str], str]) -> Iterator[Change]:
    """The logs with the ids and references that `rename` gives; those in which nothing changes not."""
    folder = root / REMINDERS
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        before = path.read_bytes()
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        for cells in csv.reader(io.StringIO(before.decode("utf-8", "replace")), delimiter=";"):
            if _read_line(cells):
                cells[1], cells[2] = rename(cells[1]), rename(cells[2])
            writer.writerow(cells)
        after = out.getvalue().encode()
        # What cannot be read is left as it is: the next reminder says so.
        if after != before and b"\xef\xbf\xbd" not in after:
            yield Change(f"{REMINDERS}/{path.name}", before, after)


def log_file(day: date) -> str:
    """The path of the log of a day's year, from the registry's root."""
    return f"{REMINDERS}/{day.year}.csv"


def keep_lines_of_both(root: Path) -> str:
    """Let git keep the lines of both sides where two clones added some; the file that says so."""
    file = f"{REMINDERS}/.gitattributes"
    if not (root / file).exists():
        replace_file(root / file, b"*.csv text eol=lf merge=union\n", root)
    return file
