"""`innoreg render`: an order as a document, or an extract for each of its addressees."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_whole_records, print_remark, show
from innoreg.cli.document_output import (
    PrintingOptions,
    deliver_document,
    layout_lines,
    registry_press,
)
from innoreg.cli.error_handler import complain_of
from innoreg.cli.file_output import output_folder
from innoreg.cli.letter_options import Letterhead, PdfOption, SignedOption
from innoreg.cli.mail_merge import deliver_to_each
from innoreg.cli.paper_delivery import find_sender
from innoreg.cli.reference_lookup import find_order
from innoreg.errors import InnoregError, WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.document_kinds import KINDS
from innoreg.render.extract_context import Addressee, Certification, addressees
from innoreg.render.renderer import Renderer, render_extract, render_order


def render(
    call: Call,
    ref: Annotated[
        str | None, typer.Argument(metavar=N_("REF"), help=N_("an order; with --check all of them"))
    ] = None,
    *,
    how: PrintingOptions,
    each: Annotated[
        bool,
        typer.Option("--each", help=N_("an extract for each addressee; -o names a folder")),
    ] = False,
    signed: SignedOption = None,
    pdf: PdfOption = False,
    consolidated: Annotated[
        bool,
        typer.Option(
            "--consolidated", help=N_("with pairs as other orders amended them up to --today")
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=N_("render to nowhere and say what is wrong; for CI"))
    ] = False,
) -> None:
    registry = load_whole_records(call).registry
    press_ = registry_press(call, registry)
    if check:
        orders = [find_order(registry, ref)] if ref else list(registry.all(Order))
        _check_orders(press_, registry, orders, how.template)
        return
    if signed is not None and not each:
        raise WrongUsage(T("--signed certifies extracts: say --each, too"))
    if ref is None:
        raise WrongUsage(T("{name} is missing", name=T("REF")), T("see `innoreg list orders`"))
    order = find_order(registry, ref)
    suffix = ".pdf" if pdf else ".docx"
    if not each:
        day = call.day if consolidated else None
        made = render_order(press_, registry, order, how.template, day=day)
        path = how.output or Path(f"{order.id}{suffix}")
        deliver_document(made, path, how, suffix=suffix)
        return
    signatory = find_sender(registry, Letterhead(None, signed), call.day).signatory
    certified = Certification(signatory, call.day) if signatory else None
    folder = output_folder(how.output, f"{order.id}-extracts")
    if not how.draft:
        folder.mkdir(parents=True, exist_ok=True)
    name = how.template or KINDS["extract"].template

    def deliver(whom: Addressee) -> tuple[str, ...]:
        found = render_extract(press_, registry, order, whom, name, certified)
        file = f"{order.id}-{whom.file_key}{suffix}"
        deliver_document(found.made, folder / file, how, tell=False)
        return found.addressee, str(found.clauses), str(found.rows), file

    heads = (_("Addressee"), _("Clauses"), _("Rows of appendices"), _("File"))
    deliver_to_each(
        addressees(registry, order), deliver, heads, lambda whom: whom.key, draft=how.draft
    )


def _check_orders(
    press_: Renderer, registry: Registry, orders: list[Order], template: str | None
) -> None:
    """Render each order without writing it; exit code 1 if any fails or breaks the layout."""
    failed = 0
    for order in orders:
        try:
            made = render_order(press_, registry, order, template)
        except InnoregError as error:
            failed += 1
            complain_of(error, f"{order.id}: ")
            continue
        errors = [finding for finding in made.findings if finding.severity == "error"]
        failed += bool(errors)
        for line in layout_lines(errors):
            print_remark(f"{order.id}: {line}")
    show(
        ngettext("{n} order rendered", "{n} orders rendered", len(orders) - failed)
        + (", " + ngettext("{n} refused", "{n} refused", failed) if failed else "")
    )
    if failed:
        raise typer.Exit(1)
