"""`innoreg paper certificate`: of one site's status, or one for each site of many."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.common_options import spread_groups
from innoreg.cli.document_output import PrintingOptions
from innoreg.cli.file_output import output_folder
from innoreg.cli.lazy_group import Command
from innoreg.cli.letter_options import LetterheadOptions, NumberOption, PdfOption
from innoreg.cli.letter_receivers import addressees_of, named_in
from innoreg.cli.mail_merge import deliver_to_each
from innoreg.cli.paper_data import site_row
from innoreg.cli.paper_delivery import deliver_paper, find_sender, in_russian
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.ledger import State, replay
from innoreg.model.base import Record
from innoreg.model.clause import all_clauses
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.queries.standings import build_entry
from innoreg.render.certificate_context import certificate_context

_DIGITS = re.compile(r"[0-9]+")
_MARKED = re.compile(r"\[[0-9]+\]")


def add_certificates(app: typer.Typer) -> None:
    """Add the command to `paper`."""
    summary = N_("a certificate of a site's status, or one for each of many")
    app.command("certificate", cls=Command, help=summary)(spread_groups(_certificate))


def _certificate(
    call: Call,
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("REF"),
            help=N_("a site, or an order: the sites it gives a status; absent: all that act"),
        ),
    ] = None,
    *,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar=N_("FILE"),
            help=N_("a certificate for each site of a file, an id a line"),
        ),
    ] = None,
    number: NumberOption = None,
    pdf: PdfOption = False,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    if ref is not None and to is not None:
        raise WrongUsage(T("a certificate is for a site or for a group (--to), not for both"))
    registry, day = load_registry(call), call.day
    state = replay(registry, day)
    sender = find_sender(registry, letterhead, day)
    suffix = ".pdf" if pdf else ".docx"
    one = find_target(registry, ref).record if ref is not None else None
    several = not isinstance(one, Site)
    receivers = list(_receivers(registry, one, to, day)) if several else [one]
    if number and several:
        count_on(number, 0)
    folder = output_folder(how.output, f"certificates-{day.isoformat()}") if several else None
    if folder and not how.draft:
        folder.mkdir(parents=True, exist_ok=True)
    given: list[str] = []

    def deliver(record: Record | None) -> tuple[str, ...]:
        site = _acting_site(state, record)
        row = in_russian(lambda: site_row(state, build_entry(state, state.sites[site.id])))
        own = count_on(number, len(given)) if number and several else number or ""
        context = certificate_context(sender, site, row, day, own)
        file = f"certificate-{site.id}{suffix}"
        placed = replace(how, output=folder / file) if folder else how
        deliver_paper(call, sender, context, "certificate", day, file, placed, tell=folder is None)
        # Who was refused has taken no number.
        given.append(own)
        return row.holders, row.theme, own or "–", file

    if not several:
        deliver(one)
        return
    heads = (_("Site"), _("Theme"), _("Number"), _("File"))
    deliver_to_each(
        receivers, deliver, heads, lambda record: record.id if record else "", draft=how.draft
    )


def _receivers(
    registry: Registry, record: Record | None, to: Path | None, day: date
) -> Iterator[Record]:
    """The sites of a file or of an order, else all whose status acts; WrongUsage where it is neither."""
    if to is not None:
        yield from named_in(registry, to)
    elif isinstance(record, Order):
        granted = (each.subjects for each in all_clauses(record.clauses) if each.kind == "grant")
        for ref in dict.fromkeys(ref for subjects in granted for ref in subjects):
            yield find_target(registry, ref).record
    elif record is None:
        yield from addressees_of(registry, "sites", day)
    else:
        raise WrongUsage(T("“{ref}” is neither a site nor an order", ref=record.ref))


def _acting_site(state: State, record: Record | None) -> Site:
    if not isinstance(record, Site):
        raise WrongUsage(T("“{ref}” is no site", ref=record.ref if record else ""))
    standing = state.sites.get(record.id)
    if standing is None or build_entry(state, standing).phase != "running":
        raise Refused(T("the status of {ref} does not act on that day", ref=record.ref))
    return record


def count_on(number: str, further: int) -> str:
    """«07» and 2 further: «09»; of several groups of digits the one in brackets counts: «[7]/2026»."""
    groups = list(_MARKED.finditer(number)) or list(_DIGITS.finditer(number))
    if len(groups) != 1:
        raise WrongUsage(
            T("“{number}” does not say which digits count on from certificate to certificate",
              number=number),
            T("put them into brackets: --number '[7]/2026'"),
        )  # fmt: skip
    found = groups[0]
    first = found[0].strip("[]")
    counted = f"{int(first) + further:0{len(first)}}"
    return number[: found.start()] + counted + number[found.end() :]
