"""`innoreg paper agreement`, `distribution`: the sheets that go with an order."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.common_options import spread_groups
from innoreg.cli.document_output import PrintingOptions
from innoreg.cli.lazy_group import Command
from innoreg.cli.letter_options import ContactsOption, ExecutorOption, LetterheadOptions
from innoreg.cli.paper_delivery import deliver_paper, executor_lines, find_sender
from innoreg.cli.reference_lookup import find_order
from innoreg.errors import Refused
from innoreg.i18n import N_, T, _
from innoreg.model.registry import Registry
from innoreg.render.extract_context import addressees
from innoreg.render.order_sheets import agreement_context, distribution_context

OrderArgument = Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("an order"))]


def add_order_sheets(app: typer.Typer) -> None:
    """Add the sheets of an order to the command `paper`."""
    for name, command, summary in (
        ("agreement", _agreement, N_("the sheet on which others agree to an order")),
        ("distribution", _distribution, N_("the list of who receives an order")),
    ):
        app.command(name, cls=Command, help=summary)(spread_groups(command))


def _agreement(
    call: Call,
    ref: OrderArgument,
    *,
    executor: ExecutorOption = None,
    contacts: ContactsOption = None,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    order = find_order(registry, ref)
    if not order.visas:
        raise Refused(
            T("{id} names nobody who agrees to it", id=order.id),
            T("give `visas:` in its record: a person and a post each"),
        )
    sender = find_sender(registry, letterhead, day)
    context = agreement_context(sender, order, day, _prepared(registry, executor, contacts))
    file = f"agreement-{order.id}.docx"
    deliver_paper(call, sender, context, "agreement", day, file, how)


def _distribution(
    call: Call,
    ref: OrderArgument,
    *,
    executor: ExecutorOption = None,
    contacts: ContactsOption = None,
    letterhead: LetterheadOptions,
    how: PrintingOptions,
) -> None:
    registry, day = load_registry(call), call.day
    order = find_order(registry, ref)
    receivers = order.distribution
    if not receivers:
        receivers = tuple(each.party for each in addressees(registry, order))
        print_remark(
            _("{id} has no `distribution:`; whom it addresses stands in its place", id=order.id)
        )
    if not receivers:
        raise Refused(
            T("{id} names nobody who receives it", id=order.id),
            T("give `distribution:` in its record"),
        )
    sender = find_sender(registry, letterhead, day)
    prepared = _prepared(registry, executor, contacts)
    context = distribution_context(sender, order, receivers, day, prepared)
    file = f"distribution-{order.id}.docx"
    deliver_paper(call, sender, context, "distribution", day, file, how)


def _prepared(registry: Registry, executor: str | None, contacts: str | None) -> tuple[str, ...]:
    return executor_lines(registry, tuple(filter(None, (executor, contacts))))
