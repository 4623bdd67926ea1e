"""A register for Python programs: typed questions with the answers that the commands give.

    import innoreg

    register = innoreg.open("path/to/register", today=date(2022, 3, 14))
    for duty in register.overdue(district="luga"):
        print(duty.ref, duty.due, duty.title)

Names, keys and meanings here are kept as those of the JSON documents are: what is there stays and means
the same within a version, and more may be added. Everything else in the package may change.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from innoreg.diagnostics import Diagnostic
from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.i18n import TN, T
from innoreg.ledger import State, replay
from innoreg.model.base import Record
from innoreg.model.record_models import MODELS, kind_of
from innoreg.queries.due import Answer, Row
from innoreg.queries.due import due as ask_due
from innoreg.queries.due import overdue as ask_overdue
from innoreg.queries.due import undated as ask_undated
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.queries.reasons import find_reasons
from innoreg.queries.standings import build_entry
from innoreg.queries.text_search import asked_words, find_texts
from innoreg.report.citations import reference_title
from innoreg.report.provenance import as_document
from innoreg.report.standings import standing_text
from innoreg.store.git.commit_lookup import commit_by_name, last_commit_on
from innoreg.store.git.git_tree import folder_in_repository, tree_at
from innoreg.store.git.runner import Git
from innoreg.store.loader import LoadResult, load, load_tree
from innoreg.store.tree import find_root


@dataclass(frozen=True, slots=True)
class Duty:
    """One occurrence of something that is to be done, as it stands on the day of the register.

    ref: what `innoreg done` takes. title, words: as printed, `words` being the term. start, due:
    first and last day; None where open or not known. status: planned, done, extended, cancelled,
    overdue or done-late. days_left: negative once late, None where there is no last day.
    is_continuous: it runs, and is never due. waits_for: what a term without a day is counted from.
    responsible: the words for those who answer; districts, schools, people: ids of all whom it
    concerns, those behind groups included. damaged: its file has errors, something may be missing.
    """

    ref: str
    title: str
    words: str
    start: date | None
    due: date | None
    status: str
    days_left: int | None
    is_continuous: bool
    waits_for: str | None
    occurrence: int
    occurrences: int
    done_on: date | None
    responsible: tuple[str, ...]
    districts: tuple[str, ...]
    schools: tuple[str, ...]
    people: tuple[str, ...]
    plan: str | None
    order: str | None
    program: str | None
    file: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due in a period, what runs through it, and what has no date, whatever the period."""

    due: tuple[Duty, ...]
    running: tuple[Duty, ...]
    undated: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a programme, project, site, pair, plan or order stands on the day.

    status: the word of the ledger. phase: running, lapsed (its term is over and no order ended it),
    coming, ended, not-begun, absent (no document makes it yet) or unknown. text: in words.
    """

    ref: str
    title: str
    status: str
    phase: str
    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """One document behind something: day (None where the document has none), order, clause, words."""

    day: date | None
    step: str
    order: str | None
    clause: str | None
    text: str
    quoted: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A record or part that holds the words searched for, and the text that holds them."""

    ref: str
    kind: str
    title: str
    text: str


class Register:
    """A register as it is in its folder, or was in a revision, seen on a day. It never changes."""

    def __init__(self, read: LoadResult, today: date) -> None:
        self.today = today
        """The day on which everything is asked."""
        self.title = str(read.registry.settings.title or "")
        """What the register is called in its settings."""
        self.damaged = tuple(failed.place.file for failed in read.failed_files)
        """Files with errors: answers lack what could not be read of them."""
        self._read = read
        self._registry = read.readable.without_samples()

    def due(self, start: date, end: date, **filters: str) -> Due:
        """What falls due from `start` to `end`, both included, and what touches those days.

        filters: responsible, controller, program, roadmap, district, school, site, status, each an
        id or words, as the options of `innoreg due`. Raises WrongUsage for a name that nobody has.
        """
        answer = self._ask(
            lambda rows, wanted: ask_due(
                rows, PeriodRequest(start=start, end=end), wanted, self.today
            ),
            filters,
        )
        of: dict[str, list[Duty]] = {"due": [], "running": []}
        for row in answer.rows:
            of[row.match].append(_duty(row))
        return Due(tuple(of["due"]), tuple(of["running"]), tuple(map(_duty, answer.undated)))

    def overdue(self, **filters: str) -> tuple[Duty, ...]:
        """What should have been done before the day and is open; the longest overdue first."""
        answer = self._ask(lambda rows, wanted: ask_overdue(rows, wanted, self.today), filters)
        return tuple(map(_duty, answer.rows))

    def undated(self, **filters: str) -> tuple[Duty, ...]:
        """What is open and to which no day can be given: neither due nor overdue, and not done."""
        answer = self._ask(lambda rows, wanted: ask_undated(rows, wanted, self.today), filters)
        return tuple(map(_duty, answer.undated))

    def status(self, ref: str) -> Standing | None:
        """Where what `ref` names stands; None where the ledger follows no such thing."""
        found = self._state.standing(self._known(ref))
        if found is None:
            return None
        entry = build_entry(self._state, found)
        title = reference_title(self._registry, found.ref)
        said = standing_text(self._state, entry)
        return Standing(found.ref, title, found.status, entry.phase, said, found.start, found.end)

    def why(self, ref: str) -> tuple[Link, ...]:
        """The documents that made it what it is, oldest first."""
        name = self._known(ref)
        told = as_document(self._state, name, find_reasons(self._state, name))
        return tuple(map(_link, told["steps"]))

    def records(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind (`people` or `person`), as the models of docs/data-format.md."""
        name = kind_of(kind)
        if name is None:
            raise WrongUsage(T("no kind of record is called “{word}”", word=kind))
        return tuple(self._registry.all(MODELS[name]))

    def record(self, id: str) -> Record | None:
        """The record of that id, or `kind/id`; None where there is none."""
        found = self._registry.find(id)
        return found.record if found and not found.path else None

    def find(self, words: str) -> tuple[Hit, ...]:
        """Records, items and clauses whose texts hold all words, in any form; the best first."""
        from innoreg.language.word_forms import word_forms

        asked = asked_words(words, word_forms)
        found = find_texts(self._registry, asked) if asked else []
        return tuple(
            Hit(
                each.target.ref,
                each.target.kind,
                reference_title(self._registry, each.target.ref),
                each.text,
            )
            for each in found
        )

    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that `innoreg validate` finds, those accepted with a reason included."""
        from innoreg.rules import check

        return (*self._read.diagnostics, *check(self._read.registry))

    @cached_property
    def _rows(self) -> RegistryRows:
        return RegistryRows(self._registry, self.today)

    @cached_property
    def _state(self) -> State:
        return replay(self._registry, self.today)

    def _ask(
        self, question: Callable[[RegistryRows, Filters], Answer], filters: dict[str, str]
    ) -> Answer:
        if unknown := set(filters) - set(Filters._fields):
            raise TypeError(f"no filter is called {', '.join(sorted(unknown))}")
        return question(self._rows, Filters(**filters))

    def _known(self, ref: str) -> str:
        found = self._registry.find(ref)
        if found is None and self._state.standing(ref) is None:
            raise WrongUsage(T("nothing in the register is called “{ref}”", ref=ref))
        return found.ref if found else ref


def open_register(
    folder: str | os.PathLike[str], rev: str | date | None, today: date | None, damaged: bool
) -> Register:
    """See `innoreg.open`."""
    root = find_root(None, Path(folder), {})
    if rev is None:
        read = load(root, salvage=True)
    else:
        git = Git(root)
        commit = last_commit_on(git, rev) if isinstance(rev, date) else commit_by_name(git, rev)
        read = load_tree(tree_at(git, commit, folder_in_repository(git)), salvage=True)
    register = Register(read, today or date.today())
    if register.damaged and not damaged:
        number = len(register.damaged)
        raise CannotGoOn(
            TN(
                "{n} file of the register has errors, so answers could lack something: {files}",
                "{n} files of the register have errors, so answers could lack something: {files}",
                number,
                n=number,
                files=", ".join(register.damaged),
            ),
            T("mend what `innoreg validate` says, or open it with damaged=True"),
        )
    return register


def _duty(row: Row) -> Duty:
    window = row.window
    dated = window.is_dated and not window.is_continuous
    return Duty(
        ref=window.ref,
        title=window.title,
        words=window.words,
        start=window.start if window.is_dated else None,
        due=window.due if dated else None,
        status=row.status,
        days_left=row.days_left,
        is_continuous=window.is_continuous,
        waits_for=window.anchor_words or window.anchor,
        occurrence=window.occurrence,
        occurrences=window.occurrences,
        done_on=window.done_on,
        responsible=tuple(party.text for party in window.responsible),
        districts=window.districts,
        schools=window.schools,
        people=window.people,
        plan=window.roadmap,
        order=window.order,
        program=window.program,
        file=window.source_file,
        damaged=window.damaged,
    )


def _link(step: dict[str, Any]) -> Link:
    source = step["source"]
    return Link(
        step["day"], step["step"], step["order"], step["clause"], step["text"],
        tuple(step["quoted"]), source["file"], source["line"],
    )  # fmt: skip
