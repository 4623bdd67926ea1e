"""Matches the rows of a plan in the register with those of its new document, by their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from innoreg.importing.proposal.imported_words import digests_of, word_digest
from innoreg.importing.text_cleaning import compact_key

Raw = dict[str, Any]
# Shares of common words: from SURE on two titles are one row reworded, below UNSURE two rows.
# Chosen between the titles of one row in two years' plans and those of neighbours; not measured.
SURE = 0.75
UNSURE = 0.34
_OTHERS = ("deadline", "responsible_text", "result", "cells")
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
    """Which new row each old one is; `doubtful` are those that somebody must confirm.

    `rivals` are old rows without a new one that may be the new row of a doubtful one instead.
    """

    new_of: dict[PlanRow, PlanRow] = field(default_factory=dict)
    doubtful: set[PlanRow] = field(default_factory=set)
    rivals: dict[PlanRow, list[PlanRow]] = field(default_factory=dict)


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
    wishes: tuple[Callable[[PlanRow], Hashable], ...] = (
        lambda row: (row.section, row.title, row.item.get("number"), row.words_of(*_OTHERS)),
        lambda row: (row.section, row.title, row.words_of(*_OTHERS)),
        lambda row: (row.title, row.words_of(*_OTHERS)),
        lambda row: (row.section, row.title, row.words_of("deadline")),
        lambda row: (row.title, row.words_of("deadline")),
        lambda row: (row.section, row.title),
        lambda row: row.title,
    )
    for step, wish in enumerate(wishes):
        # Equal titles with other terms may be exchanged: who is who is only sure one to one.
        _match_equal(found, left, right, wish, sure=step < 5)
    by_title = dict(found.new_of)
    _match_as_imported(found, left, right)
    _match_alike(found, left, right)
    _doubt_equal_rows(found, old, new)
    _doubt_equal_titles(found, by_title, old, new)
    return found


def _doubt_equal_rows(found: Matches, old: Sequence[PlanRow], new: Sequence[PlanRow]) -> None:
    """Doubt rows that have twins where the document has more or fewer of them: which one is it?"""
    olds, news = Counter(map(_all_words, old)), Counter(map(_all_words, new))
    for row in found.new_of:
        mine, theirs = olds[_all_words(row)], news[_all_words(row)]
        if theirs and mine != theirs:
            found.doubtful.add(row)


def _all_words(row: PlanRow) -> Hashable:
    return (row.section, row.title, row.words_of(*_OTHERS))


def _doubt_equal_titles(
    found: Matches,
    pairs: Mapping[PlanRow, PlanRow],
    all_old: Sequence[PlanRow],
    all_new: Sequence[PlanRow],
) -> None:
    """Doubt pairs of one title where the rest speaks for two rows, or for another row.

    A row may go and another take its title; or a row be reworded to the title of one that went.
    """
    changed = {old: new for old, new in pairs.items() if _differing(old, new)}
    settled = {row for pair in pairs.items() if pair[0] not in changed for row in pair}
    olds = [row for row in all_old if row not in settled]
    news = [row for row in all_new if row not in settled]
    if len(changed) * (len(olds) + len(news)) > _MOST_PAIRS:
        found.doubtful.update(changed)
        return
    bags = {row: _words(row) for row in (*olds, *news)}

    def is_nearer(one: PlanRow, other: PlanRow, limit: float) -> bool:
        return (
            _sameness(one, other) >= limit
            and _share(bags[one], bags[other]) >= UNSURE
            and pairs.get(one) is not other
        )

    for old, new in changed.items():
        limit = _sameness(old, new)
        rivals = [row for row in olds if is_nearer(row, new, limit)]
        elsewhere = old.section != new.section
        put_off = old.words_of("deadline") != new.words_of("deadline")
        strange = (put_off or elsewhere) and _differing(old, new) + elsewhere > 1
        if strange or rivals or any(is_nearer(old, row, limit) for row in news):
            found.doubtful.add(old)
            found.rivals[old] = [row for row in rivals if row not in found.new_of]


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
            found.rivals[old] = [
                row
                for row in left
                if row is not old and scores.get((row, new), 0) > score - _MARGIN
            ]
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
    pairs = _other_words(old, new)
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def _sameness(old: PlanRow, new: PlanRow) -> float:
    """How much the rows have in common beside their titles, the section included, 0 to 1.1."""
    return _unchanged_share(old, new) + 0.1 * (old.section == new.section)


def _differing(old: PlanRow, new: PlanRow) -> int:
    """In how many of the other columns the words of the rows differ."""
    return sum(a != b for a, b in _other_words(old, new))


def _other_words(old: PlanRow, new: PlanRow) -> list[tuple[str, str]]:
    """The words of both rows in the columns that are filled in either, the title left out."""
    both = zip(old.words_of(*_OTHERS), new.words_of(*_OTHERS), strict=True)
    return [(a, b) for a, b in both if a or b]


def _other_likeness(old: PlanRow, new: PlanRow) -> float:
    """What the other columns and the place add to the likeness of the titles, up to 0.3."""
    section = old.section == new.section
    number = old.item.get("number") == new.item.get("number")
    return 0.2 * _unchanged_share(old, new) + 0.05 * section + 0.05 * number
