"""Search of the register's texts: records, items, clauses and projects that hold all words asked for."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def asked_words(text: str, forms: Callable[[str], Iterable[str]]) -> list[AskedWord]:
    """Each word of a question once; forms: all forms of a word, itself among them."""
    return [
        AskedWord(word, frozenset(map(comparison_key, forms(word))))
        for word in dict.fromkeys(words_of(text, halves=False))
    ]


def find_texts(registry: Registry, asked: Sequence[AskedWord]) -> list[FoundText]:
    """Everything that holds all words, each in any form: the best first, then in file order."""
    found = (_find_in(target, texts, asked) for target, texts in _targets(registry))
    return sorted((each for each in found if each), key=lambda each: each.rank)


def nearest_words(registry: Registry, asked: Sequence[AskedWord]) -> list[str]:
    """Words of the register that look like those it does not have, at most three for each."""
    every = {
        word
        for _target, texts in _targets(registry)
        for each in texts
        for word in words_of(each.text)
    }
    unknown = [each.word for each in asked if not any(map(each.fits, every))]
    # Words of one root differ in their endings, so seven tenths alike is a misprint or a kin.
    return [near for word in unknown for near in difflib.get_close_matches(word, every, 3, 0.7)]


def _targets(registry: Registry) -> Iterator[tuple[Target, Sequence[FoundText]]]:
    """Every record, and after it each part that has a reference of its own, with all its texts."""
    for record in registry.records:
        parts = registry.parts(record).values()
        below = {each.path for each in parts}
        for target in (Target(record.kind_name, record), *parts):
            yield target, [*_texts(registry, target, below)]


def _find_in(
    target: Target, texts: Sequence[FoundText], asked: Sequence[AskedWord]
) -> FoundText | None:
    """What of one target holds the words: one text all of them, or several texts together."""
    held: list[tuple[int, FoundText]] = []
    missing = set(asked)
    for each in texts:
        # The reference of a part begins with that of its record, which is found by itself.
        words = words_of(each.text, halves=each.rank > 0 or not target.path)
        here = {one for one in asked if any(map(one.fits, words))}
        if here:
            missing -= here
            held.append((len(here), each))
    if missing or not held:
        return None
    most, best = max(held, key=lambda each: (each[0], -each[1].rank))
    return best if most == len(asked) else best._replace(rank=4)


def _texts(registry: Registry, target: Target, below: set[Path]) -> Iterator[FoundText]:
    """The reference, then the texts of a record without those of its parts, or of one part.

    below: the paths of all parts of the record, whose texts are their own.
    """
    yield FoundText(target, target.ref, (), 0)
    for text, path, is_reference in _walk(target.part, target.path, below):
        if not is_reference:
            is_title = len(path) == len(target.path) + 1 and path[-1] in _TITLES
            yield FoundText(target, text, path, 1 if is_title else 2)
        elif named := registry.find(text):
            title = named.project.title if named.project else title_of(named.record)
            yield FoundText(target, title, path, 3)


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
