"""Numbers as printed: without gaps, in order, under their parent, in one style."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.model.order import Order
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, warning

Numbered = tuple[str, Path]
"""A number as printed, and where the row stands that bears it."""


class _Brothers(NamedTuple):
    """Rows that stand side by side: their numbers as printed and where they stand."""

    record: Record
    kind: str
    level: int
    above: str | None
    members: list[Numbered]


@gathered_once
def _all_brothers(view: View) -> Iterator[_Brothers]:
    for plan in view.plans:
        sections: list[Numbered] = [
            (section.number, ("sections", i))
            for i, section in enumerate(plan.sections)
            if not section.unnumbered
        ]
        yield _Brothers(plan, "section", 0, None, sections)
        yield from _item_groups(plan, view.rows_of(plan))
    for order in view.orders:
        yield from _clause_groups(order, view.clauses_of(order))
        for index, appendix in enumerate(order.appendices):
            rows: list[Numbered] = [
                (row.number, ("appendices", index, "assignments", i))
                for i, row in enumerate(appendix.assignments)
                if row.number
            ]
            yield _Brothers(order, "row", 1, None, rows)
    for pair in view.all(Pair):
        steps = [(placed.step.number, placed.path) for placed in placed_steps(pair)]
        yield _Brothers(pair, "row", 1, None, steps)


def _item_groups(plan: Roadmap, rows: tuple[Row, ...]) -> Iterable[_Brothers]:
    groups: dict[Path, _Brothers] = {}
    for row in rows:
        # A number that the document does not print may stand in any order.
        if row.item.unnumbered:
            continue
        path = row.path[:-1]
        if path not in groups:
            above = row.placed.parent.item.key if row.placed.parent else None
            groups[path] = _Brothers(plan, "item", row.placed.level, above, [])
        groups[path].members.append((row.item.number, row.path))
    return groups.values()


def _clause_groups(order: Order, clauses: tuple[PlacedClause, ...]) -> Iterable[_Brothers]:
    groups: dict[Path, _Brothers] = {}
    for placed in clauses:
        if placed.clause.number:
            path = placed.path[:-1]
            if path not in groups:
                above = placed.parent.clause.key if placed.parent else None
                groups[path] = _Brothers(order, "clause", len(placed.path) // 2, above, [])
            groups[path].members.append((placed.clause.number, placed.path))
    return groups.values()


def _trim(number: str) -> str:
    """The number without what is printed after it."""
    return number.rstrip(".) ")


def _last_part(number: str) -> str:
    return _trim(number).rpartition(".")[2]


def _last_figure(number: str) -> int | None:
    """The last part of a number: 4 of «7.1.4.»; None where it is no figure."""
    tail = _last_part(number)
    # Nine figures and more are a code and no place in a list.
    return int(tail) if tail.isascii() and tail.isdecimal() and len(tail) < 9 else None


class _Counted(NamedTuple):
    """Rows side by side and the last figure of their numbers, where they do not just go on."""

    group: _Brothers
    figures: list[tuple[int, str, Path]]


@gathered_once
def _counted_groups(view: View) -> Iterator[_Counted]:
    """All but those numbered 1, 2, 3 … one after another: most are."""
    for group in _all_brothers(view):
        if any(_last_part(row[0]) != str(place) for place, row in enumerate(group.members, 1)):
            found = [(_last_figure(number), number, path) for number, path in group.members]
            yield _Counted(group, [(n, number, path) for n, number, path in found if n is not None])


@warning
def numbering_gap(view: View) -> Iterator[Finding]:
    """A number is missing between its neighbours: 1, 2, 4.

    Look into the document: add the row that was lost, or leave it so if it was printed so.
    """
    for group, counted in _counted_groups(view):
        figures = sorted(set(counted))
        # Some plans begin with a section 0, «Общие мероприятия».
        first = 0 if group.kind == "section" and figures and figures[0][0] == 0 else 1
        for before, (figure, number, path) in zip(
            [first - 1, *(f[0] for f in figures)], figures, strict=False
        ):
            if figure > before + 1:
                yield Finding(
                    view.place(group.record, *path, "number"),
                    _gap_message(number, before + 1, figure - 1),
                    T("add what was lost, or leave it if the document is printed so"),
                )


def _gap_message(number: str, first: int, last: int) -> T:
    head = _trim(number).rpartition(".")[0]
    start = f"{head}.{first}" if head else str(first)
    if first == last:
        return T(
            "before {number} the number {missing} is missing", number=_trim(number), missing=start
        )
    end = f"{head}.{last}" if head else str(last)
    return T(
        "before {number} the numbers {a} to {b} are missing", number=_trim(number), a=start, b=end
    )


@warning
def numbering_order(view: View) -> Iterator[Finding]:
    """A number stands after a larger one: 1, 3, 2.

    Put the rows into the order of the document, or leave them if it is printed so.
    """
    for group, figures in _counted_groups(view):
        for (before, larger, where), (figure, number, path) in pairwise(figures):
            if figure < before:
                yield Finding(
                    view.place(group.record, *path, "number"),
                    T("{number} stands after {larger}", number=_trim(number), larger=_trim(larger)),
                    T("compare with the document: has a row moved?"),
                    related=(
                        Related(
                            view.place(group.record, *where, "number"),
                            T("{number} stands here", number=_trim(larger)),
                        ),
                    ),
                )


@warning
def number_not_child(view: View) -> Iterator[Finding]:
    """A nested row does not carry the number of the row it stands under: 3.1 under 2.

    Move it under its own parent, or correct the number.
    """
    for group in _all_brothers(view):
        if group.above is None:
            continue
        for number, path in group.members:
            if not number.startswith(f"{group.above}."):
                yield Finding(
                    view.place(group.record, *path, "number"),
                    T("{number} stands under {above}", number=_trim(number), above=group.above),
                    T("move it under its own parent, or correct the number"),
                    related=(
                        Related(
                            view.place(group.record, *path[:-2], "number"),
                            T("the row it stands under"),
                        ),
                    ),
                )


@warning
def number_style(view: View) -> Iterator[Finding]:
    """A number is printed in another style than the others of its level: «7.2.5» without its dot.

    Leave it if the document is printed so: references do not need the dot.
    """
    levels = defaultdict[tuple[int, str, int], list[_Brothers]](list)
    for group in _all_brothers(view):
        levels[id(group.record), group.kind, group.level].append(group)
    for groups in levels.values():
        members = [row for group in groups for row in group.members]
        tails = Counter([_tail(number) for number, _path in members])
        if len(tails) < 2:
            continue
        usual, count = tails.most_common(1)[0]
        odd = [row for row in members if _tail(row[0]) != usual]
        # Where a fifth of the numbers differ, the document has no usual style.
        if odd and len(odd) * 5 <= count + len(odd):
            yield from (_odd_style_finding(view, groups[0].record, *row, usual) for row in odd)


def _tail(number: str) -> str:
    return number[len(_trim(number)) :]


def _odd_style_finding(view: View, record: Record, number: str, path: Path, usual: str) -> Finding:
    message = T("{number} ends unlike the other numbers", number=number)
    if usual == "." and not _tail(number):
        message = T("{number} has no dot, unlike the others", number=number)
    elif not usual and _tail(number) == ".":
        message = T("{number} has a dot, unlike the others", number=number)
    hint = T("leave it if the document is printed so; references do not need the dot")
    return Finding(view.place(record, *path, "number"), message, hint)
