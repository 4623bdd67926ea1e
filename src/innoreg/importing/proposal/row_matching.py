"""Matches the rows of a plan in the register with those of its new document, by their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from innoreg.importing.proposal.imported_words import digests_of, word_digest
from innoreg.importing.text_cleaning import compact_key

Raw = dict[str, Any]
# Shares of common words: from SURE on two titles are one row reworded, below UNSURE two rows.
# Chosen between the titles of one row in two years' plans and those of neighbours; not measured.
SURE = 0.6
UNSURE = 0.34
# Of a row with a new title more than this share of the other columns must be as before.
_UNCHANGED = 0.7
# How much nearer the best row must be than the second best.
_MARGIN = 0.2
# Comparing every old row with every new one has a bound: beyond it only equal words match.
_MOST_PAIRS = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class PlanRow:
    """A raw row with its reference key and the title of its section."""

    key: str
    section: str
    item: Raw

    @property
    def title(self) -> str:
        """The title as a key for comparing."""
        return compact_key(str(self.item.get("title", "")))

    def words_of(self, *names: str) -> tuple[str, ...]:
        """The words of these fields as keys for comparing."""
        return tuple(compact_key(_as_text(self.item.get(name))) for name in names)


@dataclass(slots=True)
class Matches:
    """Which new row each old one is; `doubtful` are those that somebody must confirm."""

    new_of: dict[PlanRow, PlanRow] = field(default_factory=dict)
    doubtful: set[PlanRow] = field(default_factory=set)


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(map(_as_text, value.values()))
    if isinstance(value, list | tuple):
        return " ".join(map(_as_text, value))
    return str(value or "")


def match_rows(old: Sequence[PlanRow], new: Sequence[PlanRow]) -> Matches:
    """The rows that are the same, the surest first: all words, section and title, title, like words.

    Numbers alone make no match: a row put in moves them all.
    """
    found = Matches()
    left, right = list(old), list(new)
    rest = ("deadline", "responsible_text", "result")
    wishes: tuple[Callable[[PlanRow], Hashable], ...] = (
        lambda row: (row.section, row.title, row.item.get("number"), row.words_of(*rest)),
        lambda row: (row.section, row.title, row.words_of(*rest)),
        lambda row: (row.title, row.words_of(*rest)),
        lambda row: (row.section, row.title, row.words_of("deadline")),
        lambda row: (row.title, row.words_of("deadline")),
        lambda row: (row.section, row.title),
        lambda row: row.title,
    )
    for step, wish in enumerate(wishes):
        # Equal titles with other terms may be exchanged: who is who is only sure one to one.
        _match_equal(found, left, right, wish, sure=step < 5)
    _match_as_imported(found, left, right)
    _match_alike(found, left, right)
    return found


def _match_equal(
    found: Matches,
    left: list[PlanRow],
    right: list[PlanRow],
    wish: Callable[[PlanRow], Hashable],
    *,
    sure: bool,
) -> None:
    news = defaultdict[Hashable, list[PlanRow]](list)
    for row in right:
        news[wish(row)].append(row)
    olds = Counter(map(wish, left))
    for row in list(left):
        same = news[wish(row)]
        if same:
            if not sure and (olds[wish(row)] > 1 or len(same) > 1):
                found.doubtful.add(row)
            _take(found, left, right, row, same.pop(0))


def _take(
    found: Matches, left: list[PlanRow], right: list[PlanRow], old: PlanRow, new: PlanRow
) -> None:
    found.new_of[old] = new
    left.remove(old)
    right.remove(new)


def _match_as_imported(found: Matches, left: list[PlanRow], right: list[PlanRow]) -> None:
    """Match rows whose title was edited in the register by the title they were imported with."""
    titles = defaultdict[str, list[PlanRow]](list)
    for row in right:
        titles[word_digest(row.item.get("title"))].append(row)
    for row in list(left):
        same = titles[digests_of(row.item)["title"]]
        if len(same) == 1:
            _take(found, left, right, row, same.pop())


def _match_alike(found: Matches, left: list[PlanRow], right: list[PlanRow]) -> None:
    """Match rows with like titles, the likest first; those between sure and unlike are doubtful."""
    if len(left) * len(right) > _MOST_PAIRS:
        return
    bags = {row: _words(row) for row in (*left, *right)}
    titles = {
        (old, new): share
        for old in left
        for new in right
        if (share := _share(bags[old], bags[new])) >= UNSURE
    }
    scores = {pair: share + _other_likeness(*pair) for pair, share in titles.items()}
    best = defaultdict[PlanRow, list[float]](list)
    for (old, new), score in scores.items():
        best[old].append(score)
        best[new].append(score)
    for (old, new), score in sorted(scores.items(), key=lambda pair: -pair[1]):
        if old not in left or new not in right:
            continue
        # A row taken out and another put in may have much the same title: then its place or all else differs.
        changed = _unchanged_share(old, new) <= _UNCHANGED or old.section != new.section
        close = any(other > score - _MARGIN for other in _others(best[old], best[new], score))
        if titles[old, new] < SURE or changed or close:
            found.doubtful.add(old)
        _take(found, left, right, old, new)


def _others(mine: list[float], theirs: list[float], score: float) -> list[float]:
    """The scores of these two rows with other rows."""
    rest = [*mine, *theirs]
    rest.remove(score)
    rest.remove(score)
    return rest


def _share(mine: Counter[str], other: Counter[str]) -> float:
    size = mine.total() + other.total()
    return 2 * (mine & other).total() / size if size else 0.0


def _words(row: PlanRow) -> Counter[str]:
    # Without endings: «семинар для педагогов», «семинары педагогам».
    words = re.findall(r"[^\W_]+", str(row.item.get("title", "")).lower())
    return Counter(word[: max(4, len(word) - 3)] for word in words)


def _unchanged_share(old: PlanRow, new: PlanRow) -> float:
    """The share of the other filled columns that have the same words, 0 to 1."""
    names = ("deadline", "responsible_text", "result", "cells")
    pairs = [
        (a, b) for a, b in zip(old.words_of(*names), new.words_of(*names), strict=True) if a or b
    ]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def _other_likeness(old: PlanRow, new: PlanRow) -> float:
    """What the other columns and the place add to the likeness of the titles, up to 0.3."""
    section = old.section == new.section
    number = old.item.get("number") == new.item.get("number")
    return 0.2 * _unchanged_share(old, new) + 0.05 * section + 0.05 * number
