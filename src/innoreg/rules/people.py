"""People in orders: who controls and executes at once, whose name cannot be declined, which role."""

import difflib
from collections.abc import Iterator

from innoreg.diagnostics import Place, Related
from innoreg.i18n import T
from innoreg.model.clause import Control
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.cells import parties
from innoreg.rules.names import declines
from innoreg.rules.rule import Finding, warning
from innoreg.rules.texts import names_in, narrowed, same_surname
from innoreg.rules.view import View

_ROLES = ("supervisor", "consultant", "school_curator", "mentoring_curator")
_SHOWN = 3


@warning
def controller_executes(view: View) -> Iterator[Finding]:
    """The person who controls an order also carries out a part of it.

    Ask for another controller, or leave it if the document says so.
    """
    for order, placed in view.clauses:
        clause = placed.clause
        if not isinstance(clause, Control):
            continue
        ref = clause.person or (_signatory(order) if clause.by_signatory else None)
        person = view.registry.get(Person, ref)
        if person is None:
            continue
        duties = list(_duties(view, order, person))
        if duties:
            yield Finding(
                view.place(order, *placed.path, "person"),
                T(
                    "{name} controls the order and answers for: {duties}",
                    name=person.name,
                    duties=", ".join(dict.fromkeys(name for name, _place in duties)),
                ),
                T("who controls should not execute; leave it if the document says so"),
                related=tuple(
                    Related(place, T("answers for {what}", what=name))
                    for name, place in duties[:_SHOWN]
                ),
            )


def _signatory(order: Order) -> str | None:
    return order.signatory.person if order.signatory else None


def _duties(view: View, order: Order, person: Person) -> Iterator[tuple[str, Place]]:
    """What of the order is the person's to do: clauses, items of its plans, rows of its lists."""
    for placed in order.placed_clauses():
        for index, party in enumerate(placed.clause.addressees):
            if view.registry.get(Person, party.person) is person:
                path = (*placed.path, "addressees", index)
                yield f"{order.id}/{placed.key}", view.place(order, *path)
    for at, appendix in enumerate(order.appendices):
        if plan := view.registry.get(Roadmap, appendix.roadmap):
            for row in view.rows_of(plan):
                for index, party in enumerate(row.item.responsible):
                    if view.registry.get(Person, party.person) is person:
                        path = (*row.path, "responsible", index)
                        yield f"{plan.id}/{row.placed.key}", view.place(plan, *path)
        for index, assignment in enumerate(appendix.assignments):
            if view.registry.get(Person, assignment.person) is person:
                place = view.place(order, "appendices", at, "assignments", index)
                yield (assignment.scope[0] if assignment.scope else person.name), place


@warning
def person_without_gender(view: View) -> Iterator[Finding]:
    """A name will be needed in a case, but the record does not say whether it is a man or a woman.

    Give `gender: m` or `gender: f`; or `forms:`, or `indeclinable: true`.
    """
    told: set[str] = set()
    for ref, order, path, why in _declined(view):
        person = view.registry.get(Person, ref)
        if person is None or person.id in told or declines(person):
            continue
        told.add(person.id)
        yield Finding(
            view.place(person, "name"),
            T("{name} cannot be declined: man or woman?", name=person.name),
            T("add `gender: m` or `gender: f`; or `forms:`, or `indeclinable: true`"),
            related=(Related(view.place(order, *path), why),),
        )


def _declined(view: View) -> Iterator[tuple[str, Order, Path, T]]:
    """Everybody whom a document puts into a case, and where."""
    for order, placed in view.clauses:
        clause = placed.clause
        for index, party in enumerate(clause.addressees):
            if party.person:
                path = (*placed.path, "addressees", index, "person")
                yield party.person, order, path, T("an order addresses the person here")
        if clause.kind == "control" and clause.person:
            path = (*placed.path, "person")
            yield clause.person, order, path, T("an order names the controller here")
        if clause.kind == "appoint":
            for index, row in enumerate(clause.assignments):
                path = (*placed.path, "assignments", index, "person")
                yield row.person, order, path, T("an order appoints the person here")
    for order in view.orders:
        if order.signatory:
            yield order.signatory.person, order, ("signatory", "person"), T("the person signs here")
        for at, appendix in enumerate(order.appendices):
            for index, row in enumerate(appendix.assignments):
                path = ("appendices", at, "assignments", index, "person")
                yield row.person, order, path, T("an order appoints the person here")


@warning
def misspelt_role(view: View) -> Iterator[Finding]:
    """A role is spelt almost like a known one, so nobody holds it.

    Correct it. Roles of one's own are allowed; they only must not resemble a known one.
    """
    for record, path, part in view.parts:
        role = part.__dict__.get("role")
        if not role or role in _ROLES:
            continue
        close = difflib.get_close_matches(role, _ROLES, 1, 0.8)
        if close:
            yield Finding(
                view.place(record, *path, "role"),
                T("there is no role “{role}”", role=role),
                T("perhaps {close}", close=close[0]),
                close[0],
            )


@warning
def person_in_text(view: View) -> Iterator[Finding]:
    """Somebody is named in words only, though the register has a person of that name.

    Add `person:` with the id beside the words.
    """
    people = view.registry.all(Person)
    for document, path, party in parties(view):
        if party.person or not party.text:
            continue
        for surname, initials, start, end in names_in(party.text):
            known = next((p for p in people if _is(p, surname, initials)), None)
            if known:
                place = view.place(document, *path, "text")
                yield Finding(
                    narrowed(place, party.text, start, end),
                    T("“{name}” is in the register: {id}", name=party.text[start:end], id=known.id),
                    T("add `person: {id}` beside the words", id=known.id),
                )


def _is(person: Person, surname: str, initials: str) -> bool:
    for known, letters, _start, _end in names_in(person.name):
        if letters == initials and same_surname(known, surname):
            return True
    return False
