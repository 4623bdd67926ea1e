"""Rules of the column of those who answer: its words against their list, its print."""

import re
from collections.abc import Iterator

from innoreg.folding import comparison_key, comparison_keys
from innoreg.i18n import T
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Path, Registry
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.responsible_cells import LEFTOVER, Cell, Column, columns, mark_all
from innoreg.rules.rule import Finding, warning
from innoreg.rules.spellings import names_of_organisation, spellings_of_district

# From three letters on: shorter ones are prepositions, initials and abbreviations.
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{3,}")
_HEAD = re.compile(r"([A-Za-zА-Яа-яЁё]{3,5})[A-Za-zА-Яа-яЁё]*")


@gathered_once
def _unequal_columns(view: View) -> Iterator[Column]:
    """The columns that are more, or less, than what is in their list, one after another.

    Most are just that, and who is named word for word is there.
    """
    names = _PersonNames(view.registry)
    for column in columns(view):
        printed = ", ".join([party.text or names[party.person] for party in column.parties])
        # Written from the list word for word, with or without a final dot: nothing to compare.
        if column.text not in (printed, f"{printed}."):
            yield column


class _PersonNames(dict[str | None, str]):
    """The name of each person by reference; of nobody a sign that no column has."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry

    def __missing__(self, ref: str | None) -> str:
        person = self._registry.get(Person, ref)
        self[ref] = name = person.name if person else "\0"
        return name


@warning
def responsible_words(view: View) -> Iterator[Finding]:
    """Words of the column stand for nobody in the list `responsible`.

    Add who is meant, or the words as `text` or `part` of the one they belong to.
    """
    stems = _Stems(view.registry)
    hint = T("add who is meant, or the words as `text` or `part`")
    for text, parties, cells in _unequal_columns(view):
        known = stems.of(parties)
        # The whole text first: its stems are kept, and where all are known no word is looked at.
        if stems.of_text(text) <= known or _has_unknown_reference(view, parties):
            continue
        missing = [word for word in _words_of_column(text) if not stems.of_text(word[0]) <= known]
        if missing:
            start, end = missing[0].start(), _end_of_run(text, missing)
            message = T("“{words}” stands for nobody in `responsible`", words=text[start:end])
            yield from mark_all(view, cells, (start, end), message, hint)


def _has_unknown_reference(view: View, parties: tuple[Party, ...]) -> bool:
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


class _Stems:
    """The beginnings of words, which their cases have in common; of each text once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._texts: dict[str, frozenset[str]] = {}
        self._names: dict[tuple[str | None, ...], frozenset[str]] = {}

    def of_text(self, text: str) -> frozenset[str]:
        """Of the words of a text."""
        found = self._texts.get(text)
        if found is None:
            heads = " ".join(_HEAD.findall(text)).casefold().replace("ё", "е")
            found = self._texts[text] = frozenset(heads.split())
        return found

    def of(self, parties: tuple[Party, ...]) -> frozenset[str]:
        """Of all that the parties are called, or what is said of them."""
        return frozenset().union(*map(self._of_party, parties))

    def _of_party(self, party: Party) -> frozenset[str]:
        named = (party.person, party.organisation, party.district)
        if named not in self._names:
            self._names[named] = self.of_text(" ".join(_names_of(self._registry, *named)))
        words = [self.of_text(text) for text in (party.text, party.part, party.role) if text]
        return self._names[named].union(*words) if words else self._names[named]


def _names_of(
    registry: Registry, person: str | None, organisation: str | None, district: str | None
) -> Iterator[str]:
    """Everything a person, organisation or district is called; the posts of the person."""
    if found := registry.get(Person, person):
        yield from (found.name, found.full_name or "", *found.aliases)
        yield from (position.title for position in found.positions)
    if organisation and (named := registry.find(organisation)):
        yield from names_of_organisation(named.record)
    if district and (named := registry.find(district)):
        yield from spellings_of_district(named.record)


def _words_of_column(text: str) -> Iterator[re.Match[str]]:
    """The words of a column up to the leftover of a page break."""
    leftover = LEFTOVER.search(text)
    return _WORD.finditer(text, 0, leftover.end() - 1 if leftover else len(text))


def _end_of_run(text: str, missing: list[re.Match[str]]) -> int:
    """Where the first unbroken run of missing words ends."""
    end = missing[0].end()
    for match in missing[1:]:
        if _WORD.search(text, end, match.start()):
            break
        end = match.end()
    return end


@warning
def responsible_not_in_words(view: View) -> Iterator[Finding]:
    """The list `responsible` names somebody whom the words of the column do not.

    Correct the reference or the words.
    """
    names: dict[str, tuple[str, ...]] = {}
    every = _unequal_columns(view)
    for column, plain in zip(every, comparison_keys(each.text for each in every), strict=True):
        for index, party in enumerate(column.parties):
            if party.text:
                key, words = "text", party.text
                # The quick look first, for the most part it is enough.
                named = words.casefold() in plain or comparison_key(words).rstrip(".") in plain
            elif person := view.registry.get(Person, party.person):
                key, words = "person", person.name
                if person.id not in names:
                    names[person.id] = tuple(_required_words(person))
                named = any(name in plain for name in names[person.id])
            else:
                continue
            for cell in column.cells if not named else ():
                yield _absent_finding(view, cell, (*cell.path, "responsible", index, key), words)


def _absent_finding(view: View, cell: Cell, path: Path, words: str) -> Finding:
    return Finding(
        view.place(cell.plan, *path),
        T("the words of {number} do not name “{who}”", number=cell.key, who=words),
        T("correct the reference, or the words if they were copied wrongly"),
    )


def _required_words(person: Person) -> Iterator[str]:
    """What must stand in a column that names the person, in any case: a surname, an alias."""
    # «?» is in no column: a record without a name is not found in any.
    surname = comparison_key((person.name.split() or ["?"])[0])
    yield surname[: max(3, len(surname) - 3)]
    yield from map(comparison_key, person.aliases)


@warning
def no_responsible(view: View) -> Iterator[Finding]:
    """Nobody answers for an item, though the plan has a column of responsible.

    Take them from the document; if the cell is empty there, say so in `note`.
    """
    for plan in view.plans:
        rows = view.rows_of(plan)
        # A plan without the column asks nobody, unless somebody filled it in anyway.
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
                T("nobody answers for item {number}", number=row.number),
                T("take them from the document, or say in `note` that the cell is empty"),
            )


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


@warning
def responsible_cut_off(view: View) -> Iterator[Finding]:
    """The column breaks off: it ends with a preposition, an adjective or an open bracket.

    Look for the rest on the next page of the document; if the document is printed so, leave it.
    """
    hint = T("look for the rest in the document; leave it if it is printed so")
    for column in columns(view):
        text = column.text.rstrip(" .;,")
        last = "".join(text.rsplit(maxsplit=1)[-1:])
        if last and (_is_unfinished(last) or text.count("(") > text.count(")")):
            message = T("the responsible of {number} break off at “{word}”", word=last)
            span = len(text) - len(last), len(text)
            yield from mark_all(view, column.cells, span, message, hint)


def _is_unfinished(word: str) -> bool:
    bare = word.strip("«»\"'")
    if not bare or not bare.islower():
        return False
    return bare in _LITTLE or bool(_ADJECTIVE.search(bare) and bare not in _NOUNS)


@warning
def responsible_trailing_comma(view: View) -> Iterator[Finding]:
    """A comma where a full stop belongs: «Жуковицкая Н.Н,».

    Leave it if the document is printed so: the reference in `responsible` says who it is.
    """
    hint = T("leave it if the document is printed so")
    for column in columns(view):
        if "," in column.text and (match := _LOST_DOT.search(column.text)):
            message = T("a stray comma among the responsible of {number}")
            yield from mark_all(view, column.cells, match.span(), message, hint)


@warning
def responsible_leftover(view: View) -> Iterator[Finding]:
    """After the end of a sentence the column goes on in small letters: a leftover of a page break.

    Leave the words if the document is printed so, and take nobody from them.
    """
    hint = T("leave it if the document is printed so; nobody answers for it")
    for column in columns(view):
        if "." in column.text and (match := LEFTOVER.search(column.text)):
            message = T("leftover of a page break after the responsible of {number}")
            span = match.end() - 1, len(column.text)
            yield from mark_all(view, column.cells, span, message, hint)
