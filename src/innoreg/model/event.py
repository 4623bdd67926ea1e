"""Events of a term: done, extended, cancelled, reopened. A status is computed from them."""

from typing import Annotated, Literal

from pydantic import Field

from innoreg.model.base import AddresseeRef, BasisRef, Date, Part, Text, about

ReportKind = Literal["interim", "final"]


# Several events may concern one term; what they come to is worked out by the ledger.
class _Event(Part):
    on: Date = about("The day it happened.")
    occurrence: int | None = about(
        "Which of the term's days, counted from 1; absent: all of them.", None, ge=1
    )
    for_: AddresseeRef | None = about(
        "The one addressee it is true of; absent: all.", None, alias="for"
    )
    report: ReportKind | None = about("Which report of a site it is about.", None)
    note: Text | None = about("A remark.", None)


class Done(_Event):
    """The thing was carried out."""

    event: Literal["done"] = about("Kind of event.")
    evidence: Text | None = about("What shows it: a protocol, a letter, a link.", None)


class Extended(_Event):
    """The term was moved."""

    event: Literal["extended"] = about("Kind of event.")
    to: Text = about("The new term, in words, as in the column «Сроки».")
    basis: BasisRef | None = about("The order or clause that moved it.", None)


class Cancelled(_Event):
    """The thing was taken off control."""

    event: Literal["cancelled"] = about("Kind of event.")
    basis: BasisRef | None = about("The order or clause that cancelled it.", None)
    reason: Text | None = about("Why, in words.", None)


class Reopened(_Event):
    """What was done or cancelled is on control again."""

    event: Literal["reopened"] = about("Kind of event.")
    reason: Text | None = about("Why, in words.", None)


Event = Annotated[Done | Extended | Cancelled | Reopened, Field(discriminator="event")]
