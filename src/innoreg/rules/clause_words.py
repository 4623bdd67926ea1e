"""The words of a clause against its fields: who, where, when, which order, which role.

A clause that has a text is printed word for word, but its fields make the register, so the two must
not say different things. A finding needs both: what the fields name is not in the words, and the
words name another of the same kind. Words that say less than the fields are no fault.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.model.clause import Amend, AmendPairs, Appoint, Clause, Control, Repeal
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.rules.message_quotes import day, find_names, same_surname, subplace
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, clause_number, warning

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
_DAY = rf"(?P<day>\d{{1,2}})(?:\.(?P<number>\d{{1,2}})\.(?P<short>\d{{4}})|\s(?P<month>{'|'.join(_MONTHS)})(?:\s(?P<year>\d{{4}}))?)"
_SINCE = re.compile(rf"\b[Сс]о?\s{_DAY}")
_UNTIL = re.compile(rf"\b(?:[Дд]о|[Пп]о|[Нн]е позднее|[Кк])\s{_DAY}")
# «распоряжение … от 01.02.2022 № 18»: of a document day and number stand together.
_CITED = re.compile(rf"\bот\s{_DAY}(?:\s?г(?:ода|\.)?)?\s*№\s*(?P<cited>[\w./-]*\w)")
_DISTRICT = re.compile(r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*)((?:\s[а-яё]+){1,2})")
_AREA = re.compile(r"район|округ")
# Up to the first verb or colon stands whom a clause addresses.
_HEAD = re.compile(r".*?(?=\b[а-яё]+(?:ть|ти|чь|ться|тись)\b|:|$)", re.DOTALL)
_ROLES = {
    "supervisor": r"научн\w+ руководител\w*",
    "consultant": r"научн\w+ консультант\w*",
    "school_curator": r"куратор\w* школ\w*",
    "mentoring_curator": r"куратор\w* наставничеств\w*",
}
_SHORTEST_STEM = 4


class _Said(NamedTuple):
    """What a text names instead, and where."""

    start: int
    end: int
    words: str


class _Difference(NamedTuple):
    """What the fields name and the text does not, the key it stands under, and what the text has."""

    key: str
    named: str | T
    said: _Said


@warning
def clause_words_differ(view: View) -> Iterator[Finding]:
    """The text of a clause names another person, district, day, order or role than its fields.

    The text is printed, the fields make the register: correct whichever is wrong.
    """
    for order, placed in view.clauses:
        text = placed.clause.text
        if not text:
            continue
        for find in _KINDS:
            for key, named, said in find(view, placed.clause, text):
                place = view.place(order, *placed.path, "text")
                yield Finding(
                    subplace(place, text, said.start, said.end),
                    T(
                        "clause {key} says “{words}”, its field `{field}` says {named}",
                        key=clause_number(placed), words=said.words, field=key, named=named,
                    ),
                    T("the text is printed, the fields make the register: correct the wrong one"),
                )  # fmt: skip


def _persons(view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    """People controlled by or appointed, anywhere; those addressed, before the first verb."""
    if isinstance(clause, Control):
        yield from _other_persons(view, "person", [clause.person], text)
    if isinstance(clause, Appoint):
        refs = [row.person for row in clause.assignments]
        yield from _other_persons(view, "assignments", refs, text)
    head = _HEAD.match(text)
    refs = [party.person for party in clause.addressees if party.person]
    if refs and head:
        yield from _other_persons(view, "addressees", refs, head[0])


def _other_persons(
    view: View, key: str, refs: Iterable[str | None], text: str
) -> Iterator[_Difference]:
    people = [person for person in (view.registry.get(Person, ref) for ref in refs) if person]
    said = list(find_names(text))
    unsaid = [p for p in people if not any(_is_of(p, surname, i) for surname, i, *_ in said)]
    other = [one for one in said if not any(_is_of(p, one[0], one[1]) for p in people)]
    # A surname alone, or a full name, names the person as well.
    unsaid = [person for person in unsaid if not _is_named(person, text)]
    for person, (_surname, _initials, start, end) in zip(unsaid, other, strict=False):
        yield _Difference(key, person.name, _Said(start, end, text[start:end]))


def _is_of(person: Person, surname: str, initials: str) -> bool:
    return any(
        same_surname(own, surname) and (initials == letters or not letters)
        for own, letters in _names_of(person)
    )


def _names_of(person: Person) -> Iterator[tuple[str, str]]:
    """Surname and initials of each spelling; no initials where a name has none."""
    for name in (person.name, *person.aliases):
        found = next(find_names(name), None)
        yield (found[0], found[1]) if found else (name.partition(" ")[0], "")


def _is_named(person: Person, text: str) -> bool:
    stem = comparison_key(person.name.partition(" ")[0])
    return stem[: max(3, len(stem) - 3)] in comparison_key(text)


def _districts(view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    fields = [("addressees", party.district) for party in clause.addressees if party.district]
    if isinstance(clause, Appoint):
        fields += [("assignments", ref) for row in clause.assignments for ref in row.scope]
    own = [
        (key, one) for key, one in ((k, view.registry.get(District, r)) for k, r in fields) if one
    ]
    if not own:
        return
    said = list(_districts_in(view, text))
    meant = [district for _key, district in own]
    unsaid = [(k, d) for k, d in own if all(d is not found for found, _said in said)]
    # A city of the same name, or words that are no district's, name it as well.
    unsaid = [(k, d) for k, d in unsaid if _stem(d.short_name) not in text]
    other = [words for found, words in said if found not in meant]
    for (key, district), words in zip(unsaid, other, strict=False):
        yield _Difference(key, district.name, words)


def _districts_in(view: View, text: str) -> Iterator[tuple[District, _Said]]:
    """The districts of the register that the text names, in any case."""
    for found in _DISTRICT.finditer(text):
        if _AREA.search(found[2]):
            for district in view.all(District):
                stem = _stem(district.short_name)
                if len(stem) >= _SHORTEST_STEM and found[1].startswith(stem):
                    yield district, _Said(found.start(), found.end(1), found[1])


def _stem(short_name: str) -> str:
    """«Выборгск» of «Выборгский»."""
    return short_name.partition(" ")[0][:-2]


def _days(_view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    """First and last days against «с …», «до …», «по …»."""
    since = getattr(clause, "from_", None) or getattr(clause, "on", None)
    until = getattr(clause, "to", None)
    own_key = "on" if getattr(clause, "on", None) else "from"
    # The days of a term are the term's own.
    terms = " ".join(clause.deadline)
    for key, field, words in ((own_key, since, _SINCE), ("to", until, _UNTIL)):
        said = [one for one in words.finditer(text) if one[0] not in terms]
        if field and said and not any(_is_day(one, field) for one in said):
            first = said[0]
            yield _Difference(key, day(field), _Said(first.start(), first.end(), first[0]))


def _terms(_view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    """The last day of a term against «до …»."""
    for term in clause.deadline:
        own = list(_UNTIL.finditer(term))
        said = list(_UNTIL.finditer(text))
        if own and said and not any(_same_day(one, other) for one in own for other in said):
            yield _Difference("deadline", term, _Said(said[0].start(), said[0].end(), said[0][0]))


def _parts(found: re.Match[str]) -> tuple[int, int, int | None]:
    """Day, month and, where the words say it, year."""
    month = int(found["number"]) if found["number"] else _MONTHS.index(found["month"]) + 1
    year = found["short"] or found["year"]
    return int(found["day"]), month, int(year) if year else None


def _is_day(found: re.Match[str], field: dt.date) -> bool:
    number, month, year = _parts(found)
    return (number, month) == (field.day, field.month) and year in (None, field.year)


def _same_day(one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = _parts(one), _parts(other)
    return first[:2] == second[:2] and (first[2] == second[2] or None in (first[2], second[2]))


def _orders(view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    """Orders that are amended or repealed, by number and day."""
    key, refs = "", tuple[str | None, ...]()
    if isinstance(clause, Repeal):
        key, refs = "subjects", clause.subjects
    elif isinstance(clause, Amend | AmendPairs):
        key, refs = "order", (clause.order,)
    orders = [order for order in (view.registry.get(Order, ref) for ref in refs) if order]
    said = list(_CITED.finditer(text)) if orders else []
    unsaid = [one for one in orders if not any(_is_cited(one, found) for found in said)]
    other = [found for found in said if not any(_is_cited(one, found) for one in orders)]
    for order, found in zip(unsaid, other, strict=False):
        named = T("“№ {number} of {day}”", number=order.number or "…", day=day(order.date))
        yield _Difference(key, named, _Said(found.start(), found.end(), found[0]))


def _is_cited(order: Order, found: re.Match[str]) -> bool:
    same = not order.number or comparison_key(order.number) == comparison_key(found["cited"])
    return same and (order.date is None or _is_day(found, order.date))


def _roles(_view: View, clause: Clause, text: str) -> Iterator[_Difference]:
    """The role people are appointed to, where the text has another of those the register knows."""
    if not isinstance(clause, Appoint):
        return
    roles = {row.role for row in clause.assignments if row.role}
    known = {role: re.compile(words, re.IGNORECASE) for role, words in _ROLES.items()}
    said = {role: found for role, words in known.items() if (found := words.search(text))}
    unsaid = [role for role in sorted(roles) if not _is_role_named(role, text)]
    other = [found for role, found in said.items() if role not in roles]
    for role, found in zip(unsaid, other, strict=False):
        yield _Difference("assignments", role, _Said(found.start(), found.end(), found[0]))


def _is_role_named(role: str, text: str) -> bool:
    if words := _ROLES.get(role):
        return re.search(words, text, re.IGNORECASE) is not None
    stems = [word[: max(_SHORTEST_STEM, len(word) - 3)] for word in comparison_key(role).split()]
    return all(stem in comparison_key(text) for stem in stems)


_KINDS: tuple[Callable[[View, Clause, str], Iterator[_Difference]], ...] = (
    _persons, _districts, _days, _terms, _orders, _roles,
)  # fmt: skip
