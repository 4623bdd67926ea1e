"""`innoreg assign`."""

from typing import Annotated, Any

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call, print_remark
from innoreg.cli.common_options import parse_day
from innoreg.i18n import N_, _
from innoreg.model.assignment import Assignment
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.queries.new_assignment import Rows, check_new_assignment, find_rows_for, row
from innoreg.queries.record_names import find_by_words, title_of
from innoreg.store.record_change import Raw, with_values

_SCOPES = ("district", "school", "authority", "program", "project", "site", "pair")


def assign(
    call: Call,
    ref: Annotated[
        str, typer.Argument(metavar=N_("REF"), help=N_("the order, or its clause: order/clause"))
    ],
    person: Annotated[
        str, typer.Argument(metavar=N_("PERSON"), help=N_("an id, or a part of the name"))
    ],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--for", metavar=N_("REF"), help=N_("district, school, site …; may be repeated")
        ),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(metavar=N_("ROLE"), help=N_("absent: the role of the whole appendix")),
    ] = None,
    program: Annotated[
        str | None, typer.Option(metavar="ID", help=N_("absent: the appendix's programme"))
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("first day"))
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar=N_("DATE"), help=N_("last day, included"))
    ] = None,
    appendix: Annotated[
        str | None, typer.Option(metavar="N", help=N_("the appendix, where there are several"))
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(metavar=N_("TEXT"), help=N_("the words of the document, where they differ")),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    with change_session(call, dry_run=mode.dry_run) as session:
        target = session.registry.find(
            ref, ("order", "clause")
        ) or session.refuse_unknown_reference(ref)
        rows = find_rows_for(target, appendix)
        chosen = find_by_words(session.registry, Program, program)
        given = {
            "role": role,
            "from": parse_day(from_).isoformat() if from_ else None,
            "to": parse_day(to).isoformat() if to else None,
            "program": chosen.id if chosen else None,
            "text": text,
        }
        who = find_by_words(session.registry, Person, person)
        assert who is not None
        scopes = tuple(_find_scope(session.registry, words) for words in scope or ())
        new = row(rows, who.id, scopes, given)
        _remark_on_others(session, rows, new)
        change = session.edit_record(rows.order, lambda data: _with_row(rows, data, new))
        done = _("{person}: assigned by {order}", person=who.name, order=rows.order.id)
        session.carry_out([change], done, mode)


def _find_scope(registry: Registry, words: str) -> str:
    """The reference of a thing, or of the district that has this name or id."""
    if target := registry.find(words, _SCOPES):
        return target.ref
    district = find_by_words(registry, District, words)
    assert district is not None
    return district.id


def _remark_on_others(session: ChangeSession, rows: Rows, new: Raw) -> None:
    filled = _row_with_shared_fields(rows, new)
    for other in check_new_assignment(session.registry, rows, filled):
        person = session.registry.get(Person, other.person)
        name = title_of(person) if person else other.person
        print_remark(_("{person} holds this role for the same at that time", person=name))


def _row_with_shared_fields(rows: Rows, new: Raw) -> Assignment:
    """The new row with the fields it takes from its list, such as the role, filled in."""
    assignment = Assignment.model_validate(new)
    part: Any = rows.part.model_copy(update={"assignments": (assignment,)})
    return Rows(rows.order, rows.path, part, rows.name).with_shared_fields[0]


def _with_row(rows: Rows, data: Raw, new: Raw) -> Raw:
    part: Any = data
    for step in rows.path:
        part = part[step]
    listed = [*(part.get("assignments") or ()), new]
    return with_values(data, rows.path, rows.model, assignments=listed)
