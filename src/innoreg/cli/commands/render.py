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
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import InnoregError, WrongUsage
from innoreg.i18n import N_, T, ngettext
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.document_kinds import KINDS
from innoreg.render.renderer import Renderer, render_extracts, render_order


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
    pdf: Annotated[
        bool, typer.Option("--pdf", help=N_("a PDF instead of a Word file, through LibreOffice"))
    ] = False,
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
        orders = [_find_order(registry, ref)] if ref else list(registry.all(Order))
        _check_orders(press_, registry, orders, how.template)
        return
    if ref is None:
        raise WrongUsage(T("{name} is missing", name=T("REF")), T("see `innoreg list orders`"))
    order = _find_order(registry, ref)
    suffix = ".pdf" if pdf else ".docx"
    if not each:
        day = call.day if consolidated else None
        made = render_order(press_, registry, order, how.template, day=day)
        path = how.output or Path(f"{order.id}{suffix}")
        deliver_document(made, path, how)
        return
    folder = how.output or Path(f"{order.id}-extracts")
    if not how.draft:
        folder.mkdir(parents=True, exist_ok=True)
    name = how.template or KINDS["extract"].template
    for key, made in render_extracts(press_, registry, order, name):
        path = folder / f"{order.id}-{key}{suffix}"
        deliver_document(made, path, how)


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


def _find_order(registry: Registry, ref: str) -> Order:
    record = find_target(registry, ref).record
    if isinstance(record, Order):
        return record
    raise WrongUsage(
        T("“{ref}” is no order", ref=ref),
        T("letters and reports are made by `innoreg paper`"),
    )
