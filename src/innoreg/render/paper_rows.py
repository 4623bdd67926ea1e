"""What letters, memos and reports tell of, as plain rows that the caller makes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One term of one thing to do, on the day asked about; `plan` is the document it stands in.

    `status` is one of `STATUS`; `days_late` counts from `due` to that day or to `done`.
    """

    plan: str
    number: str
    title: str
    deadline: str
    due: date | None
    responsible: str
    status: str
    days_late: int = 0
    done: date | None = None
    controller: str = ""
    result: str = ""
    extended: bool = False


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site on a day: who, what kind, theme, programme, its term, status in words, its basis."""

    holders: str
    kind: str
    theme: str
    program: str = ""
    since: date | None = None
    until: date | None = None
    status: str = ""
    basis: str = ""
    reports: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What happened to a site: the day, what, by which document."""

    day: date | None
    what: str
    basis: str
