"""The clauses of an order, a class for each effect on the state; see docs/data-format.md."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from innoreg.model.assignment import Assignment
from innoreg.model.base import (
    AnchorRef,
    Date,
    OrderRef,
    PairRef,
    Part,
    PersonRef,
    ProgramRef,
    SiteRef,
    SubjectRef,
    Text,
    about,
)
from innoreg.model.early_end import PairEnd, SiteEnd, require_words
from innoreg.model.event import Event, ReportKind, TermReport
from innoreg.model.party import Party
from innoreg.model.roadmap import Deadlines
from innoreg.model.school import SchoolFlag


class _Clause(Part):
    number: Text | None = about(
        "number",
        "Number as printed, in quotes; absent where the document does not number its clauses.",
        None,
    )
    # Kept word for word where there is a document: what it says counts, not our formula.
    text: Text | None = about(
        "text",
        "The clause word for word without its number; absent: written from the fields.",
        None,
    )
    deadline: Deadlines = about("term", "The term the clause sets, word for word.", ())
    counted_from: Date | AnchorRef | None = about(
        "counted from",
        "What the term is counted from («в течение 10 дней после …»): the day, or a reference to the"
        " row or clause that has to be done first, or to an order, whose signing counts.",
        None,
        union_mode="left_to_right",
    )
    addressees: tuple[Party, ...] = about("addressees", "Whom the clause addresses, in order.", ())
    recipient: Party | None = about(
        "recipient", "To whom what is asked for is handed in, where the document says so.", None
    )
    appendix: Text | None = about("appendix", "Number of the appendix the clause refers to.", None)
    events: tuple[Event, ...] = about("event", "What happened to the term of the clause.", ())
    note: Text | None = about("remark", "A remark of the register's keeper.", None)
    # By name: the union of all kinds is put together below.
    clauses: tuple["Clause", ...] = about("clauses", "Sub-clauses.", ())

    @property
    def key(self) -> str | None:
        """The number without its final dot, as references write it."""
        return self.number.rstrip(".") if self.number else None


class Approve(_Clause):
    """Утвердить: the programme is approved, the plan is in force."""

    kind: Literal["approve"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about(
        "subjects", "What is approved, where the register holds it.", ()
    )


class Grant(_Clause):
    """Присвоить статус: the site becomes active."""

    kind: Literal["grant"] = about("kind", "Kind of clause.")
    subjects: tuple[SiteRef, ...] = about("subjects", "The sites.", min_length=1)
    from_: Date | None = about(
        "from", "First day of the status; absent: the order's.", None, alias="from"
    )
    to: Date | None = about("to", "Last day of the status, where the clause gives one.", None)


class ReportTerm(Part):
    """When results are to be presented."""

    report: TermReport = about("report", "interim or final.")
    deadline: Deadlines = about("term", "The term, word for word.")


class SetTerms(_Clause):
    """Установить сроки представления результатов: report duties appear."""

    kind: Literal["set_terms"] = about("kind", "Kind of clause.")
    subjects: tuple[SiteRef, ...] = about("subjects", "The sites that report.", ())
    program: ProgramRef | None = about(
        "programme", "The programme whose results the clause names.", None
    )
    terms: tuple[ReportTerm, ...] = about(
        "reports and their terms", "The reports and their terms.", ()
    )


class Complete(_Clause):
    """Считать завершенными: the programme, project, site or pair is completed."""

    kind: Literal["complete"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "What is completed.", ())


class Extend(_Clause):
    """Продлить: a new last day."""

    kind: Literal["extend"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "What is extended.", min_length=1)
    to: Date | None = about("to", "The new last day.", None)


class Terminate(_Clause):
    """Прекратить действие: the status or programme ends before its time."""

    kind: Literal["terminate"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "What is terminated.", min_length=1)
    reason: SiteEnd | PairEnd | None = about(
        "reason",
        "Why: of a site own_request, no_report, negative_report, reorganised, breach; of a pair"
        " mentor_refused, mentee_refused, reorganised, left_list, no_activity, goal_reached; or other.",
        None,
    )
    words: Text | None = about("in words", "The reason in words, where it is another.", None)

    @model_validator(mode="after")
    def _says_the_other_reason(self) -> "Terminate":
        require_words(self.reason, self.words)
        return self


class AcceptResults(_Clause):
    """Одобрить итоги: the report is accepted."""

    kind: Literal["accept_results"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "Whose results.", ())
    report: ReportKind | None = about(
        "report", "interim, final, or the year of a yearly report.", None
    )


class ReturnForRevision(_Clause):
    """Представить скорректированную программу: a duty with a date."""

    kind: Literal["return_for_revision"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "What is returned.", ())


class Appoint(_Clause):
    """Назначить: assignments appear, from the clause or its appendix."""

    kind: Literal["appoint"] = about("kind", "Kind of clause.")
    assignments: tuple[Assignment, ...] = about("assignments", "Who is appointed.", ())


class AssignPairs(_Clause):
    """Закрепить наставнические пары: the pairs of the clause or its appendix become active."""

    kind: Literal["assign_pairs"] = about("kind", "Kind of clause.")
    subjects: tuple[PairRef, ...] = about("subjects", "The pairs.", ())
    from_: Date | None = about(
        "from", "First day of the pairs that name none themselves.", None, alias="from"
    )
    to: Date | None = about("to", "Last day of the pairs that name none themselves.", None)


class PairChange(Part):
    """One change of an appendix of pairs: a row ends, or a row is added."""

    row: Text = about("row", "Number of the row in the appendix, in quotes; never used twice.")
    end: PairRef | None = about("ended pair", "The pair of that row that ends.", None)
    to: Date | None = about("to", "Its last day, included.", None)
    reason: PairEnd | None = about(
        "reason",
        "Why: mentor_refused, mentee_refused, reorganised, left_list, no_activity, goal_reached, other.",
        None,
    )
    words: Text | None = about("in words", "The reason in words, where it is another.", None)
    add: PairRef | None = about("added pair", "The pair of a new row.", None)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "PairChange":
        if (self.end is None) == (self.add is None):
            raise ValueError("needs one of `end` and `add`")
        if self.end and (self.to is None or self.reason is None):
            raise ValueError("`end` needs `to` and `reason`")
        require_words(self.reason, self.words)
        return self


class AmendPairs(_Clause):
    """Внести в приложение изменения: pairs end before their time, others take their place."""

    kind: Literal["amend_pairs"] = about("kind", "Kind of clause.")
    order: OrderRef = about("order", "The order whose appendix is changed.")
    changes: tuple[PairChange, ...] = about("changes", "What changes.", min_length=1)


class ListSchools(_Clause):
    """Утвердить перечень: the schools of the appendix stand on the list for its days, and no others."""

    kind: Literal["list"] = about("kind", "Kind of clause.")
    flag: SchoolFlag = about("list", "Which list.")
    from_: Date | None = about(
        "from", "First day of the list; absent: the order's.", None, alias="from"
    )
    to: Date | None = about(
        "to", "Last day of the list; absent: it holds until the next one.", None
    )


class Instruct(_Clause):
    """An addressee in the dative and what it is to do: duties, dated or not."""

    kind: Literal["instruct"] = about("kind", "Kind of clause.")


class TakeNote(_Clause):
    """Принять к сведению: nobody's duty."""

    kind: Literal["take_note"] = about("kind", "Kind of clause.")


class Inform(_Clause):
    """Довести до сведения."""

    kind: Literal["inform"] = about("kind", "Kind of clause.")


class Change(Part):
    """One change of a text or field of the register."""

    subject: SubjectRef = about(
        "subject", "What is changed: an item, a clause, a site, a programme."
    )
    field: Literal["text", "title", "deadline", "responsible", "result", "to"] = about(
        "field", "Which field of it."
    )
    was: Text | None = about("old words", "The old words.", None)
    now: Text = about("new words", "The new words.")


class Amend(_Clause):
    """Внести изменения: the new text holds from that day, the old one stays readable."""

    kind: Literal["amend"] = about("kind", "Kind of clause.")
    order: OrderRef | None = about("order", "The order that is amended.", None)
    changes: tuple[Change, ...] = about("changes", "What changes.", ())


class Repeal(_Clause):
    """Признать утратившим силу: an order or some of its clauses."""

    kind: Literal["repeal"] = about("kind", "Kind of clause.")
    subjects: tuple[SubjectRef, ...] = about("subjects", "The orders or clauses.", min_length=1)


class EntryIntoForce(_Clause):
    """Вступает в силу: on signing, or on a day."""

    kind: Literal["entry_into_force"] = about("kind", "Kind of clause.")
    on: Date | None = about("day", "The day; absent: the day of signing.", None)


class Control(_Clause):
    """Контроль возложить на … / оставляю за собой: the controller."""

    kind: Literal["control"] = about("kind", "Kind of clause.")
    person: PersonRef | None = about("person", "The person.", None)
    post: Text | None = about(
        "post", "The post in the nominative, where the clause names one.", None
    )
    by_signatory: bool = about("kept by the signatory", "True for «оставляю за собой».", False)


Clause = Annotated[
    Approve
    | Grant
    | SetTerms
    | Complete
    | Extend
    | Terminate
    | AcceptResults
    | ReturnForRevision
    | Appoint
    | AssignPairs
    | AmendPairs
    | ListSchools
    | Instruct
    | TakeNote
    | Inform
    | Amend
    | Repeal
    | EntryIntoForce
    | Control,
    # With a discriminator an error concerns the one kind meant, not each of all.
    Field(discriminator="kind"),
]


class PlacedClause(NamedTuple):
    """A clause with its reference key, its path in the file and the clause above it.

    An unnumbered clause is known by its place among its brothers: the second sub-clause of the
    first clause is «1.2», which is what the word processor's automatic number would have been.
    """

    key: str
    path: tuple[str | int, ...]
    clause: Clause
    parent: "PlacedClause | None"


def placed_clauses(
    clauses: tuple[Clause, ...],
    path: tuple[str | int, ...] = ("clauses",),
    parent: PlacedClause | None = None,
) -> Iterator[PlacedClause]:
    """Every clause in reading order, sub-clauses after their head."""
    for index, clause in enumerate(clauses):
        # Of all brothers, numbered ones too: that is how word processors count.
        place = str(index + 1)
        key = clause.key or (f"{parent.key}.{place}" if parent else place)
        placed = PlacedClause(key, (*path, index), clause, parent)
        yield placed
        if clause.clauses:
            yield from placed_clauses(clause.clauses, (*path, index, "clauses"), placed)


def all_clauses(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Every clause in reading order, without keys and paths: faster where those are not needed."""
    for clause in clauses:
        yield clause
        if clause.clauses:
            yield from all_clauses(clause.clauses)


def subjects_of(clause: Clause) -> tuple[str, ...]:
    """What the clause names as its subjects; () where its kind has none."""
    # getattr on a model takes long where there is no such field.
    subjects: tuple[str, ...] = clause.__dict__.get("subjects", ())
    return subjects
