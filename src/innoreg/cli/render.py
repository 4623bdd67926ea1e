"""`innoreg render`: an order as a document, or an extract for each of its addressees."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.common import loaded
from innoreg.cli.papers import (
    DraftOption,
    ForceOption,
    OutOption,
    StrictOption,
    TemplateOption,
    deliver,
    press,
)
from innoreg.cli.references import target_of
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.kinds import KINDS
from innoreg.render.render import print_extracts, print_order


def render(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("an order"))],
    output: OutOption = None,
    template: TemplateOption = None,
    draft: DraftOption = False,
    each: Annotated[
        bool,
        typer.Option("--each", help=N_("an extract for each addressee; -o names a folder")),
    ] = False,
    force: ForceOption = False,
    strict: StrictOption = False,
) -> None:
    registry = loaded(ctx).registry
    order = _order(registry, ref)
    press_ = press(ctx, registry)
    if not each:
        name = template or KINDS["order"].template
        made = print_order(press_, registry, order, name, draft=draft)
        path = output or Path(f"{order.id}.docx")
        deliver(made, path, draft=draft, force=force, strict=strict)
        return
    folder = output or Path(f"{order.id}-extracts")
    if not draft:
        folder.mkdir(parents=True, exist_ok=True)
    name = template or KINDS["extract"].template
    for key, made in print_extracts(press_, registry, order, name):
        path = folder / f"{order.id}-{key}.docx"
        deliver(made, path, draft=draft, force=force, strict=strict)


def _order(registry: Registry, ref: str) -> Order:
    record = target_of(registry, ref).record
    if isinstance(record, Order):
        return record
    raise WrongUsage(
        T("“{ref}” is no order", ref=ref),
        T("letters and reports are made by `innoreg paper`"),
    )
