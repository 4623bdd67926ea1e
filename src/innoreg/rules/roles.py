"""Roles: a district or programme with two holders at once, districts and years with none."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.ledger import HeldRole
from innoreg.ledger.assignments import SINGLE_ROLES
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, warning


@warning
def role_held_twice(view: View) -> Iterator[Finding]:
    """A district has two consultants at once, or a programme two supervisors.

    Correct the row or its term; an order of a later day that names another person ends the earlier
    appointment by itself.
    """
    # A supervisor of no scope is one for the whole programme; a consultant of no district holds
    # nothing that another could hold as well.
    several = defaultdict[tuple[str | None, ...], list[HeldRole]](list)
    for row in view.outcome.assignments:
        if row.role in SINGLE_ROLES:
            for scope in row.scope or ((None,) if row.role == "supervisor" else ()):
                several[row.role, row.program, scope].append(row)
    for (_role, program, scope), rows in several.items():
        for index, row in enumerate(rows):
            clashing = (r for r in rows[:index] if _do_clash(r, row))
            other = next(clashing, None)
            if other:
                yield Finding(
                    view.place(row.record, *row.path),
                    T(
                        "“{scope}” has two at once: {one} and {other}",
                        scope=scope or program or "?",
                        one=_name(view, other.person),
                        other=_name(view, row.person),
                    ),
                    T("correct one of the rows or its term"),
                    related=(Related(view.place(other.record, *other.path), T("the other one")),),
                )


def _do_clash(one: HeldRole, other: HeldRole) -> bool:
    return one.person != other.person and one.overlaps(other.start, other.end or date.max)


def _name(view: View, ref: str) -> str:
    person = view.registry.get(Person, ref)
    return person.name if person else ref


@warning
def consultant_missing(view: View) -> Iterator[Finding]:
    """A list of consultants leaves districts out, or a year between two lists has none.

    Only programmes with a list of consultants by district are asked. Appoint somebody, or add
    the order that did.
    """
    districts = view.registry.all(District)
    for program, rows in _listed_consultants(view).items():
        years = [row.start.year for row in rows if row.start]
        # Between the first and the last list only: nobody promised consultants before or after.
        for year in range(min(years), max(years) + 1):
            start, end = date(year, 1, 1), date(year, 12, 31)
            held = [row for row in rows if row.overlaps(start, end)]
            covered = {ref for row in held for ref in row.scope}
            missing = [d.short_name for d in districts if d.id not in covered]
            if missing:
                last = held[0] if held else _last_row_before(rows, year)
                yield _gap_finding(view, program, year, missing if covered else [], last)


def _listed_consultants(view: View) -> Mapping[str, list[HeldRole]]:
    """Rows of consultants by programme, where an order lists them for several districts."""
    found = defaultdict[str, list[HeldRole]](list)
    listed = defaultdict[tuple[str, str], set[str]](set)
    for row in view.outcome.assignments:
        if row.role == "consultant" and row.program and row.order and row.scope:
            found[row.program].append(row)
            listed[row.program, row.order] |= set(row.scope)
    # A list is long from two districts on: one consultant for one district is no list with gaps.
    long = {program for (program, _order), scopes in listed.items() if len(scopes) > 1}
    return {program: rows for program, rows in found.items() if program in long}


def _last_row_before(rows: list[HeldRole], year: int) -> HeldRole:
    before = [row for row in rows if row.start and row.start.year <= year]
    return max(before, key=lambda row: row.start or date.min)


def _gap_finding(view: View, program: str, year: int, missing: list[str], row: HeldRole) -> Finding:
    facts = {"program": program, "year": year}
    return Finding(
        view.place(row.record, *row.path[:-1], key=True),
        T(
            "“{program}”, {year}: no consultant for {districts}",
            districts=", ".join(missing),
            **facts,
        )
        if missing
        else T("“{program}”: nobody is a consultant in {year}", **facts),
        T("appoint somebody, or add the order that did"),
    )
