"""Events of a term: done, extended, cancelled, reopened. A status is computed from them."""

from typing import Annotated, Literal

from pydantic import Field

from innoreg.model.base import AddresseeRef, BasisRef, Date, Part, Text, about

ReportKind = Literal["interim", "final"]


# Several events may concern one term; what they come to is worked out by the ledger.
class _Event(Part):
    on: Date = about("day", "The day it happened.")
    occurrence: int | None = about(
        "which of the days",
        "Which of the term's days, counted from 1; absent: all of them.",
        None,
        ge=1,
    )
    for_: AddresseeRef | None = about(
        "for", "The one addressee it is true of; absent: all.", None, alias="for"
    )
    report: ReportKind | None = about("report", "Which report of a site it is about.", None)
    note: Text | None = about("remark", "A remark.", None)


class Done(_Event):
    """The thing was carried out."""

    event: Literal["done"] = about("kind of event", "Kind of event.")
    evidence: Text | None = about(
        "evidence",
        "What shows it: a protocol, a letter, a link, or a file of the registry by its path.",
        None,
    )


class Extended(_Event):
    """The term was moved."""

    event: Literal["extended"] = about("kind of event", "Kind of event.")
    to: Text = about("to", "The new term, in words, as in the column «Сроки».")
    basis: BasisRef | None = about("basis", "The order or clause that moved it.", None)


class Cancelled(_Event):
    """The thing was taken off control."""

    event: Literal["cancelled"] = about("kind of event", "Kind of event.")
    basis: BasisRef | None = about("basis", "The order or clause that cancelled it.", None)
    reason: Text | None = about("reason", "Why, in words.", None)


class Reopened(_Event):
    """What was done or cancelled is on control again."""

    event: Literal["reopened"] = about("kind of event", "Kind of event.")
    reason: Text | None = about("reason", "Why, in words.", None)


Event = Annotated[Done | Extended | Cancelled | Reopened, Field(discriminator="event")]
