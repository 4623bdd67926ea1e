"""The words of terms that are not, or not quite, understood, and where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from innoreg.deadlines import Deadline, Refusal
from innoreg.model.event import Event
from innoreg.model.registry import Path
from innoreg.rules.readings import Document
from innoreg.rules.view import View, once

Terms = tuple[Deadline | None, ...]


class Words(NamedTuple):
    """The words of a term, in the document they stand in, and what they mean there."""

    document: Document
    path: Path
    text: str
    term: Deadline


@once
def doubtful(view: View) -> Iterator[Words]:
    """What was refused or read with a caution where it counts: no days were given by hand."""
    yield from _of_plans(view)
    yield from _of_clauses(view)


def refused(view: View) -> Iterator[tuple[Words, Refusal]]:
    """The words that cannot be read, and why."""
    for words in doubtful(view):
        if words.term.refusal:
            yield words, words.term.refusal


def _of_plans(view: View) -> Iterator[Words]:
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            if terms := _doubtful(view.read(plan, section.deadline)):
                yield from _words(plan, ("sections", index, "deadline"), terms)
    for row in view.rows:
        item = row.item
        if item.deadline and not item.windows and (terms := _doubtful(row.terms)):
            yield from _words(row.plan, (*row.path, "deadline"), terms)
        if item.events:
            yield from _extensions(view, row.plan, row.path, item.events)


def _of_clauses(view: View) -> Iterator[Words]:
    for order, placed in view.clauses:
        clause, path = placed.clause, placed.path
        if clause.deadline and (terms := _doubtful(view.read(order, clause.deadline))):
            yield from _words(order, (*path, "deadline"), terms)
        if clause.events:
            yield from _extensions(view, order, path, clause.events)
        if clause.kind == "set_terms":
            for index, term in enumerate(clause.terms):
                if terms := _doubtful(view.read(order, term.deadline)):
                    yield from _words(order, (*path, "terms", index, "deadline"), terms)


def _doubtful(terms: Terms) -> list[tuple[int, Deadline]]:
    """Those refused or read with a caution, and which of the terms they are: most are neither."""
    return [(i, term) for i, term in enumerate(terms) if term and (term.refusal or term.warnings)]


def _words(document: Document, path: Path, terms: list[tuple[int, Deadline]]) -> Iterator[Words]:
    for index, term in terms:
        yield Words(document, (*path, index), term.text, term)


def _extensions(
    view: View, document: Document, path: Path, events: tuple[Event, ...]
) -> Iterator[Words]:
    for index, event in enumerate(events):
        if event.event == "extended":
            for _index, term in _doubtful(view.read(document, (event.to,))):
                yield Words(document, (*path, "events", index, "to"), term.text, term)
