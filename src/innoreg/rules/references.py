"""Rules of references: what they name must be there and be of the right kind."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from innoreg.i18n import N_, T, Texts
from innoreg.model.authority import Authority
from innoreg.model.base import Record, RefTo
from innoreg.model.group import NamedGroup
from innoreg.model.pair import Pair
from innoreg.model.privacy import LACKABLE
from innoreg.model.program import Program
from innoreg.model.record_models import FOLDERS, kind_of
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.site import Site
from innoreg.record_kinds import NAMES_OF_ONE
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, error, warning

_NAMES = {
    **NAMES_OF_ONE,
    "project": N_("a project"),
    "item": N_("an item of a plan"),
    "clause": N_("a clause of an order"),
}


def named_kind(kinds: tuple[str, ...]) -> T:
    """The kinds as words: «a school, an authority»."""
    return Texts(*(_NAMES.get(kind, kind) for kind in kinds))


# Letters that look the same in both alphabets: an id typed with the wrong keyboard.
_LOOK_ALIKE = str.maketrans("авекмнорстухіАВЕКМНОРСТУХ", "abekmhopctyxiABEKMHOPCTYX")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HOLDERS = {"item": "roadmap", "clause": "order", "project": "program"}


class Reference(NamedTuple):
    """A reference: where it stands and what it may name."""

    record: Record
    path: Path
    text: str
    to: RefTo


@error
def unknown_reference(view: View) -> Iterator[Finding]:
    """A reference names nothing in the register, or a thing of another kind.

    Correct the id (the hint names a close one), or add the record it should name.
    """
    guesses = _Guesses(view.registry)
    for to, text, records, target in _questionable_names(view):
        # An import writes «?» where the document names no issuer: no slip that a hint could mend.
        if target is None and text != "?" and not _may_be_there(view.registry, to, text):
            close = guesses.closest(to, text)
            for record, path in _places_of(view, to, text, records):
                yield _unknown_finding(view, Reference(record, path, text, to), close)


class _Named(NamedTuple):
    """What records name, and what it is."""

    to: RefTo
    text: str
    records: list[Record]
    target: Target | None


@gathered_once
def _questionable_names(view: View) -> Iterator[_Named]:
    """What is named and is not there, or is invented."""
    for to, named in view.record_texts.names.items():
        for text, records in named.items():
            target = view.registry.find(text, to.kinds)
            if target is None or target.record.sample:
                yield _Named(to, text, records, target)


def _places_of(
    view: View, to: RefTo, text: str, records: list[Record]
) -> Iterator[tuple[Record, Path]]:
    """Every place where these records name that."""
    for record in records:
        for path in view.places(record).names[to, text]:
            yield record, path


def _may_be_there(registry: Registry, to: RefTo, text: str) -> bool:
    """Whether it may stand in a file that could not be read, or in the folder that is not at hand."""
    if registry.settings.lacking and not LACKABLE.isdisjoint(to.kinds):
        return True
    words = text.split("/")
    head = words[1] if len(words) > 1 and kind_of(words[0]) else words[0]
    return head in registry.broken


def _unknown_finding(view: View, reference: Reference, close: str | None) -> Finding:
    place = view.place(reference.record, *reference.path)
    wanted = named_kind(reference.to.kinds)
    if other := view.registry.find(reference.text):
        return Finding(
            place,
            T(
                "“{id}” is {kind}; expected here: {wanted}",
                id=reference.text,
                kind=named_kind((other.kind,)),
                wanted=wanted,
            ),
            T("name a record of that kind, or move the reference to the key it belongs to"),
        )
    return Finding(
        place, _message(reference, wanted), _hint(view.registry, reference, close), close
    )


def _message(reference: Reference, wanted: T) -> T:
    letters = "".join(dict.fromkeys(_CYRILLIC.findall(reference.text)))
    if letters:
        return T(
            "Cyrillic letters in the reference “{id}”: {letters}",
            id=reference.text,
            letters=letters,
        )
    return T(
        "nothing in the register is called “{id}” ({wanted})", id=reference.text, wanted=wanted
    )


def _hint(registry: Registry, reference: Reference, close: str | None) -> T:
    if close:
        return T("perhaps {close}", close=close)
    head, _, tail = reference.text.partition("/")
    if tail and (found := registry.find(head)):
        # Eight fit on a line; a plan may have hundreds of items.
        keys = ", ".join(list(registry.parts(found.record))[:8])
        return (
            T("{id} has: {keys}", id=head, keys=keys) if keys else T("{id} has no parts", id=head)
        )
    folders = [f"{FOLDERS[kind]}/" for kind in reference.to.kinds if kind in FOLDERS]
    if not folders:
        return T("correct the reference")
    return T("correct the id, or add the record to {folders}", folders=", ".join(folders))


_COMPARISONS = 200_000
"""Of names in one run, some seconds' worth: where more are unknown, no hint is what is missing."""


class _Guesses:
    """What could be meant by unknown names, as long as that costs little."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._left = _COMPARISONS

    def closest(self, to: RefTo, text: str) -> str | None:
        """The reference most like a text that names nothing."""
        if self._registry.find(text):
            # It names something else; that is said instead.
            return None
        latin = text.translate(_LOOK_ALIKE)
        known = self._possible(to, latin)
        # Sure, where the only difference is the alphabet; all else is a guess.
        if latin != text and latin in known:
            return latin
        return next(iter(self._most_like(latin, known)), None)

    def _possible(self, to: RefTo, latin: str) -> list[str]:
        """Ids of the right kinds, and the parts of those that hold such parts."""
        known = [*self._registry.ids(to.kinds)]
        for kind, holder in _HOLDERS.items():
            if kind in to.kinds:
                holders = list(self._registry.ids((holder,)))
                for name in self._most_like(latin.partition("/")[0], holders):
                    record = self._registry.by_id[name][0]
                    known += [f"{name}/{key}" for key in self._registry.parts(record)]
        return known

    def _most_like(self, word: str, known: list[str]) -> list[str]:
        self._left -= len(known)
        return difflib.get_close_matches(word, known, 1, 0.6) if self._left >= 0 else []


@warning
def sample_mixed(view: View) -> Iterator[Finding]:
    """A real record names an invented one (`sample: true`).

    Point it to a real record, or mark this one as a sample too.
    """
    hint = T("name a real record, or mark this one `sample: true`")
    for to, text, records, target in _questionable_names(view):
        if target:
            message = T("a real record names the invented “{id}”", id=text)
            real = [record for record in records if not record.sample]
            for record, path in _places_of(view, to, text, real):
                yield Finding(view.place(record, *path), message, hint)


_ABOVE: Mapping[type[Record], tuple[str, ...]] = {
    Program: ("parent",),
    Authority: ("parent",),
    Site: ("within",),
    Pair: ("replaces",),
    NamedGroup: ("query", "circle"),
}
"""The kinds of record that may stand in a circle, and where they name the one above."""


@error
def circular_reference(view: View) -> Iterator[Finding]:
    """Records stand above one another in a circle: A is part of B, and B of A.

    Remove the link that is wrong.
    """
    for model in _ABOVE:
        for record in view.all(model):
            link = _above(view.registry, record)
            if link and _leads_back(view.registry, record):
                path, _other = link
                key = ".".join(map(str, path))
                yield Finding(
                    view.place(record, *path),
                    T("“{id}” is above itself: `{key}` leads back to it", id=record.id, key=key),
                    T("remove the link that is wrong"),
                )


def _above(registry: Registry, record: Record) -> tuple[tuple[str, ...], Record] | None:
    path = _ABOVE[type(record)]
    named: Any = record
    for step in path:
        named = getattr(named, step, None)
    above = registry.get(type(record), named)
    return (path, above) if above else None


def _leads_back(registry: Registry, record: Record) -> bool:
    seen: set[int] = set()
    here: Record | None = record
    while here is not None and id(here) not in seen:
        # A circle further up that does not lead through this record ends here, too.
        seen.add(id(here))
        found = _above(registry, here)
        here = found[1] if found else None
    return here is record
