"""Search of the register's texts: records, items, clauses and projects that hold all words asked for."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from innoreg.folding import comparison_key
from innoreg.model.base import reference_fields
from innoreg.model.registry import Path, Registry, Target
from innoreg.queries.record_names import title_of

_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


class AskedWord(NamedTuple):
    """A word to look for: as typed, and its other forms; all as `comparison_key` has them."""

    word: str
    forms: frozenset[str]

    def fits(self, word: str) -> bool:
        """Whether a word of a text is a form of it or begins with it."""
        return word in self.forms or word.startswith(self.word)


class FoundText(NamedTuple):
    """A record, or a part of one, with the text that holds what was asked.

    path: to the text, in the record. rank: 0 its own reference, 1 its title, 2 another text of it,
    3 the name of somebody or something that it refers to, 4 several texts of it together.
    """

    target: Target
    text: str
    path: Path
    rank: int


def words_of(text: str, *, halves: bool = True) -> list[str]:
    """The words of a text as they are compared; figures with their letters are words («1925-р»).

    halves: what stands between hyphens too, so that «психолог» finds «педагог-психолог».
    """
    whole = [found.group() for found in _WORD.finditer(comparison_key(text))]
    if not halves:
        return whole
    return whole + [half for word in whole for half in re.split(r"[-./]", word) if half != word]


def find_texts(registry: Registry, asked: Sequence[AskedWord]) -> list[FoundText]:
    """Everything that holds all words, each in any form: the best first, then in file order."""
    found = (_find_in(registry, target, asked) for target in _targets(registry))
    return sorted((each for each in found if each), key=lambda each: each.rank)


def nearest_words(registry: Registry, asked: Sequence[AskedWord]) -> list[str]:
    """Words of the register that look like those it does not have, at most three for each."""
    every = {
        word
        for target in _targets(registry)
        for text, _path, _rank in ((target.ref, (), 0), *_texts(registry, target))
        for word in words_of(text)
    }
    unknown = [each.word for each in asked if not any(map(each.fits, every))]
    # Words of one root differ in their endings, so seven tenths alike is a misprint or a kin.
    return [near for word in unknown for near in difflib.get_close_matches(word, every, 3, 0.7)]


def _targets(registry: Registry) -> Iterator[Target]:
    """Every record, and after it each part that has a reference of its own."""
    for record in registry.records:
        yield Target(record.kind_name, record)
        yield from registry.parts(record).values()


def _find_in(registry: Registry, target: Target, asked: Sequence[AskedWord]) -> FoundText | None:
    """What of one target holds the words: one text all of them, or several texts together."""
    held: list[tuple[int, FoundText]] = []
    missing = set(asked)
    for text, path, rank in ((target.ref, (), 0), *_texts(registry, target)):
        # The reference of a part begins with that of its record, which is found by itself.
        words = words_of(text, halves=rank > 0 or not target.path)
        here = {each for each in asked if any(map(each.fits, words))}
        if here:
            missing -= here
            held.append((len(here), FoundText(target, text, path, rank)))
    if missing or not held:
        return None
    most, best = max(held, key=lambda each: (each[0], -each[1].rank))
    return best if most == len(asked) else best._replace(rank=4)


def _texts(registry: Registry, target: Target) -> Iterator[tuple[str, Path, int]]:
    """The texts of a record without those of its parts, or of one part without those below it."""
    part: BaseModel = target.record
    if target.project:
        part = target.project
    elif target.item:
        part = target.item.item
    elif target.clause:
        part = target.clause.clause
    below = {each.path for each in registry.parts(target.record).values()}
    for text, path, is_reference in _walk(part, target.path, below):
        if not is_reference:
            is_title = len(path) == len(target.path) + 1 and path[-1] in _TITLES
            yield text, path, 1 if is_title else 2
        elif named := registry.find(text):
            title = named.project.title if named.project else title_of(named.record)
            yield title, path, 3


_TITLES = {"title", "name", "short_name", "full_name", "theme", "number"}


def _walk(part: BaseModel, path: Path, below: set[Path]) -> Iterator[tuple[str, Path, bool]]:
    """Each string in a part: its path, and whether it refers to something."""
    refer = {name: to for name, _key, to, _own in reference_fields(type(part))}
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), (*path, field.alias or name)
        yield from _walk_value(value, here, bool(refer.get(name)), below)


def _walk_value(
    value: object, path: Path, is_reference: bool, below: set[Path]
) -> Iterator[tuple[str, Path, bool]]:
    if isinstance(value, str):
        yield value, path, is_reference
    elif isinstance(value, BaseModel):
        yield from _walk(value, path, below)
    elif isinstance(value, tuple | list):
        for index, each in enumerate(value):
            if (*path, index) not in below:
                yield from _walk_value(each, (*path, index), is_reference, below)
