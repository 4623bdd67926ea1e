"""Events of a term: done, extended, cancelled, reopened. A status is computed from them."""

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from innoreg.model.base import AddresseeRef, BasisRef, Date, Part, Text, about

TermReport = Literal["interim", "final"]
_REPORT = r"^(interim|final|(19|20|21)[0-9]{2})$"
ReportKind = Annotated[str, StringConstraints(pattern=_REPORT)]
"""The report that an order asks for by name, or the yearly one by the year in which it falls due."""
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Assessment = Literal["positive", "remarks", "negative"]


def is_report(word: str) -> bool:
    """Whether a word names a report of a site, as it stands behind `site/`: interim, final, 2026."""
    return re.match(_REPORT, word) is not None


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
    report: ReportKind | None = about(
        "report",
        "Which report of a site it is about: interim, final, or the year of a yearly one.",
        None,
    )
    note: Text | None = about("remark", "A remark.", None)


class Done(_Event):
    """The thing was carried out."""

    event: Literal["done"] = about("kind of event", "Kind of event.")
    evidence: Text | None = about(
        "evidence",
        "What shows it: a protocol, a letter, a link, or a file of the registry by its path.",
        None,
    )
    time: TimeOfDay | None = about(
        "time", "The time of day, where the term names one: 16:30.", None
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


class Assessed(_Event):
    """Experts assessed a report; who they are stands nowhere: a site is public."""

    event: Literal["assessed"] = about("kind of event", "Kind of event.")
    outcome: Assessment = about("outcome", "positive, remarks, negative.")
    until: Date | None = about("until", "Of remarks: the last day for the corrected report.", None)


Event = Annotated[Done | Extended | Cancelled | Reopened, Field(discriminator="event")]
SiteEvent = Annotated[
    Done | Extended | Cancelled | Reopened | Assessed, Field(discriminator="event")
]
"""Reports of sites are assessed, too."""
