"""What was sent by the log of reminders, and lines added to it around every letter."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from innoreg.queries.due_row import DueRow
from innoreg.queries.reminders import Kind, Reminder
from innoreg.store.file_writer import write_changes
from innoreg.store.reminder_log import (
    LogEntry,
    Notice,
    State,
    keep_lines_of_both,
    log_change,
    read_log,
)


class ReminderBook:
    """The log of a registry on a day.

    A letter is noted as being sent before it goes out, and as sent once the server has taken it:
    whoever is ended between the two leaves a notice of which nobody knows, and which is not sent
    again unless `retry`. again: what is late is reminded of once more after so many days.
    """

    def __init__(self, root: Path, day: date, *, again: int | None, retry: bool) -> None:
        self._root, self._day, self._retry = root, day, retry
        since = day - timedelta(days=again) if again is not None else None
        entries = read_log(root)
        counted = [
            each
            for each in entries
            if since is None or each.notice.kind != "late" or each.on > since
        ]
        states = Counter((each.notice, each.state) for each in counted)
        notices = dict.fromkeys(each.notice for each in counted)
        self._sent = {each for each in notices if states[each, "sent"]}
        # Several clones may have tried: each attempt either ended, or nobody knows how.
        self.unknown = {
            each
            for each in notices
            if each not in self._sent and states[each, "sending"] > states[each, "failed"]
        }

    def is_sent(self, who: str, row: DueRow, kind: Kind) -> bool:
        """Whether they were reminded of it, or may have been."""
        notice = _notice(who, row, kind)
        return notice in self._sent or (notice in self.unknown and not self._retry)

    def note(self, reminders: Iterable[Reminder], state: State) -> None:
        """Add lines for all that stands in these reminders; they are on the disk afterwards."""
        entries = [
            LogEntry(self._day, notice, state) for each in reminders for notice in notices_of(each)
        ]
        if entries:
            keep_lines_of_both(self._root)
            write_changes(self._root, [log_change(self._root, entries)])


def notices_of(reminder: Reminder) -> Iterator[Notice]:
    """What somebody is reminded of, as the log has it."""
    return (_notice(reminder.record.id, row, kind) for kind, row in reminder.rows)


def key_of(reminder: Reminder) -> str:
    """The same for the same reminder made again."""
    lines: Sequence[str] = [";".join(map(str, notice)) for notice in notices_of(reminder)]
    return "\n".join(sorted(lines))


def _notice(who: str, row: DueRow, kind: Kind) -> Notice:
    return Notice(who, row.ref, row.occurrence, row.due, kind)
