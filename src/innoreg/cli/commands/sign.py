"""`innoreg sign`: a draft order gets its number and day, and from then on has effect."""

from typing import Annotated

import typer

from innoreg.cli.change_session import ChangeSession, WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.cli.common_options import parse_day
from innoreg.errors import Refused
from innoreg.i18n import N_, T, _
from innoreg.model.base import TO_FILL
from innoreg.model.order import Order, Signatory
from innoreg.model.person import Person
from innoreg.queries.record_names import find_by_words, title_of
from innoreg.queries.usual_signatory import usual_signatory
from innoreg.report import display_texts
from innoreg.store.record_change import Raw, with_values


def sign(
    call: Call,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("the draft order"))],
    number: Annotated[
        str,
        typer.Option("--number", metavar="N", help=N_("the number it was registered under: 31-р")),
    ],
    on: Annotated[str, typer.Option("--on", metavar=N_("DATE"), help=N_("the day it was signed"))],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=N_("PERSON"),
            help=N_(
                "who signed; absent: as written, else who signed the newest order of the issuer"
            ),
        ),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    day = parse_day(on)
    with change_session(call, dry_run=mode.dry_run) as session:
        order = session.registry.get(Order, ref) or session.refuse_unknown_reference(ref)
        if not order.draft:
            raise Refused(
                T("{id} is no draft: it is signed already", id=order.id),
                T("a signed order never changes; another order amends it"),
            )
        values: Raw = {"number": number, "date": day.isoformat()}
        if found := _signatory(session, order, by):
            values["signatory"] = {"person": found.person, "post": found.post}
        change = session.edit_record(order, lambda data: _signed(data, values))
        if change.after and TO_FILL in change.after.decode("utf-8", "replace"):
            raise Refused(
                T("{id} holds “{mark}”: words still to be filled in", id=order.id, mark=TO_FILL),
                T("`innoreg validate` shows where; nothing was written"),
            )
        done = _(
            "{id}: signed {day}, № {number}", id=order.id, day=display_texts.day(day), number=number
        )
        session.carry_out([change], done, mode)


def _signed(data: Raw, values: Raw) -> Raw:
    """The mapping with number, day and signatory, and without what only a draft has."""
    new = with_values(data, (), Order, **values)
    # The day says the year.
    return {key: value for key, value in new.items() if key not in ("draft", "year")}


def _signatory(session: ChangeSession, order: Order, by: str | None) -> Signatory | None:
    """Who is to be written as signatory; None where the order names the right one already."""
    registry = session.registry
    usual = usual_signatory(registry, order.issuer)
    if by is None:
        return None if order.signatory else usual
    person = find_by_words(registry, Person, by)
    assert person is not None
    for known in (order.signatory, usual):
        if known and registry.get(Person, known.person) is person:
            return known
    issuer = registry.find(order.issuer, ("authority",))
    for post in person.positions:
        if post.organisation and registry.find(post.organisation, ("authority",)) == issuer:
            return Signatory(person=person.id, post=post.title[:1].upper() + post.title[1:])
    raise Refused(
        T("{person} holds no post in {id}", person=title_of(person), id=order.issuer),
        T("write the post into the person's record, or `signatory` into the order"),
    )
