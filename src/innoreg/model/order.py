"""Orders, the only source of changes of the register; a signed text never changes."""

# By a short name, for the model has a field `date`.
import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from innoreg.model.assignment import Assignment
from innoreg.model.base import (
    AuthorityRef,
    ClosedTerm,
    CriteriaRef,
    Date,
    OrderRef,
    PairRef,
    Part,
    PersonRef,
    ProgramRef,
    Record,
    RoadmapRef,
    SchoolRef,
    SiteRef,
    Term,
    Text,
    about,
)
from innoreg.model.clause import Clause, PlacedClause, all_clauses, placed_clauses
from innoreg.model.party import Party


class OtherAct(Part):
    """An act that is not in the register, as the document names it."""

    text: Text = about("text", "Which act, in the nominative: «решение Координационного Совета».")
    date: Date | None = about("date", "Its day, where it is named.", None)
    number: Text | None = about("number", "Its number, where it is named.", None)


class ElectronicSignature(Part):
    """The certificate that an electronic signature was made with."""

    certificate: Text = about("certificate", "Its number.")
    owner: Text = about("owner", "Whose it is, as the certificate says.")
    from_: Date = about("from", "First day.", alias="from")
    to: Date = about("to", "Last day, included.")


class Signatory(Part):
    """Who signed, with the post as printed over the name."""

    person: PersonRef = about("person", "Who.")
    post: Text = about("post", "The post as printed: «Ректор».")
    electronic: ElectronicSignature | None = about(
        "electronic signature", "The certificate, where it was signed electronically.", None
    )


class Visa(Part):
    """Who agrees to a draft before it is signed (виза согласования)."""

    person: PersonRef = about("person", "Who.")
    post: Text = about("post", "The post as printed over the name.")
    date: Date | None = about("date", "The day of the visa; absent: not given yet.", None)
    remark: Text | None = about("remark", "What was remarked on the draft.", None)


class Registration(Part):
    """A number another office gave the order."""

    number: Text = about("number", "The number.")
    date: Date | None = about("date", "Its date.", None)
    by: Text | None = about("by", "Whose number.", None)


class ListedSchool(Part):
    """A row of a list of schools, and why the order does not follow the computation."""

    school: SchoolRef = about("school", "The school.")
    reason: Text | None = about(
        "reason", "Why it stands here although the criteria say otherwise.", None
    )


class Evaluation(Part):
    """The computation that a list of schools rests on."""

    criteria: CriteriaRef = about("criteria", "By which criteria.")
    year: int = about("year", "Results of which year.", ge=1990, le=2100)
    on: Date | None = about("day", "When it was computed.", None)
    digest: Text | None = about(
        "digest", "What it was computed from, as `innoreg list --draft` wrote it.", None
    )
    left_out: tuple[ListedSchool, ...] = about(
        "left out",
        "Schools that the criteria put on the list and the order leaves out, with the reason.",
        (),
    )


class Appendix(Term):
    """What follows the order: a plan, a list of people, sites, pairs or schools, a text, or lost."""

    number: Text | None = about(
        "number", "Number, in quotes; absent where there is only one.", None
    )
    kind: Literal["roadmap", "assignments", "sites", "pairs", "schools", "text", "lost"] = about(
        "kind", "What it holds; `lost` where the document came without it."
    )
    title: Text | None = about("title", "Title, word for word.", None)
    roadmap: RoadmapRef | None = about("plan", "The plan it is.", None)
    role: Text | None = about("role", "The role of all its assignments.", None)
    program: ProgramRef | None = about("programme", "The programme of all its assignments.", None)
    assignments: tuple[Assignment, ...] = about(
        "assignments", "Its rows: who, in which role, for what.", ()
    )
    sites: tuple[SiteRef, ...] = about("sites", "Its rows: sites.", ())
    pairs: tuple[PairRef, ...] = about("pairs", "Its rows: pairs.", ())
    rows: tuple[ListedSchool, ...] = about("rows", "Its rows: schools of a list.", ())
    evaluated: Evaluation | None = about("computed", "The computation that its rows rest on.", None)
    columns: tuple[Text, ...] = about("columns", "Heads of the columns as printed.", ())
    mark: tuple[Text, ...] = about(
        "mark", "The lines of its mark as printed; absent: written by the standard.", ()
    )
    text: Text | None = about(
        "text",
        "Its words, where it is a text: a paragraph a line, `# heading`, `- item`, `| cell | cell |`.",
        None,
    )
    note: Text | None = about("remark", "A remark of the register's keeper.", None)

    @property
    def complete_assignments(self) -> tuple[Assignment, ...]:
        """The rows; what they leave out (role, programme, term) is taken from the appendix."""
        shared = {"role": self.role, "program": self.program, "from_": self.from_, "to": self.to}
        return tuple(
            row.model_copy(update={k: v for k, v in shared.items() if getattr(row, k) is None})
            for row in self.assignments
        )


class Order(Record):
    """An order (распоряжение, приказ) or decisions of a meeting; known by issuer, year, number."""

    kind_name: ClassVar[str] = "order"

    issuer: AuthorityRef = about("issuer", "Who issued it.")
    order_kind: Text = about(
        "kind of document", "Kind of document: «Распоряжение», «Приказ», «Решения»."
    )
    draft: bool = about(
        "draft", "True until it is signed: nothing follows from its clauses before.", False
    )
    published: bool = about(
        "published",
        "True where the order itself was published: its lists of schools and pairs may be shown.",
        False,
    )
    number: Text | None = about("number", 'Number as registered, in quotes: "1925-р".', None)
    date: Date | None = about("date", "Day of signing.", None)
    year: int | None = about(
        "year", "The year, where the document bears no day.", None, ge=1990, le=2100
    )
    place: Text | None = about("place", "Place of issue, as printed.", None)
    title: Text = about("title", "Heading to the text, word for word.")
    preamble: Text | None = about(
        "preamble", "The words before the first clause; absent: written from `basis`.", None
    )
    basis: tuple[OrderRef | OtherAct, ...] = about(
        "basis", "The acts that it rests on: orders of the register, others in words.", ()
    )
    order_word: Text | None = about(
        "word after the preamble", "The word that ends the preamble, as printed.", None
    )
    clauses: tuple[Clause, ...] = about("clauses", "Its clauses, in order.", ())
    numbering: Literal["printed", "automatic"] = about(
        "numbering",
        "`printed`: a document shows the numbers that the clauses have; `automatic`: it counts them.",
        "printed",
    )
    appendices: tuple[Appendix, ...] = about("appendices", "Its appendices, in order.", ())
    signatory: Signatory | None = about("signatory", "Who signed.", None)
    cosignatories: tuple[Signatory, ...] = about(
        "further signatories", "Who signed besides, in order.", ()
    )
    visas: tuple[Visa, ...] = about(
        "visas", "Who agrees to it before it is signed, in order (лист согласования).", ()
    )
    distribution: tuple[Party, ...] = about(
        "distribution", "Who receives it (расчёт рассылки).", ()
    )
    registrations: tuple[Registration, ...] = about(
        "other registration numbers", "Numbers other offices gave it.", ()
    )
    period: ClosedTerm | None = about(
        "period",
        "Where a month without a year in its clauses lies; absent: the year from its date on.",
        None,
    )

    @model_validator(mode="after")
    def _is_dated(self) -> "Order":
        if self.date is None and self.year is None and self.period is None:
            raise ValueError("needs a date, or at least a year")
        return self

    @property
    def context(self) -> tuple[dt.date, dt.date]:
        """First and last day of the stretch in which its terms without a year lie."""
        if self.period:
            return self.period.from_, self.period.to
        if self.date:
            # A year from the day of signing: its terms name months to come.
            return self.date, self.date + dt.timedelta(days=364)
        # One of the three is there: the validator above sees to it.
        assert self.year is not None
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)

    @property
    def in_force_from(self) -> dt.date:
        """The day from which its clauses hold: as stated, else of signing, else the context's first."""
        every = all_clauses(self.clauses)
        # The first one that names a day: entry into force on signing names none.
        stated = (clause.on for clause in every if clause.kind == "entry_into_force")
        return next((day for day in stated if day), None) or self.date or self.context[0]

    @property
    def exists_from(self) -> dt.date:
        """The day of the document; of one that bears none the first of the context."""
        return self.date or self.context[0]

    def placed_clauses(self) -> Iterator[PlacedClause]:
        """Every clause with its reference key and place."""
        return placed_clauses(self.clauses)
