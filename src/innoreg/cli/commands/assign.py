"""`innoreg assign`."""

from typing import Annotated, Any

import typer

from innoreg.cli.change_session import (
    CommitOption,
    Desk,
    DryRunOption,
    carry_out,
    desk,
    nothing_called,
)
from innoreg.cli.command_context import complain_lightly
from innoreg.cli.common_options import parse_day
from innoreg.i18n import N_, _
from innoreg.model.assignment import Assignment
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.queries.new_assignment import Rows, check_new, row, rows_for
from innoreg.queries.record_names import named, title_of
from innoreg.store.record_change import Raw, edited, placed

_SCOPES = ("district", "school", "authority", "program", "project", "site", "pair")


def assign(
    ctx: typer.Context,
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
    dry_run: DryRunOption = False,
    commit: CommitOption = False,
) -> None:
    with desk(ctx) as at:
        target = at.registry.find(ref, ("order", "clause")) or nothing_called(at, ref)
        rows = rows_for(target, appendix)
        given = {
            "role": role,
            "from": parse_day(from_).isoformat() if from_ else None,
            "to": parse_day(to).isoformat() if to else None,
            "program": _id(named(at.registry, Program, program)),
            "text": text,
        }
        who = named(at.registry, Person, person)
        assert who is not None
        new = row(rows, who.id, tuple(_scope(at.registry, one) for one in scope or ()), given)
        _remark_on_others(at, rows, new)
        change = edited(at.root, at.registry, rows.order, lambda data: _with(rows, data, new))
        said = _("{person}: assigned by {order}", person=who.name, order=rows.order.id)
        carry_out(at, [change], said, dry_run=dry_run, commit=commit)


def _id(record: Program | None) -> str | None:
    return record.id if record else None


def _scope(registry: Registry, words: str) -> str:
    """A reference, or the name of a district."""
    if target := registry.find(words, _SCOPES):
        return target.ref
    district = named(registry, District, words)
    assert district is not None
    return district.id


def _remark_on_others(at: Desk, rows: Rows, new: Raw) -> None:
    filled = rows_with(rows, new)
    for other in check_new(at.registry, rows, filled):
        person = at.registry.get(Person, other.person)
        name = title_of(person) if person else other.person
        complain_lightly(_("{person} holds this role for the same at that time", person=name))


def rows_with(rows: Rows, new: Raw) -> Assignment:
    """The new row with what its list shares filled in."""
    assignment = Assignment.model_validate(new)
    part: Any = rows.part.model_copy(update={"assignments": (assignment,)})
    return Rows(rows.order, rows.path, part, rows.name).whole[0]


def _with(rows: Rows, data: Raw, new: Raw) -> Raw:
    part: Any = data
    for step in rows.path:
        part = part[step]
    listed = [*(part.get("assignments") or ()), new]
    return placed(data, rows.path, rows.model, assignments=listed)
