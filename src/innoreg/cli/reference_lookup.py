"""References and kinds as a person types them: found, or refused with the closest ones."""

import difflib
from typing import Annotated

import typer

from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T
from innoreg.model.application import Application
from innoreg.model.event import is_report
from innoreg.model.order import Order
from innoreg.model.record_models import FOLDERS, kind_of
from innoreg.model.registry import Registry, Target
from innoreg.model.site import Site
from innoreg.queries.printed_reference import find_bare_numbers, split_reference
from innoreg.value_words import find_value

AnyRefArgument = Annotated[
    str,
    typer.Argument(
        metavar=N_("REF"), help=N_("id, kind/id, plan/number, order/clause, program/project")
    ),
]
"""A record, or anything in it that has a number of its own."""


def find_target(registry: Registry, ref: str) -> Target:
    """The record, item, clause or project that `ref` names; WrongUsage with the closest ones if none.

    It may be as a screen prints it, with «(1/4)» behind it, or the number of an item alone, where
    only one plan has it.
    """
    ref, _occurrence = split_reference(ref)
    found = registry.find(ref)
    if found:
        return found
    if numbered := find_bare_numbers(registry, ref):
        if len(numbered) == 1:
            return numbered[0]
        raise WrongUsage(
            T("several plans have a number {number}", number=ref),
            T("say which: {ids}", ids=", ".join(target.ref for target in numbered[:6])),
        )
    head, _slash, tail = ref.rpartition("/")
    holder = registry.find(head) if head else None
    _refuse_unreadable(registry, ref, holder)
    if holder and not holder.path:
        parts = list(registry.parts(holder.record))
        close = [
            f"{holder.record.id}/{key}" for key in difflib.get_close_matches(tail, parts, 3, 0.5)
        ]
        message = T("{record} has no “{key}”", record=holder.record.id, key=tail)
    else:
        # At most three proposals, at least half alike: more of them would be noise.
        close = _close_parts(registry, head, tail) or difflib.get_close_matches(
            tail, registry.by_id, 3, 0.5
        )
        message = T("nothing in the register is called “{ref}”", ref=ref)
    hint = (
        T("perhaps {close}", close=", ".join(close))
        if close
        else T("`innoreg list KIND` shows the ids")
    )
    raise WrongUsage(message, hint)


def find_order(registry: Registry, ref: str) -> Order:
    """The order that `ref` names; WrongUsage where it is none."""
    record = find_target(registry, ref).record
    if isinstance(record, Order):
        return record
    raise WrongUsage(
        T("“{ref}” is no order", ref=ref),
        T("letters and reports are made by `innoreg paper`"),
    )


def _close_parts(registry: Registry, head: str, tail: str) -> list[str]:
    """The part of that number in the records whose id looks like `head`: «dk2027/2»."""
    alike = difflib.get_close_matches(head, registry.by_id, 3, 0.7) if head else []
    records = (registry.find(id) for id in alike)
    parts = (registry.parts(each.record).get(tail.rstrip(".")) for each in records if each)
    return [part.ref for part in parts if part]


def _refuse_unreadable(registry: Registry, ref: str, holder: Target | None) -> None:
    """What stands in a file with errors may be there and only not be readable."""
    hint = T("`innoreg validate` shows what to correct")
    if holder and not holder.path and registry.is_damaged(holder.record):
        raise WrongUsage(
            T("“{ref}” cannot be read: the file of {record} has errors",
              ref=ref, record=holder.record.id),
            hint,
        )  # fmt: skip
    for word in ref.split("/"):
        if word in registry.broken and word not in registry.by_id:
            raise WrongUsage(T("“{id}” cannot be read: its file has errors", id=word), hint)


def find_application(registry: Registry, ref: str) -> Application:
    """The application that `ref` names; WrongUsage where it is another record, or none."""
    record = find_target(registry, ref).record
    if not isinstance(record, Application):
        raise WrongUsage(
            T("“{ref}” is no application", ref=ref), T("`innoreg list applications` shows the ids")
        )
    return record


def find_ref(registry: Registry, ref: str) -> str:
    """The shortest form of `ref`, which may also be a report: `site/interim`, `site/final`."""
    ref, _occurrence = split_reference(ref)
    head, _slash, tail = ref.rpartition("/")
    site = registry.get(Site, head) if is_report(tail) else None
    return f"{site.id}/{tail}" if site else find_target(registry, ref).ref


def find_kind(word: str) -> str:
    """The kind of record that the word names, in either language; WrongUsage if none."""
    if kind := kind_of(word) or find_value("record", word, list(FOLDERS)):
        return kind
    raise WrongUsage(
        T("no kind of record is called “{word}”", word=word),
        T("one of: {expected}", expected=", ".join(FOLDERS.values())),
    )
