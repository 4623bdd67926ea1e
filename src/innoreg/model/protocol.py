"""Meetings of a council: who was there, what was decided and by which vote."""

from typing import ClassVar, Literal

from pydantic import model_validator

from innoreg.model.base import AuthorityRef, Date, Part, Record, RulingRef, Text, about
from innoreg.model.early_end import SiteEnd
from innoreg.model.event import ReportKind

Ruling = Literal[
    "recommend", "revise", "reject", "accept", "prolong", "complete", "end_early", "approve"
]


class Vote(Part):
    """How many voted how."""

    for_: int = about("for", "In favour.", alias="for", ge=0)
    against: int = about("against", "Against.", 0, ge=0)
    abstained: int = about("abstained", "Abstained.", 0, ge=0)


class Decision(Part):
    """One decision: on an application, a site, its report, or a draft order with a list."""

    subject: RulingRef = about("subject", "What is decided on.")
    report: ReportKind | None = about("report", "Which report of a site it is about.", None)
    decision: Ruling = about(
        "decision",
        "recommend, revise, reject: an application; accept, revise: a report; prolong, complete,"
        " end_early: a site; approve: a draft order.",
    )
    vote: Vote | None = about("vote", "The vote.", None)
    until: Date | None = about("until", "Of revise: the last day.", None)
    to: Date | None = about("to", "Of recommend and prolong: the last day of the status.", None)
    reason: SiteEnd | None = about(
        "reason",
        "Of end_early: own_request, no_report, negative_report, reorganised, breach.",
        None,
    )
    words: Text | None = about("in words", "What was said of it.", None)

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> "Decision":
        if self.decision == "end_early" and self.reason is None:
            raise ValueError("end_early needs a reason")
        if self.decision == "prolong" and self.to is None:
            raise ValueError("prolong needs its new last day: to")
        if self.decision == "accept" and self.report is None:
            raise ValueError("accept is of a report: report")
        return self


class Protocol(Record):
    """A meeting. It recommends: the status of a site is changed by an order only."""

    kind_name: ClassVar[str] = "protocol"

    council: AuthorityRef = about("council", "Whose meeting it is.")
    number: Text | None = about("number", "Number of the protocol, in quotes.", None)
    on: Date = about("day", "The day of the meeting.")
    place: Text | None = about("place", "Where it was.", None)
    chair: Text | None = about("chair", "Who presided: the name as printed.", None)
    secretary: Text | None = about("secretary", "Who wrote it: the name as printed.", None)
    present: int | None = about("present", "How many members were there.", None, ge=1)
    participants: tuple[Text, ...] = about(
        "participants", "Who was there, one by one, as printed.", ()
    )
    members: int | None = about("members", "How many members the council has.", None, ge=1)
    decisions: tuple[Decision, ...] = about("decisions", "What was decided, in order.", ())
