"""The list of a year: the verdicts by district, against the order that approved it and the list before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from innoreg.criteria.evaluation import Evaluation
from innoreg.criteria.list_history import last_held_day, years_in_a_row
from innoreg.criteria.reasons import Truth, Verdict
from innoreg.ledger import State
from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.school_lists import KnownLists
from innoreg.model.criteria import Criteria
from innoreg.model.order import Appendix, Order
from innoreg.model.registry import Registry
from innoreg.queries.record_names import title_of


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A school with its verdict.

    years: for how many years in a row it is on the list with this one; None where it is not.
    was_on: whether it stands on the list that holds now. order: what the order says that approved
    this list, None where no order has: whether the school is on it, with the reason it gives.
    """

    verdict: Verdict
    district: str | None
    name: str
    years: int | None
    was_on: bool
    order: tuple[bool, str | None] | None


@dataclass(frozen=True)
class YearlyList:
    """The rows by district, the unknown one last. order: the order that approved the list."""

    criteria: Criteria
    year: int
    rows: tuple[ListedRow, ...]
    order: Order | None
    digest: str

    def of_district(self, district: str | None) -> list[ListedRow]:
        """The rows of one district."""
        return [row for row in self.rows if row.district == district]

    @property
    def districts(self) -> list[str | None]:
        """The districts that have a row."""
        return list(dict.fromkeys(row.district for row in self.rows))

    def count(self, truth: Truth) -> int:
        """How many schools have this verdict."""
        return sum(row.verdict.truth is truth for row in self.rows)

    @property
    def left(self) -> list[ListedRow]:
        """The schools of the list that holds now which are not on this one: they leave."""
        return [row for row in self.rows if row.was_on and row.verdict.truth is False]


def yearly_list(state: State, criteria: Criteria, year: int) -> YearlyList:
    """The list by the results of a year, as far as is known on the day of the state."""
    registry = state.registry
    order, appendix = approving_order(registry, criteria, year)
    day = order.date if order and order.date else state.day
    # Approved already, it is itself the list that holds: the one before it is looked at.
    lists = lists_before(state, order) if order else state.lists
    evaluation = Evaluation(registry, lists, criteria, year)
    written = _written_rows(registry, appendix)
    day = last_held_day(lists, criteria.flag, day)
    held = lists.members(criteria.flag, day)
    rows = [
        _row(registry, lists, criteria, verdict, held, written, day)
        for verdict in evaluation.verdicts()
    ]
    rows.sort(
        key=lambda row: (row.district is None, row.district or "", row.name, row.verdict.school)
    )
    return YearlyList(criteria, year, tuple(rows), order, evaluation.digest)


def _row(
    registry: Registry,
    lists: KnownLists,
    criteria: Criteria,
    verdict: Verdict,
    held: frozenset[str],
    written: Mapping[str, tuple[bool, str | None]] | None,
    day: date,
) -> ListedRow:
    school = verdict.school
    before = years_in_a_row(lists, criteria.flag, school, day)
    target = registry.find(school, ("school",))
    return ListedRow(
        verdict,
        district_of(registry, school),
        title_of(target.record) if target else school,
        before + 1 if verdict.truth else None,
        school in held,
        None if written is None else written.get(school, (False, None)),
    )


def approving_order(
    registry: Registry, criteria: Criteria, year: int
) -> tuple[Order | None, Appendix | None]:
    """The signed order, and its appendix, that approved the list of these criteria and this year."""
    found: tuple[Order | None, Appendix | None] = (None, None)
    for order in sorted(registry.signed_orders, key=lambda each: each.exists_from):
        for appendix in order.appendices:
            by = appendix.evaluated
            if by and by.year == year and registry.get(Criteria, by.criteria) is criteria:
                found = (order, appendix)
    return found


def lists_before(state: State, order: Order) -> KnownLists:
    """The lists as they were known, without those that the order itself approves."""
    known = state.groups.lists.as_known(order.in_force_from)
    mine = f"{order.id}/"
    return KnownLists(
        tuple(each for each in known.lists if not (each.clause or "").startswith(mine))
    )


def _written_rows(
    registry: Registry, appendix: Appendix | None
) -> Mapping[str, tuple[bool, str | None]] | None:
    if appendix is None:
        return None
    on = {canonical_ref(registry, row.school): (True, row.reason) for row in appendix.rows}
    out = appendix.evaluated.left_out if appendix.evaluated else ()
    return {canonical_ref(registry, row.school): (False, row.reason) for row in out} | on


def draft_order(
    found: YearlyList,
    issuer: str,
    today: date,
    days: tuple[date | None, date | None],
) -> dict[str, Any]:
    """A draft of the order that approves the list, as the mapping of its file."""
    criteria, (first, last) = found.criteria, days
    on = [row for row in found.rows if row.verdict.truth]
    unknown = [row for row in found.rows if row.verdict.truth is None]
    term = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
    clause = {
        "number": "1.",
        "kind": "list",
        "text": f"Утвердить перечень «{criteria.title}»{_term_words(first, last)} (приложение 1).",
        "appendix": "1",
        "flag": criteria.flag,
        **{key: value for key, value in term.items() if value},
    }
    appendix: dict[str, Any] = {
        "number": "1",
        "kind": "schools",
        "title": f"{criteria.title} (по результатам {found.year} года)",
        "rows": [{"school": row.verdict.school} for row in on],
        "evaluated": {
            "criteria": criteria.id,
            "year": found.year,
            "on": today.isoformat(),
            "digest": found.digest,
        },
    }
    if unknown:
        appendix["note"] = _unknown_note(unknown)
    invented = criteria.sample
    return {
        "schema": 1,
        **({"sample": True} if invented else {}),
        "issuer": issuer,
        "order_kind": "Распоряжение",
        "draft": True,
        "year": (first or today).year,
        "title": f"Об утверждении перечня «{criteria.title}»",
        "clauses": [clause],
        "appendices": [appendix],
    }


def _term_words(first: date | None, last: date | None) -> str:
    begins = f" с {first:%d.%m.%Y}" if first else ""
    return begins + (f" по {last:%d.%m.%Y}" if last else "")


def _unknown_note(unknown: Sequence[ListedRow]) -> str:
    ids = ", ".join(row.verdict.school for row in unknown)
    return f"данных нет, школ: {len(unknown)}: {ids}"
