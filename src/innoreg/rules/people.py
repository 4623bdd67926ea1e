"""People in orders: who controls and executes at once, whose name cannot be declined, which role."""

import difflib
from collections import defaultdict
from collections.abc import Iterator

from innoreg.diagnostics import Place, Related
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.clause import Control
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap
from innoreg.rules.message_quotes import find_names, same_surname, subplace
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.responsible_cells import parties_without_id
from innoreg.rules.rule import Finding, warning
from innoreg.rules.spellings import declines

_ROLES = ("supervisor", "consultant", "school_curator", "mentoring_curator")
# Who controls and executes does so in many rows; a message has room for a few of them.
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
        signatory = order.signatory if clause.by_signatory else None
        ref = clause.person or (signatory.person if signatory else None)
        person = view.registry.get(Person, ref)
        duties = list(_duties_of(view, order, person)) if person else []
        if person and duties:
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


def _duties_of(view: View, order: Order, person: Person) -> Iterator[tuple[str, Place]]:
    """What of the order is the person's to do: clauses, items of its plans, rows of its lists."""
    names = (person.id, person.ref)

    def is_named(ref: str | None) -> bool:
        # The spellings first: a look-up takes longer, and most rows name somebody else.
        return ref in names and view.registry.get(Person, ref) is person

    for placed in view.clauses_of(order):
        for index, party in enumerate(placed.clause.addressees):
            if is_named(party.person):
                place = view.place(order, *placed.path, "addressees", index)
                yield f"{order.id}/{placed.key}", place
    for at, appendix in enumerate(order.appendices):
        plan = view.registry.get(Roadmap, appendix.roadmap)
        for row in view.rows_of(plan) if plan else ():
            for index, party in enumerate(row.item.responsible):
                if is_named(party.person):
                    place = view.place(row.plan, *row.path, "responsible", index)
                    yield f"{row.plan.id}/{row.key}", place
        for index, assignment in enumerate(appendix.assignments):
            if is_named(assignment.person):
                place = view.place(order, "appendices", at, "assignments", index)
                yield (assignment.scope[0] if assignment.scope else person.name), place


@warning
def person_without_gender(view: View) -> Iterator[Finding]:
    """A name will be needed in a case, but the record does not say whether it is a man or a woman.

    Give `gender: m` or `gender: f`; or `forms:`, or `indeclinable: true`.
    """
    told: set[str] = set()
    unknown = {person.id for person in view.all(Person) if not declines(person)}
    for ref, order, path, why in _declined_people(view.registry) if unknown else ():
        person = view.registry.get(Person, ref) if ref.rpartition("/")[2] in unknown else None
        if person is None or person.id in told or declines(person):
            continue
        told.add(person.id)
        yield Finding(
            view.place(person, "name"),
            T("{name} cannot be declined: man or woman?", name=person.name),
            T("add `gender: m` or `gender: f`; or `forms:`, or `indeclinable: true`"),
            related=(Related(view.place(order, *path), why),),
        )


def _declined_people(registry: Registry) -> Iterator[tuple[str, Order, Path, T]]:
    """Everybody whom a document puts into a case, and where."""
    # Clauses of all orders first: the place told is the first one found, and a clause says more
    # than a signature does.
    orders = registry.all(Order)
    yield from (found for order in orders for found in _declined_by_clauses(order))
    yield from (found for order in orders for found in _declined_elsewhere(order))


def _declined_by_clauses(order: Order) -> Iterator[tuple[str, Order, Path, T]]:
    for placed in order.placed_clauses():
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


def _declined_elsewhere(order: Order) -> Iterator[tuple[str, Order, Path, T]]:
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
    for role, records in view.record_texts.roles.items():
        close = [] if role in _ROLES else difflib.get_close_matches(role, _ROLES, 1, 0.8)
        for record in records if close else ():
            for path in view.places(record).roles[role]:
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
    # By text: the same words stand in many cells, and names in them are looked for once.
    places = defaultdict[str, list[tuple[Record, Path]]](list)
    for document, path, text in parties_without_id(view):
        places[text].append((document, path))
    for text, where in places.items():
        for surname, initials, start, end in find_names(text):
            known = _find_person(view, surname, initials)
            for document, path in where if known else ():
                yield Finding(
                    subplace(view.place(document, *path, "text"), text, start, end),
                    T("“{name}” is in the register: {id}", name=text[start:end], id=known),
                    T("add `person: {id}` beside the words", id=known),
                )


def _find_person(view: View, surname: str, initials: str) -> str | None:
    """The id of the first person of the register who is called so."""
    for letters, known, name in _all_initials(view):
        if letters == initials and same_surname(known, surname):
            return name
    return None


@gathered_once
def _all_initials(view: View) -> Iterator[tuple[str, str, str]]:
    """Initials, surname and id of every person, in the order of the register."""
    for person in view.registry.all(Person):
        for surname, initials, _start, _end in find_names(person.name):
            yield initials, surname, person.id
