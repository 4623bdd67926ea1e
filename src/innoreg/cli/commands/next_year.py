"""`innoreg next-year`: a plan's successor, with what has to be looked at."""

from typing import Annotated

import typer

from innoreg.cli.change_session import WriteOptions, change_session
from innoreg.cli.command_context import Call
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.queries.next_plan import NextPlan, move_years, next_plan
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import file_of
from innoreg.store.record_form import form_text
from innoreg.store.record_reader import read_mapping
from innoreg.store.tree import MemoryTree


def next_year(
    call: Call,
    plan: Annotated[str, typer.Argument(metavar=N_("PLAN"), help=N_("the plan to go on from"))],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help=N_("the new id; absent: the old one with its year moved")
        ),
    ] = None,
    years: Annotated[
        int | None,
        typer.Option(
            "--years", metavar="N", min=1, max=20, help=N_("how many years later; absent: 1")
        ),
    ] = None,
    *,
    mode: WriteOptions,
) -> None:
    with change_session(call, dry_run=mode.dry_run) as session:
        old = session.registry.get(Roadmap, plan) or session.refuse_unknown_reference(plan)
        # Of a plan for several years nobody but its keeper knows where the next one begins.
        if years is None and (old.period.to - old.period.from_).days > 366:
            raise WrongUsage(
                T("{id} is a plan for more than a year: {start}..{end}", id=old.id,
                  start=old.period.from_, end=old.period.to),
                T("say how much later the next one is: --years {n}",
                  n=old.period.to.year - old.period.from_.year + 1),
            )  # fmt: skip
        later = years or 1
        new = name or move_years(old.id, later)
        if new == old.id:
            raise WrongUsage(
                T("{id} has no year in its id that could be moved", id=old.id),
                T("give the new one: `innoreg next-year {id} NEW-ID`", id=old.id),
            )
        session.refuse_taken_id(new)
        file = session.registry.source(old).file
        raw, _source, _found = read_mapping(
            MemoryTree({file: read_bytes(session.root, file)}), file
        )
        assert raw is not None
        made = next_plan(raw, old, new, later, session.registry.settings)
        if not made.raw.get("items") and not made.raw.get("sections"):
            raise Refused(T("{id} has no rows to go on from", id=old.id))
        made.raw["schema"] = 1
        text = form_text(made.raw, Roadmap)
        place = file_of(session.registry, "roadmap", new, made.raw)
        done = _("{id} is new, after {old}", id=new, old=old.id)
        lines = _lines(made, session.registry)
        would_be = _("{id} would be new, after {old}", id=new, old=old.id)
        preview = "\n".join([would_be, f"  {place}", *lines])
        session.carry_out(
            [Change(place, None, text.encode())], done, mode, lines=lines, preview=preview
        )


def _lines(made: NextPlan, registry: Registry) -> list[str]:
    """What was moved, and what a person should look at."""
    lines = []
    if made.moved:
        lines.append(ngettext("{n} year moved:", "{n} years moved:", len(made.moved)))
        lines += [f"  {_numbered(number)}{old} → {new}" for number, old, new in made.moved]
    found = [registry.get(Person, ref) for ref in made.people]
    people = ", ".join(person.name for person in found if person)
    if made.remarks or people:
        lines.append(_("Look at:"))
        lines += [f"  {_numbered(number)}{said}" for number, said in made.remarks]
        lines += [_("  do they still answer: {people}?", people=people)] if people else []
    return lines


def _numbered(number: str) -> str:
    return f"{number}: " if number else ""
