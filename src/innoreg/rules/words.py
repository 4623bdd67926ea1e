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
            terms = view.read(plan, section.deadline)
            yield from _doubtful(plan, ("sections", index, "deadline"), terms)
    for row in view.rows:
        if row.item.deadline and not row.item.windows:
            yield from _doubtful(row.plan, (*row.path, "deadline"), row.terms)
        if row.item.events:
            yield from _extensions(view, row.plan, row.path, row.item.events)


def _of_clauses(view: View) -> Iterator[Words]:
    for order, placed in view.clauses:
        clause, path = placed.clause, placed.path
        if clause.deadline:
            yield from _doubtful(order, (*path, "deadline"), view.read(order, clause.deadline))
        if clause.events:
            yield from _extensions(view, order, path, clause.events)
        if clause.kind == "set_terms":
            for index, term in enumerate(clause.terms):
                terms = view.read(order, term.deadline)
                yield from _doubtful(order, (*path, "terms", index, "deadline"), terms)


def _doubtful(document: Document, path: Path, terms: Terms) -> Iterator[Words]:
    for index, term in enumerate(terms):
        if term and (term.refusal or term.warnings):
            yield Words(document, (*path, index), term.text, term)


def _extensions(
    view: View, document: Document, path: Path, events: tuple[Event, ...]
) -> Iterator[Words]:
    for index, event in enumerate(events):
        if event.event == "extended":
            for words in _doubtful(document, path, view.read(document, (event.to,))):
                yield words._replace(path=(*path, "events", index, "to"))
