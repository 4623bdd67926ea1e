"""One change of the register, as a value."""

from dataclasses import dataclass
from typing import Any, Literal

What = Literal[
    "added", "removed", "renamed", "renumbered", "changed", "happened", "undone", "unreadable"
]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing.

    what: `added`, `removed`; `renamed` (a record; `was` and `now` are ids); `renumbered` (an item,
    section or clause; `was` and `now` are numbers); `changed` (`field` is the keys down to the
    value; `was` or `now` None where it appeared or went); `happened` and `undone` (an event of the
    thing was written or taken out; `now` or `was` is the event, `field` is "events"; beside a
    moved term the other one holds its words before); `unreadable` (the file of the record cannot
    be read on one side, so nothing more can be said).
    subject: a kind of record, or `section`, `item`, `clause`, `project`, `settings`.
    ref: as it is called now; of something removed, as it was called.
    was, now: texts, lists and mappings as in the files.
    """

    what: What
    subject: str
    ref: str
    title: str
    file: str
    field: str = ""
    was: Any = None
    now: Any = None
