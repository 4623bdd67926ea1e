"""Clauses against what they speak of: subjects, programmes, projects, districts."""

import difflib
import re
from collections.abc import Iterator

from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.model.assignment import Assignment
from innoreg.model.clause import Clause, SetTerms, subjects_of
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Path
from innoreg.model.site import Site
from innoreg.rules.message_quotes import subplace
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, clause_number, warning
from innoreg.rules.spellings import spellings_of_district

_SUBJECTS = (
    "approve",
    "set_terms",
    "complete",
    "accept_results",
    "return_for_revision",
    "assign_pairs",
    "list",
)
_MANY = re.compile(r"\b(?:организаци|учреждени|площадк|школ)(?:ями|ами|ям|ам)\b", re.IGNORECASE)


@warning
def clause_without_subject(view: View) -> Iterator[Finding]:
    """A clause approves, completes or sets terms, but the register does not learn of what.

    Give `subjects:`, or the appendix that lists them, or sub-clauses that have them.
    """
    for order, placed in view.clauses:
        clause = placed.clause
        if clause.kind in _SUBJECTS and not (_has_subject(clause) or clause.clauses):
            yield Finding(
                view.place(order, *placed.path, "kind"),
                T("clause {key} does not say of what it speaks", key=clause_number(placed)),
                T("give `subjects:` or `appendix:`"),
            )


def _has_subject(clause: Clause) -> bool:
    return bool(clause.appendix or subjects_of(clause))


@warning
def terms_for_unnamed_program(view: View) -> Iterator[Finding]:
    """Report dates are set for a programme in which the site does not work and which no other clause names.

    Ask the issuer which programme is meant; keep the words as signed.
    """
    for order, placed in view.clauses:
        clause = placed.clause
        if not isinstance(clause, SetTerms) or clause.program is None:
            continue
        program = view.registry.get(Program, clause.program)
        sites = [s for s in (view.registry.get(Site, ref) for ref in clause.subjects) if s]
        # A programme the site works in needs no second naming.
        if program is None or any(view.registry.get(Program, s.program) is program for s in sites):
            continue
        if not _is_named(view, order, clause, program):
            yield Finding(
                view.place(order, *placed.path, "program"),
                T(
                    "clause {key} sets terms for “{id}”, which no other clause names",
                    key=clause_number(placed),
                    id=program.id,
                ),
                T("the site works in another programme: ask the issuer which one is meant"),
            )


def _is_named(view: View, order: Order, clause: SetTerms, program: Program) -> bool:
    titles = [comparison_key(t) for t in (program.title, *(v.text for v in program.titles))]
    for placed in view.clauses_of(order):
        if placed.clause is clause:
            continue
        if any(view.registry.get(Program, ref) is program for ref in subjects_of(placed.clause)):
            return True
        text = comparison_key(placed.clause.text or "")
        if any(title in text for title in titles):
            return True
    return False


@warning
def plural_for_one(view: View) -> Iterator[Finding]:
    """A clause speaks of organisations in the plural, but its subjects are only one.

    Check whether a subject is missing; leave it if the document is printed so.
    """
    for order, placed in view.clauses:
        clause = placed.clause
        if not isinstance(clause, SetTerms) or len(clause.subjects) != 1 or not clause.text:
            continue
        site = view.registry.get(Site, clause.subjects[0])
        match = _MANY.search(clause.text)
        # One site of several organisations may well be spoken of in the plural.
        if match and site and len(site.organisations) == 1:
            place = view.place(order, *placed.path, "text")
            yield Finding(
                subplace(place, clause.text, match.start(), match.end()),
                T("clause {key} speaks of several, but names one", key=clause_number(placed)),
                T("check whether a subject is missing; leave it if the document is printed so"),
            )


@warning
def projects_without_organisation(view: View) -> Iterator[Finding]:
    """A clause speaks of projects, and nobody knows which organisations carried them out.

    Add `organisations:` to the projects once a document names them.
    """
    for order, placed in view.clauses:
        bare = []
        for ref in subjects_of(placed.clause):
            target = view.registry.find(ref, ("project",))
            if target and target.project and not target.project.organisations:
                bare.append(target.project.id)
        if bare:
            yield Finding(
                view.place(order, *placed.path, "subjects", key=True),
                T(
                    "clause {key}: projects without organisations: {ids}",
                    key=clause_number(placed),
                    ids=", ".join(bare),
                ),
                T("add `organisations:` to the projects once a document names them"),
            )


@warning
def misspelt_district(view: View) -> Iterator[Finding]:
    """The words of a row are no name of the district the row is about: «Кингисепский».

    Leave the words if the document is printed so; if they are a real name, add it to `aliases`.
    """
    # Lists of consultants repeat from year to year: each pair of words and district is asked once.
    right: dict[tuple[str, tuple[str, ...]], bool] = {}
    for order in view.orders:
        for path, words, scope in _worded_rows(view, order):
            if (words, scope) not in right:
                right[words, scope] = _is_name_of(words, _only_district(view, scope))
            district = None if right[words, scope] else _only_district(view, scope)
            if district is None:
                continue
            close = difflib.get_close_matches(words, list(spellings_of_district(district)), 1, 0.6)
            yield Finding(
                view.place(order, *path, "text"),
                T("“{words}” is no name of “{id}”", words=words, id=district.id),
                T("it is spelt “{name}”; leave it if the document is printed so", name=close[0])
                if close
                else T("correct the reference, or add the name to the district's `aliases`"),
            )


def _only_district(view: View, scope: tuple[str, ...]) -> District | None:
    """The one district a row is about."""
    districts = [d for d in (view.registry.get(District, ref) for ref in scope) if d]
    return districts[0] if len(districts) == 1 else None


def _is_name_of(words: str, district: District | None) -> bool:
    """Whether the words are a name of the district; of none there is no other name."""
    names = spellings_of_district(district) if district else ()
    return district is None or comparison_key(words) in map(comparison_key, names)


def _worded_rows(view: View, order: Order) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    lists: list[tuple[Path, tuple[Assignment, ...]]]
    lists = [(("appendices", at), a.assignments) for at, a in enumerate(order.appendices)]
    for placed in view.clauses_of(order):
        if placed.clause.kind == "appoint":
            lists.append((placed.path, placed.clause.assignments))
    for path, assignments in lists:
        for index, row in enumerate(assignments):
            if row.text:
                yield (*path, "assignments", index), row.text, row.scope
