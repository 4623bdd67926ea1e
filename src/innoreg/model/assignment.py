"""Assignments: who holds which role, for what scope and time. They change every year."""

from innoreg.model.base import Date, PersonRef, ProgramRef, ScopeRef, Term, Text, about


class Opening(Term):
    """What was so before the register began, with its basis in words."""

    basis: Text = about("basis", "The document that shows it, in words.")
    known_from: Date | None = about(
        "known from",
        "The day of that document, if the register has none that names the record earlier: "
        "nothing is known of the days before.",
        None,
    )
    completed: Date | None = about(
        "ended on", "The day it ended, if that too was before the register.", None
    )


class Assignment(Term):
    """Person, role, scope, from, to; the order that holds it is the basis."""

    number: Text | None = about("number", "Number of the row, as printed.", None)
    person: PersonRef = about("person", "Who.")
    role: Text | None = about(
        "role", "supervisor, consultant, school_curator, mentoring_curator, or another role.", None
    )
    scope: tuple[ScopeRef, ...] = about(
        "scope", "For which district, school, site or programme.", ()
    )
    program: ProgramRef | None = about("programme", "Within which programme.", None)
    text: Text | None = about("text", "The words of the document, where they differ.", None)


class OpeningAssignment(Assignment):
    """An assignment known from words, not from an order of the register."""

    basis: Text = about("basis", "The document that shows it, in words.")
    known_from: Date | None = about(
        "known from",
        "The day of that document: nobody knows of the assignment before. Absent: its first day.",
        None,
    )
