"""The column of those who answer: its words against the list made of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from innoreg.folding import folded
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.names import names_of_organisation, spellings_of_district
from innoreg.rules.rule import Finding, warning
from innoreg.rules.texts import names_in, narrowed, same_surname
from innoreg.rules.view import View

# fmt: off
_LITTLE = frozenset({
    "а", "без", "в", "во", "для", "до", "за", "и", "из", "или", "к", "ко", "на", "над",
    "не", "о", "об", "от", "по", "под", "при", "про", "с", "со", "у", "через",
})
# Adjectives in oblique cases stand before their noun; these are nouns all the same.
_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ому|ему|ыми|ими)$")
_NOUNS = frozenset({
    "заведующих", "управляющих", "служащих", "рабочих", "учащихся", "обучающихся",
    "ведущих", "взрослых", "их", "них", "остальных", "других", "заведующего",
    "управляющего", "исполняющего", "учащимися", "обучающимися", "служащими",
})
# fmt: on
_LOST_DOT = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ],|,\s*$")
_LEFTOVER = re.compile(
    r"(?<![а-яё])(?!канд\.|проф\.|преп\.|руков?\.|спец\.|науч\.)[а-яё]{4,}»*\.\s+[а-яё]"
)
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{3,}")


@dataclass(frozen=True, slots=True)
class _Column:
    """One cell of the column: its words, the list, where both stand, whose they are."""

    plan: Roadmap
    path: Path
    key: str
    text: str | None
    parties: tuple[Party, ...]


def _cells(view: View) -> Iterator[_Column]:
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            yield _Column(
                plan,
                ("sections", index),
                section.key,
                section.responsible_text,
                section.responsible,
            )
        for row in view.rows_of(plan):
            item = row.item
            yield _Column(plan, row.path, row.placed.key, item.responsible_text, item.responsible)


def _mark(view: View, cell: _Column, start: int, end: int, message: T, hint: T) -> Finding:
    place = view.place(cell.plan, *cell.path, "responsible_text")
    return Finding(narrowed(place, cell.text or "", start, end), message, hint)


@warning
def responsible_cut_off(view: View) -> Iterator[Finding]:
    """The column breaks off: it ends with a preposition, an adjective or an open bracket.

    Look for the rest on the next page of the document; if the document is printed so, leave it.
    """
    for cell in _cells(view):
        text = (cell.text or "").rstrip(" .;,")
        last = text.split()[-1] if text.split() else ""
        if last and (_hangs(last) or text.count("(") > text.count(")")):
            yield _mark(
                view,
                cell,
                len(text) - len(last),
                len(text),
                T("the responsible of {number} break off at “{word}”", number=cell.key, word=last),
                T("look for the rest in the document; leave it if it is printed so"),
            )


def _hangs(word: str) -> bool:
    bare = word.strip("«»\"'")
    if not bare or not bare.islower():
        return False
    return bare in _LITTLE or bool(_ADJECTIVE.search(bare) and bare not in _NOUNS)


@warning
def responsible_trailing_comma(view: View) -> Iterator[Finding]:
    """A comma where a full stop belongs: «Жуковицкая Н.Н,».

    Leave it if the document is printed so: the reference in `responsible` says who it is.
    """
    for cell in _cells(view):
        if cell.text and (match := _LOST_DOT.search(cell.text)):
            yield _mark(
                view,
                cell,
                match.start(),
                match.end(),
                T("a stray comma among the responsible of {number}", number=cell.key),
                T("leave it if the document is printed so"),
            )


@warning
def responsible_leftover(view: View) -> Iterator[Finding]:
    """After the end of a sentence the column goes on in small letters: a leftover of a page break.

    Leave the words if the document is printed so, and take nobody from them.
    """
    for cell in _cells(view):
        if cell.text and (match := _LEFTOVER.search(cell.text)):
            start = match.end() - 1
            yield _mark(
                view,
                cell,
                start,
                len(cell.text),
                T("leftover of a page break after the responsible of {number}", number=cell.key),
                T("leave it if the document is printed so; nobody answers for it"),
            )


@warning
def responsible_words(view: View) -> Iterator[Finding]:
    """Words of the column stand for nobody in the list `responsible`.

    Add who is meant, or the words as `text` or `part` of the one they belong to.
    """
    for cell in _cells(view):
        text = cell.text
        if not text or _names_unknown(view, cell.parties):
            continue
        leftover = _LEFTOVER.search(text)
        known = {_stem(word) for words in _held(view, cell.parties) for word in _words(words)}
        missing = [
            match
            for match in _WORD.finditer(text, 0, leftover.end() - 1 if leftover else len(text))
            if _stem(match[0]) not in known
        ]
        if missing:
            start = missing[0].start()
            end = _run(text, missing)
            yield _mark(
                view,
                cell,
                start,
                end,
                T("“{words}” stands for nobody in `responsible`", words=text[start:end]),
                T("add who is meant, or the words as `text` or `part`"),
            )


def _names_unknown(view: View, parties: tuple[Party, ...]) -> bool:
    """Whether a reference leads nowhere: that is told, and its words cannot be known."""
    return any(
        ref and view.registry.find(ref, kinds) is None
        for party in parties
        for ref, kinds in (
            (party.person, ("person",)),
            (party.organisation, ("school", "authority")),
            (party.district, ("district",)),
        )
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _stem(word: str) -> str:
    """The beginning of a word, which its cases have in common."""
    return word[:5].casefold().replace("ё", "е")


def _run(text: str, missing: list[re.Match[str]]) -> int:
    """Where the first unbroken run of missing words ends."""
    end = missing[0].end()
    for match in missing[1:]:
        if _WORD.search(text, end, match.start()):
            break
        end = match.end()
    return end


def _held(view: View, parties: tuple[Party, ...]) -> Iterator[str]:
    for party in parties:
        yield from (words for words in (party.text, party.part, party.role) if words)
        if person := view.registry.get(Person, party.person):
            yield from (person.name, person.full_name or "", *person.aliases)
            yield from (position.title for position in person.positions)
        if party.organisation and (found := view.registry.find(party.organisation)):
            yield from names_of_organisation(found.record)
        if party.district and (found := view.registry.find(party.district)):
            yield from spellings_of_district(found.record)


@warning
def responsible_not_in_words(view: View) -> Iterator[Finding]:
    """The list `responsible` names somebody whom the words of the column do not.

    Correct the reference or the words.
    """
    for cell in _cells(view):
        if not cell.text:
            continue
        column = folded(cell.text)
        for index, party in enumerate(cell.parties):
            path = (*cell.path, "responsible", index)
            if party.text:
                if folded(party.text).rstrip(".") not in column:
                    yield _absent(view, cell, (*path, "text"), party.text)
                continue
            person = view.registry.get(Person, party.person)
            if person and not _is_named(person, column):
                yield _absent(view, cell, (*path, "person"), person.name)


def _absent(view: View, cell: _Column, path: Path, words: str) -> Finding:
    return Finding(
        view.place(cell.plan, *path),
        T("the words of {number} do not name “{who}”", number=cell.key, who=words),
        T("correct the reference, or the words if they were copied wrongly"),
    )


def _is_named(person: Person, column: str) -> bool:
    surname = folded((person.name.split() or ["?"])[0])
    if surname[: max(3, len(surname) - 3)] in column:
        return True
    return any(folded(alias) in column for alias in person.aliases)


@warning
def no_responsible(view: View) -> Iterator[Finding]:
    """Nobody answers for an item, though the plan has a column of responsible.

    Take them from the document; if the cell is empty there, say so in `note`.
    """
    for plan in view.plans:
        rows = view.rows_of(plan)
        has_column = bool(plan.columns and plan.columns.responsible)
        if not has_column and not any(r.item.responsible or r.item.responsible_text for r in rows):
            continue
        for row in rows:
            section = row.placed.section
            duties = (row.item, section) if section else (row.item,)
            if row.item.items or any(d.responsible or d.responsible_text for d in duties):
                continue
            yield Finding(
                view.place(plan, *row.path, "number"),
                T("nobody answers for item {number}", number=row.placed.key),
                T("take them from the document, or say in `note` that the cell is empty"),
            )


@warning
def person_in_text(view: View) -> Iterator[Finding]:
    """Somebody is named in words only, though the register has a person of that name.

    Add `person:` with the id beside the words.
    """
    people = view.registry.all(Person)
    for document, path, party in _parties(view):
        if party.person or not party.text:
            continue
        for surname, initials, start, end in names_in(party.text):
            known = next((p for p in people if _is(p, surname, initials)), None)
            if known:
                place = view.place(document, *path, "text")
                yield Finding(
                    narrowed(place, party.text, start, end),
                    T("“{name}” is in the register: {id}", name=party.text[start:end], id=known.id),
                    T("add `person: {id}` beside the words", id=known.id),
                )


def _parties(view: View) -> Iterator[tuple[Record, Path, Party]]:
    for cell in _cells(view):
        for index, party in enumerate(cell.parties):
            yield cell.plan, (*cell.path, "responsible", index), party
    for order, placed in view.clauses:
        for index, party in enumerate(placed.clause.addressees):
            yield order, (*placed.path, "addressees", index), party
    for order in view.orders:
        for index, party in enumerate(order.distribution):
            yield order, ("distribution", index), party


def _is(person: Person, surname: str, initials: str) -> bool:
    for known, letters, _start, _end in names_in(person.name):
        if letters == initials and same_surname(known, surname):
            return True
    return False
