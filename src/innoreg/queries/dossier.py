"""Everything about one district, person or organisation: duties, sites, pairs, roles, consultants."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from innoreg.ledger import State, people, replay
from innoreg.ledger.profile import Profile, Profiles
from innoreg.model.registry import Registry, Target
from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import (
    Obligation,
    districts_of,
    group_people,
    obligations,
    organisations_of,
)
from innoreg.queries.occurrence_rows import rows_of_obligation, undated_rows_of_obligation

_ABOUT: Mapping[str, Callable[[Profiles, str], Profile]] = {
    "district": Profiles.district,
    "person": Profiles.person,
    "school": Profiles.school,
    "authority": Profiles.school,
}


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """Something owed, with its dated windows; none where no day is given or understood.

    is_open: whether something of it is left to do for the subject, who may report apart.
    """

    obligation: Obligation
    occurrences: tuple[DueRow, ...]
    is_open: bool

    @property
    def next(self) -> DueRow | None:
        """The first window that is not closed, else the last one."""
        waiting = (window for window in self.occurrences if not window.closed)
        return next(waiting, self.occurrences[-1] if self.occurrences else None)


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """What concerns one subject: by day, what has no day after it, what is closed last."""

    state: State
    about: Profile
    owed: tuple[Owed, ...]


def build_dossier(registry: Registry, target: Target, today: date) -> Dossier | None:
    """All that concerns a district, person, school or authority; None for another kind."""
    if target.kind not in _ABOUT:
        return None
    every = list(obligations(registry, today))
    found = [_owed(o, target.record.id) for o in every if _is_concerned(target)(o)]
    # Open first; stable, so what has no day keeps the reading order of its documents.
    found.sort(key=lambda owed: (not owed.is_open, owed.next.due if owed.next else date.max))
    # All obligations share one state; a register without any needs one of its own.
    state = every[0].state if every else replay(registry, today)
    return Dossier(state, _ABOUT[target.kind](Profiles(state), target.record.id), tuple(found))


def _owed(obligation: Obligation, subject: str) -> Owed:
    day = obligation.state.day
    dated, undated = (
        [row.as_of(subject, day) for row in rows_of(obligation)]
        for rows_of in (rows_of_obligation, undated_rows_of_obligation)
    )
    rows = (*dated, *undated)
    has_reported = bool(rows) and all(row.closed for row in rows)
    return Owed(obligation, tuple(dated), not (obligation.duty.is_closed or has_reported))


def _is_concerned(target: Target) -> Callable[[Obligation], bool]:
    ref = target.record.id
    if target.kind == "district":
        return lambda obligation: ref in districts_of(obligation)
    if target.kind == "person":
        return lambda obligation: _is_responsible(obligation, ref)
    return lambda obligation: any(
        ref in organisations_of(obligation, start, end) for start, end in _days_of(obligation)
    )


def _is_responsible(obligation: Obligation, person: str) -> bool:
    """Whether the person is named or addressed, or holds a role that answers, in the days of the thing."""
    state = obligation.state
    behind = (who for party in obligation.responsible for who, _ in group_people(obligation, party))
    return person in (*obligation.addressees, *behind) or any(
        person in people(state, party, obligation.program, start, end)
        for party in obligation.responsible
        for start, end in _days_of(obligation)
    )


def _days_of(obligation: Obligation) -> Sequence[tuple[date, date]]:
    """The first and last day of each window; of what has none the day asked about."""
    day = obligation.state.day
    return [(o.begins, o.due) for o in rows_of_obligation(obligation)] or [(day, day)]
