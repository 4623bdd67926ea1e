"""Mentoring pairs: who they are, consent, protection, pairs beside one another."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from innoreg.diagnostics import Place, Related
from innoreg.i18n import T
from innoreg.ledger import Standing
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.school_lists import SchoolList, overlaps
from innoreg.model.pair import Member, Pair
from innoreg.model.person import Person
from innoreg.model.registry import Path
from innoreg.model.school import School
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, warning


def _members(pair: Pair) -> Iterator[tuple[Path, Member]]:
    for index, member in enumerate(pair.mentors):
        yield ("mentors", index), member
    for index, member in enumerate(pair.mentees):
        yield ("mentees", index), member


@error
def mentor_is_mentee(view: View) -> Iterator[Finding]:
    """The same person, or in a pair of schools the same school, stands on both sides.

    Correct one of the sides.
    """
    for pair in view.all(Pair):
        key = "school" if pair.level == "school" else "person"
        mentors = {getattr(member, key) for member in pair.mentors} - {None}
        for index, member in enumerate(pair.mentees):
            if getattr(member, key) in mentors:
                yield Finding(
                    view.place(pair, "mentees", index, key),
                    T("“{id}” is mentor and mentee at once", id=getattr(member, key)),
                    T("correct one of the two sides"),
                )


@warning
def pair_level(view: View) -> Iterator[Finding]:
    """A pair of teachers or heads that names no person, or a pair of schools that names one.

    Correct `level`, or name the person; in a pair of schools leave people out.
    """
    for pair in view.all(Pair):
        for path, member in _members(pair):
            if pair.level == "school" and member.person:
                yield Finding(
                    view.place(pair, *path, "person"),
                    T("a pair of schools names a person"),
                    T("leave the person out, or correct `level`"),
                )
            elif pair.level != "school" and not member.person:
                yield Finding(
                    view.place(pair, *path),
                    T("a pair of the level `{level}` names no person here", level=pair.level),
                    T("name the person, or correct `level`"),
                )


@warning
def consent_missing(view: View) -> Iterator[Finding]:
    """A teacher or head stands in a pair without a recorded consent, or with a refused one.

    Ask the person and record the fact in `consents`; replace the pair if consent is refused.
    """
    for pair in view.all(Pair):
        if pair.level == "school":
            continue
        # The last answer counts, whatever the order in the file.
        given = {c.person: c.given for c in sorted(pair.consents, key=lambda c: c.on)}
        for path, member in _members(pair):
            if member.person and not given.get(member.person):
                refused = member.person in given
                yield Finding(
                    view.place(pair, *path, "person"),
                    T("“{id}” refused consent", id=member.person)
                    if refused
                    else T("no consent of “{id}” is recorded", id=member.person),
                    T("replace the pair or end it")
                    if refused
                    else T("record it in `consents`: who, yes or no, and when"),
                )


@warning
def not_protected(view: View) -> Iterator[Finding]:
    """A teacher or head of a pair is not marked `protected: true`, so a public copy would show it.

    Add `protected: true` to the person's record.
    """
    told: set[str] = set()
    # Where everybody is protected no pair is looked at.
    open_ = {person.id for person in view.all(Person) if not person.protected}
    for pair in view.registry.all(Pair) if open_ else ():
        for _path, member in _members(pair):
            person = view.registry.get(Person, member.person)
            if person and person.id in open_ and not person.protected and person.id not in told:
                told.add(person.id)
                yield Finding(
                    view.place(person, "name"),
                    T("a member of the pair “{pair}” is not protected", pair=pair.id),
                    T("add `protected: true`: names in pairs are personal data"),
                )


@warning
def overlapping_pairs(view: View) -> Iterator[Finding]:
    """The same school, teacher or head is helped in two pairs of one level at the same time.

    End one of the pairs, or say in the newer one whom it replaces with `replaces`.
    """
    helped: dict[tuple[str, str], list[Standing]] = {}
    for standing in view.outcome.pairs.values():
        pair = cast(Pair, standing.record)
        named = (_helped_ref(pair, member) for member in pair.mentees)
        for name in dict.fromkeys(canonical_ref(view.registry, ref) for ref in named if ref):
            helped.setdefault((pair.level, name or ""), []).append(standing)
    for (_level, name), several in helped.items():
        for index, standing in enumerate(several):
            # One other pair is enough to tell: the rest shows when that one is mended.
            other = next((o for o in several[:index] if _do_overlap(o, standing)), None)
            if other:
                yield Finding(
                    view.place(standing.record, "mentees"),
                    T("“{id}” is helped in “{pair}” at the same time", id=name, pair=other.ref),
                    T("end one of the pairs, or give `replaces` in the newer one"),
                    related=(Related(view.place(other.record, "mentees"), T("the other pair")),),
                )


def _helped_ref(pair: Pair, member: Member) -> str | None:
    return member.school if pair.level == "school" else member.person


def _working_days(standing: Standing) -> tuple[date, date]:
    """From when to when the pair worked or is to work."""
    pair = cast(Pair, standing.record)
    start = standing.start or pair.from_ or date.min
    end = standing.end or pair.to or date.max
    return start, (min(end, standing.since) if standing.has_ended and standing.since else end)


def _do_overlap(one: Standing, other: Standing) -> bool:
    """Whether both last some days in common; the day one replaces the other is none."""
    (start, end), (first, last) = _working_days(one), _working_days(other)
    return start < last and first < end


@warning
def mentor_is_low_results(view: View) -> Iterator[Finding]:
    """A school that helps others stands on the list of low results itself in those days.

    Check the school and the years of its lists; a school that needs help should not give it.
    """
    for standing in view.outcome.pairs.values():
        pair = cast(Pair, standing.record)
        start, end = _working_days(standing)
        for index, member in enumerate(pair.mentors):
            school = view.registry.get(School, member.school)
            lists = view.outcome.lists.of_school("low_results", school.id) if school else ()
            found = next((each for each in lists if overlaps(each, start, end)), None)
            if school and found:
                yield Finding(
                    view.place(pair, "mentors", index, "school"),
                    T("“{id}” is itself on the list of low results", id=school.id),
                    T("check the school, and the years of its flag"),
                    related=(Related(_place_of(view, school, found), T("the flag")),),
                )


def _place_of(view: View, school: School, found: SchoolList) -> Place:
    """Where it stands that the school is on the list: in its record, or in an order."""
    if clause := view.registry.find(found.clause, ("clause",)) if found.clause else None:
        return view.place(clause.record, *clause.path)
    flags = enumerate(school.flags)
    days = (found.flag, found.start, found.end, found.basis)
    at = next(i for i, f in flags if (f.flag, f.from_, f.to, f.basis) == days)
    return view.place(school, "flags", at)
