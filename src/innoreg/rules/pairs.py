"""Mentoring pairs: who they are, consent, protection."""

from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.pair import Member, Pair
from innoreg.model.person import Person
from innoreg.model.registry import Path
from innoreg.rules.rule import Finding, error, warning
from innoreg.rules.view import View


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
    for pair in view.registry.all(Pair):
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
    for pair in view.registry.all(Pair):
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
    for pair in view.registry.all(Pair):
        if pair.level == "school":
            continue
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
    for pair in view.registry.all(Pair):
        for _path, member in _members(pair):
            person = view.registry.get(Person, member.person)
            if person and not person.protected and person.id not in told:
                told.add(person.id)
                yield Finding(
                    view.place(person, "name"),
                    T("a member of the pair “{pair}” is not protected", pair=pair.id),
                    T("add `protected: true`: names in pairs are personal data"),
                )
