"""Rows of a document against the results of a year: what becomes new, what changes, what is wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.model.registry import Registry
from innoreg.model.results import Procedure
from innoreg.model.results_table import Defect, ResultRow, read_table, sort_rows
from innoreg.model.school import School

Key = tuple[str, str]
"""School and procedure."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be taken: where it stands in the document, and why."""

    spot: T
    message: T


@dataclass(frozen=True)
class ResultsChange:
    """The rows of the year after an import, and how they came about.

    changed: the row before and after. kept: rows of the year that the document does not have.
    dropped: the same where they are to go.
    """

    rows: tuple[ResultRow, ...]
    new: tuple[ResultRow, ...]
    changed: tuple[tuple[ResultRow, ResultRow], ...]
    same: int
    kept: int
    dropped: tuple[ResultRow, ...]


class RowReader:
    """Makes rows of results of what a document says, by ids or by names and titles."""

    def __init__(
        self,
        registry: Registry,
        procedures: Iterable[Procedure],
        before: Iterable[ResultRow],
    ) -> None:
        self._registry = registry
        self._before = {_key(row): row for row in before}
        self._schools = _names_of_schools(registry)
        self._procedures: dict[str, str] = {}
        every = tuple(procedures)
        subjects = [each.subject for each in every]
        for each in every:
            # A subject alone names a procedure only where the year has it once.
            alone = [each.subject] if subjects.count(each.subject) == 1 else []
            for word in (each.id, each.full_name, *alone):
                self._procedures.setdefault(_folded(word), each.id)
        self.problems: list[Problem] = []
        self._seen: dict[Key, T] = {}

    def read(self, cells: Mapping[str, str], columns: Collection[str], spot: T) -> ResultRow | None:
        """The row; None where something is wrong with it, which then is among the problems.

        Of a column that the document does not have the row of the register keeps its value.
        """
        school = self._school(cells.get("school", ""), spot)
        procedure = self._procedure(cells.get("procedure", ""), spot)
        # One way to read numbers: the row is put as a line of the table and read as one.
        names = ("participants", "below", "high", "mean")
        line = ";".join(_plain(cells.get(name, "")) for name in names)
        table = read_table(f"school;procedure;{';'.join(names)}\nx;x;{line}\n".encode())
        for defect in table.defects:
            self.problems.append(Problem(spot, _defect_words(defect)))
        if school is None or procedure is None or not table.rows:
            return None
        if first := self._seen.get((school, procedure)):
            message = T("{school} has a row of {procedure} already: {spot}",
                        school=school, procedure=procedure, spot=first)  # fmt: skip
            self.problems.append(Problem(spot, message))
            return None
        self._seen[school, procedure] = spot
        note = " ".join(cells.get("note", "").split())
        row = table.rows[0]._replace(school=school, procedure=procedure, note=note)
        if old := self._before.get((school, procedure)):
            absent = [name for name in ("high", "mean", "note") if name not in columns]
            row = row._replace(**{name: getattr(old, name) for name in absent})
        return row

    def _school(self, words: str, spot: T) -> str | None:
        target = self._registry.find(words, ("school",)) if words else None
        found = [target.ref] if target else self._schools.get(comparison_key(words), [])
        if len(found) == 1:
            return found[0]
        if not words:
            message = T("the row names no school")
        elif found:
            message = T("“{name}” may be {ids}: write the id", name=words, ids=", ".join(found))
        else:
            message = T("no school “{id}” in the register", id=words)
        self.problems.append(Problem(spot, message))
        return None

    def _procedure(self, words: str, spot: T) -> str | None:
        found = self._procedures.get(_folded(words))
        if found is None:
            message = (
                T("the year has no procedure “{id}”: add it to `procedures`", id=words)
                if words
                else T("the row names no procedure")
            )
            self.problems.append(Problem(spot, message))
        return found


def _plain(words: str) -> str:
    """The words of a cell as one cell of a line."""
    return " ".join(words.split()).replace(";", ",").replace('"', "'")


def _folded(words: str) -> str:
    return comparison_key(words.replace(",", " "))


def _names_of_schools(registry: Registry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for school in registry.all(School):
        for name in {school.name, school.short_name, *school.aliases} - {None}:
            refs = found.setdefault(comparison_key(str(name)), [])
            if school.id not in refs:
                refs.append(school.id)
    return found


def _defect_words(defect: Defect) -> T:
    if defect.kind == "empty":
        return T("`{column}` is empty", column=defect.column)
    if defect.kind == "not-number":
        return T("`{column}` is no number: “{words}”", column=defect.column, words=defect.words)
    return T("`{column}` is no whole number: “{words}”", column=defect.column, words=defect.words)


def merge_rows(
    old: Iterable[ResultRow], fresh: Iterable[ResultRow], *, replace: bool
) -> ResultsChange:
    """The rows of the year once those of the document are in; replace: others are dropped."""
    before = {_key(row): row for row in old}
    now = {_key(row): row for row in fresh}
    new = [row for key, row in now.items() if key not in before]
    changed = [
        (before[key], row)
        for key, row in now.items()
        if key in before and _values(before[key]) != _values(row)
    ]
    rest = [row for key, row in before.items() if key not in now]
    rows = sort_rows([*now.values(), *([] if replace else rest)])
    same = len(now) - len(new) - len(changed)
    dropped = tuple(rest) if replace else ()
    kept = 0 if replace else len(rest)
    return ResultsChange(tuple(rows), tuple(new), tuple(changed), same, kept, dropped)


def _key(row: ResultRow) -> Key:
    return row.school, row.procedure


def _values(row: ResultRow) -> tuple[object, ...]:
    return row[2:7]


def differing_columns(before: ResultRow, after: ResultRow) -> Iterator[tuple[str, str, str]]:
    """The columns in which two rows differ, with both values as texts."""
    for name in ("participants", "below", "high", "mean", "note"):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield name, "" if was is None else str(was), "" if now is None else str(now)
