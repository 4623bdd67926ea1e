"""The column of those who answer: its words against the list made of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from innoreg.folding import folded
from innoreg.i18n import T
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Path
from innoreg.rules.cells import LEFTOVER, Cell, cells, mark
from innoreg.rules.names import names_of_organisation, spellings_of_district
from innoreg.rules.rule import Finding, warning
from innoreg.rules.view import View

_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{3,}")


@warning
def responsible_words(view: View) -> Iterator[Finding]:
    """Words of the column stand for nobody in the list `responsible`.

    Add who is meant, or the words as `text` or `part` of the one they belong to.
    """
    for cell in cells(view):
        text = cell.text
        if not text or _names_unknown(view, cell.parties):
            continue
        leftover = LEFTOVER.search(text)
        known = {stem for words in _held(view, cell.parties) for stem in _stems(words)}
        missing = [
            match
            for match in _WORD.finditer(text, 0, leftover.end() - 1 if leftover else len(text))
            if _stem(match[0]) not in known
        ]
        if missing:
            start = missing[0].start()
            end = _run(text, missing)
            yield mark(
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


@lru_cache(16384)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(text)))


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
    for cell in cells(view):
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


def _absent(view: View, cell: Cell, path: Path, words: str) -> Finding:
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
