"""One thing, one record: ids, numbers, titles and names that stand twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from innoreg.diagnostics import Related
from innoreg.folding import comparison_key, comparison_keys
from innoreg.hidden_signs import find_hidden_sign, name_of_sign
from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.base import TO_FILL, Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Path
from innoreg.model.school import School
from innoreg.rules.message_quotes import subplace
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View
from innoreg.rules.results_rows import first_ones, row_notes
from innoreg.rules.rule import Finding, error, first_one, info, warning

Named = tuple[str, Record, Path]


@error
def duplicate_id(view: View) -> Iterator[Finding]:
    """Two files have the same name, and a reference to it could mean either.

    Rename one of them, and the references that mean it.
    """
    for name, records in view.registry.by_id.items():
        for record in records[1:]:
            yield Finding(
                view.place(record),
                T("the id “{id}” is taken", id=name),
                T("rename this file: an id is unique over all kinds"),
                related=first_one(view, records[0]),
            )


@error
def duplicate_order(view: View) -> Iterator[Finding]:
    """Two records are one order: the same issuer, year and number.

    Keep one of them, or correct the number or the date.
    """
    seen: dict[tuple[str, int, str], Order] = {}
    for order in view.registry.all(Order):
        # Orders are numbered anew every year.
        year = order.date.year if order.date else order.year
        if order.number is None or year is None:
            continue
        key = (order.issuer, year, comparison_key(order.number))
        if (first := seen.setdefault(key, order)) is not order:
            facts = {"number": order.number, "year": year, "issuer": order.issuer}
            yield Finding(
                view.place(order, "number"),
                T("№ {number} of {year} by {issuer} is in the register already", **facts),
                T("keep one of the two, or correct the number or the date"),
                related=first_one(view, first, "number"),
            )


@error
def duplicate_number(view: View) -> Iterator[Finding]:
    """Two items, clauses, projects, sections or appendices have the same number.

    The reference then means the first of them. Correct one number; where the document itself
    repeats it, add a letter to the second and say so in `note`.
    """
    for record, numbered, key in _numbered_parts(view):
        # Almost always there is nothing to find, and a set tells that in one step.
        numbers = [number for number, _path in numbered]
        if len(set(numbers)) == len(numbers):
            continue
        seen: dict[str, Path] = {}
        for number, path in numbered:
            if number in seen:
                yield Finding(
                    view.place(record, *path, key),
                    T("the number {number} stands twice", number=number),
                    T("correct one of the two; if the document repeats it, add a letter here"),
                    related=first_one(view, record, *seen[number], key),
                )
            seen.setdefault(number, path)


def _numbered_parts(view: View) -> Iterator[tuple[Record, list[tuple[str, Path]], str]]:
    """What must have numbers of its own, with their places; and the key of the number."""
    for plan in view.plans:
        yield plan, [(row.key, row.path) for row in view.rows_of(plan)], "number"
        yield plan, [(s.key, ("sections", i)) for i, s in enumerate(plan.sections)], "number"
    for order in view.orders:
        yield order, [(placed.key, placed.path) for placed in view.clauses_of(order)], "number"
        appendices = enumerate(order.appendices)
        yield order, [(a.number or "", ("appendices", i)) for i, a in appendices], "number"
    for pair in view.all(Pair):
        yield pair, [(step.key, step.path) for step in placed_steps(pair)], "number"
    for program in view.all(Program):
        yield program, [(p.id, ("projects", i)) for i, p in enumerate(program.projects)], "id"


def _fold_names(named: list[Named]) -> Iterator[tuple[str, Named]]:
    """The names folded."""
    return zip(comparison_keys(name for name, *_at in named), named, strict=True)


def _fold_once(named: list[Named]) -> Iterator[tuple[str, Named]]:
    """The same, of the names of one record each once: a record may repeat itself."""
    own = {(id(one[1]), plain): one for plain, one in _fold_names(named)}
    return ((plain, one) for (_record, plain), one in own.items())


def _find_clashes(named: Iterable[tuple[str, Named]]) -> Iterator[tuple[Named, Named]]:
    """Each name asked about that was given before, folded alike, and the first that has it."""
    seen: dict[str, Named] = {}
    for plain, one in named:
        first = seen.setdefault(plain, one)
        # One place may give a name twice: the short name of a district is often its name as well.
        if first is not one and first[1:] != one[1:]:
            yield one, first


def _clash_findings(
    view: View, named: Iterable[tuple[str, Named]], message: Callable[[Named], T], hint: T
) -> list[Finding]:
    return [
        Finding(
            view.place(one[1], *one[2]),
            message(one),
            hint,
            related=first_one(view, first[1], *first[2]),
        )
        for one, first in _find_clashes(named)
    ]


@warning
def same_title(view: View) -> Iterator[Finding]:
    """Two programmes, or two wordings of one, have the same title after folding.

    Spaces, quotes, dashes and ё make no difference between titles. Delete the second wording, or
    check whether the two records are one programme.
    """
    hint = T("spaces, quotes, dashes and ё make no other title: keep one of the two")
    named: list[Named] = []
    for program in view.registry.all(Program):
        named.append((program.title, program, ("title",)))
        named += [(v.text, program, ("titles", i, "text")) for i, v in enumerate(program.titles)]
        named += [
            (p.title, program, ("projects", i, "title")) for i, p in enumerate(program.projects)
        ]
    yield from _clash_findings(
        view,
        _fold_names(named),
        lambda one: T("the title “{title}” is there already", title=one[0]),
        hint,
    )


@warning
def same_person(view: View) -> Iterator[Finding]:
    """Two people of one name: perhaps one person twice.

    If they are one, keep one record and mend the references. If they are two, tell them apart by
    `full_name`.
    """
    named: list[Named] = []
    for person in view.registry.all(Person) if view.all(Person) else ():
        named += [(name, person, path) for name, path in _short_names(person)]
    hint = T("one person: keep one record; two people: give `full_name` to both")
    for found, first in _find_clashes(_fold_once(named)):
        if _are_distinct(found[1], first[1]):
            continue
        related = first_one(view, first[1], *first[2])
        message = T("“{name}” is also the name of “{id}”", name=found[0], id=first[1].id)
        yield Finding(view.place(found[1], *found[2]), message, hint, related=related)


def _short_names(person: Person) -> Iterator[tuple[str, Path]]:
    yield person.name, ("name",)
    for index, alias in enumerate(person.aliases):
        yield alias, ("aliases", index)


def _are_distinct(one: Record, other: Record) -> bool:
    if one is other:
        return True
    # Two full names that differ are two people; a missing one leaves the doubt.
    names = [r.full_name for r in (one, other) if isinstance(r, Person) and r.full_name]
    return len({comparison_key(name) for name in names}) == 2


@warning
def same_name(view: View) -> Iterator[Finding]:
    """Two districts, two schools of one district or two authorities have a name in common.

    An import could not tell them apart by that name. Make the name or alias of one more exact, or
    join the two records.
    """
    hint = T("make one of the names more exact, or keep one record if they are one")
    # «Школа № 1» stands in every district: only within one is it a clash.
    groups = defaultdict[tuple[object, ...], list[Named]](list)
    for district in view.registry.all(District):
        names = (district.name, district.short_name, *district.aliases)
        groups[("district",)] += [(name, district, ("name",)) for name in names]
    for school in view.registry.all(School):
        names = (school.name, *((school.short_name,) if school.short_name else ()), *school.aliases)
        groups["school", school.district] += [(name, school, ("name",)) for name in names]
    for authority in view.registry.all(Authority):
        groups["authority", authority.district].append((authority.name, authority, ("name",)))
    for named in groups.values():
        yield from _clash_findings(
            view, _fold_once(named), lambda one: T("the name “{name}” is taken", name=one[0]), hint
        )


@warning
def same_code(view: View) -> Iterator[Finding]:
    """Two records have the same ИНН, ОГРН or ОКТМО.

    Check both against the official register; a branch has no ИНН of its own and needs none here.
    """
    coded = [r for r in view.registry.records if isinstance(r, (School, Authority, District))]
    for key in ("inn", "ogrn", "oktmo"):
        seen: dict[str, Record] = {}
        for record in coded:
            # Districts have only some of these codes: no attribute is as good as an empty one.
            code = record.__dict__.get(key)
            if code is None:
                continue
            first = seen.setdefault(code, record)
            if first is not record:
                yield Finding(
                    view.place(record, key),
                    T("`{key}` {code} belongs to “{id}” already", key=key, code=code, id=first.id),
                    T("check both in the official register"),
                    related=first_one(view, first, key),
                )


@info
def title_repeats(view: View) -> Iterator[Finding]:
    """Several items of a plan have the same title, so only the number tells them apart.

    Nothing needs doing where the document repeats itself; refer to the items by number.
    """
    for plan in view.plans:
        rows = view.rows_of(plan)
        # Copyists differ in the final dot.
        titles = [title.rstrip(". ") for title in comparison_keys(row.item.title for row in rows)]
        if len(set(titles)) == len(titles):
            continue
        groups = defaultdict[str, list[Row]](list)
        for row, title in zip(rows, titles, strict=True):
            groups[title].append(row)
        for group in groups.values():
            if len(group) > 1:
                first, last = group[0], group[-1]
                numbers = _listed([row.number for row in group])
                other = T("item {number}", number=first.number)
                yield Finding(
                    view.place(plan, *last.path, "title"),
                    T("items {numbers} have the same title", numbers=numbers),
                    T("refer to them by number"),
                    related=(Related(view.place(plan, *first.path, "title"), other),),
                )


def _listed(numbers: Sequence[str | T]) -> str | T:
    """The numbers with commas between them."""
    plain = [number for number in numbers if isinstance(number, str)]
    if len(plain) == len(numbers):
        return ", ".join(plain)
    first, *others = numbers
    for other in others:
        first = T("{one}, {other}", one=first, other=other)
    return first


@error
def hidden_sign(view: View) -> Iterator[Finding]:
    """A text holds a sign that nobody sees: a control character, a mark of direction, a separator.

    Type the words anew. Such signs come in with what was copied, or were put there to make a line
    read otherwise than it stands, or to command the terminal that shows it.
    """
    hint = T("type the words anew, or delete the sign")
    for text, records in view.record_texts.hidden.items():
        found = find_hidden_sign(text)
        assert found
        message = T("a sign that nobody sees: {sign}", sign=name_of_sign(found[0]))
        for record, path in view.where(text, records):
            place = subplace(view.place(record, *path), text, found.start(), found.end())
            yield Finding(place, message, hint)
    yield from first_ones(
        Finding(place, T("a sign that nobody sees: {sign}", sign=name_of_sign(found[0])), hint)
        for text, place in row_notes(view)
        if (found := find_hidden_sign(text))
    )


@error
def unfinished_text(view: View) -> Iterator[Finding]:
    """A text holds the mark “[…]”, where words are still to be filled in.

    `innoreg new order --like` puts it where the order it was made from has a name, a number or a
    year. Write what belongs there, for example `innoreg edit kopo-2027-5/1 text="…"`.
    """
    hint = T("write what belongs there: `innoreg edit REF KEY=VALUE`, or `innoreg edit REF`")
    for text, records in view.record_texts.unfinished.items():
        at = text.index(TO_FILL)
        for record, path in view.where(text, records):
            place = subplace(view.place(record, *path), text, at, at + len(TO_FILL))
            yield Finding(place, T("still to be filled in"), hint)


@info
def no_break_space(view: View) -> Iterator[Finding]:
    """A title or name has a no-break space inside, which no search in a text editor finds.

    Titles are compared without regard to it; replace it unless the document is to be kept exactly.
    """
    hint = T("an ordinary space is found by every search; comparing takes both for the same")
    for text, records in view.record_texts.signed.items():
        for record, path in view.where(text, records) if "\u00a0" in text else ():
            # In running text Word puts such spaces before dashes and after «№», and nobody looks
            # for a whole paragraph: only what is searched and compared is told.
            if path[-1] in ("title", "name", "short_name", "theme"):
                at = text.index("\u00a0")
                place = subplace(view.place(record, *path), text, at, at + 1)
                yield Finding(place, T("a no-break space inside `{key}`", key=path[-1]), hint)
