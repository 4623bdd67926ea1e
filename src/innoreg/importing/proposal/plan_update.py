"""Merges the new document of a plan into its record: rows matched by their words, events kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from innoreg.importing.proposal.imported_words import PRINTED, digests_of, word_digest
from innoreg.importing.proposal.plan_record import free_number, item_keys
from innoreg.importing.proposal.row_matching import Matches, PlanRow, match_rows
from innoreg.importing.text_cleaning import compact_key
from innoreg.model.roadmap import Item

Raw = dict[str, Any]
# What an import writes of a row; all else was put there by the register's keepers.
_OWN = frozenset({*PRINTED, "number", "unnumbered", "responsible", "imported", "items"})
# The keys of a row in the order of the format, what names it first.
_KEYS = ("number", "unnumbered", "title", *(f.alias or n for n, f in Item.model_fields.items()))
_PLACES = {name: place for place, name in reversed(list(enumerate(_KEYS)))}
# What is put to a person.
Question = Literal["same-row", "edited-twice"]
Ask = Callable[[Question, str, str], bool]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row: words of a field before and after, or where it went."""

    kind: Literal["added", "removed", "kept", "moved", "changed"]
    key: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Merged:
    """The new raw plan, what changed, and the keys of rows that have new ones."""

    raw: Raw
    changes: list[RowChange] = field(default_factory=list)
    renumbered: dict[str, str] = field(default_factory=dict)


def merge_printed_plan(old: Raw, fresh: Raw, ask: Ask) -> Merged:
    """The plan as the new document prints it, with what the register keeps on its rows.

    Words edited in the register stay where the document did not change them too. A row that the
    document lacks goes, unless something is kept on it. `ask` answers what is not sure: whether two
    titles are one row (its answer no makes them two), and whether the document's words are to
    replace those edited here.
    """
    return _Merger(old, fresh, ask).merge()


def _rows(plan: Raw) -> list[PlanRow]:
    sections = {
        id(item): compact_key(section["title"])
        for section in plan.get("sections") or ()
        for item in _all_items(section)
    }
    return [PlanRow(key, sections.get(id(item), ""), item) for key, item in item_keys(plan)]


def _all_items(part: Raw) -> Iterator[Raw]:
    for item in part.get("items") or ():
        yield item
        yield from _all_items(item)


def _kept_keys(part: Raw) -> Raw:
    return {name: value for name, value in part.items() if name not in _OWN}


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_plain, value))
    if isinstance(value, dict):
        return ": ".join(map(_plain, value.values()))
    return str(value or "")


class _Merger:
    def __init__(self, old: Raw, fresh: Raw, ask: Ask) -> None:
        self._old, self._fresh, self._ask = old, fresh, ask
        self._old_rows, self._new_rows = _rows(old), _rows(fresh)
        self._matches = self._confirmed(match_rows(self._old_rows, self._new_rows))
        self._old_of = {id(new.item): row for row, new in self._matches.new_of.items()}
        self._section_of = self._pair_sections()
        self._changes: list[RowChange] = []
        # The merged row by the old one, for what must stand behind it.
        self._merged: dict[int, Raw] = {}

    def _confirmed(self, found: Matches) -> Matches:
        """The matches without those that a person took for two rows; where nothing is kept, unasked."""
        for row in self._old_rows:
            if row not in found.doubtful:
                continue
            new = found.new_of[row]
            # Where nothing is kept, either answer gives the same plan.
            for wish in (row, *found.rivals.get(row, ())):
                taken = wish is not row and wish in found.new_of
                if taken or not _kept_keys(wish.item):
                    continue
                found.new_of.pop(wish, None)
                if self._ask("same-row", _named(wish, new), _named(new, wish)):
                    found.new_of.pop(row, None)
                    found.new_of[wish] = new
                    break
        return found

    def merge(self) -> Merged:
        raw = {**self._old, "title": self._fresh["title"]}
        for name in ("columns", "period"):
            if name in self._fresh:
                raw[name] = self._fresh[name]
        for name in ("sections", "items"):
            raw.pop(name, None)
        if "items" in self._fresh:
            raw["items"] = self._merge_items(self._fresh["items"], "")
        if "sections" in self._fresh:
            raw["sections"] = self._merge_sections()
        self._keep_lost_rows(raw)
        self._changes.extend(self._moves(raw))
        return Merged(raw, self._changes, self._renumbered(raw))

    def _merge_sections(self) -> list[Raw]:
        mine = self._section_of
        taken = {str(s["number"]) for s in (self._old.get("sections") or ())}
        taken |= {str(s["number"]) for s in self._fresh["sections"] if not s.get("unnumbered")}
        made = []
        for section in self._fresh["sections"]:
            old = mine.get(id(section))
            number = section["number"]
            if section.get("unnumbered"):
                reuse = old is not None and old.get("unnumbered")
                number = old["number"] if old and reuse else free_number(taken, 1)
                taken.add(str(number))
            kept = _kept_keys(old) if old else {}
            if old is None:
                self._changes.append(RowChange("added", str(number), section["title"]))
            elif old["title"] != section["title"]:
                change = RowChange("changed", str(number), section["title"], "title", old["title"])
                self._changes.append(_with_after(change, section["title"]))
            scope = compact_key(old["title"]) if old else None
            items = self._merge_items(section.get("items") or (), scope)
            made.append(
                {
                    "number": number,
                    **({"unnumbered": True} if section.get("unnumbered") else {}),
                    **kept,
                    "title": section["title"],
                    "items": items,
                }
            )
        gone = [
            s for s in self._old.get("sections") or () if not any(s is m for m in mine.values())
        ]
        self._changes.extend(RowChange("removed", str(s["number"]), s["title"]) for s in gone)
        return made

    def _pair_sections(self) -> dict[int, Raw]:
        """The section each fresh one was: of the same title, else where most of its rows stood."""
        left = {compact_key(s["title"]): s for s in self._old.get("sections") or ()}
        found: dict[int, Raw] = {}
        fresh = self._fresh.get("sections") or ()
        for section in fresh:
            if same := left.pop(compact_key(section["title"]), None):
                found[id(section)] = same
        for section in fresh:
            stood = [
                self._old_of[id(item)].section
                for item in _all_items(section)
                if id(item) in self._old_of
            ]
            usual = max(set(stood), key=stood.count, default="")
            if id(section) not in found and usual in left and stood.count(usual) * 2 > len(stood):
                found[id(section)] = left.pop(usual)
        return found

    def _merge_items(self, items: Any, scope: str | None) -> list[Raw]:
        """The fresh rows with what is kept on them; `scope` is the old section they stand in."""
        # A number that served a row of the register is never given to another one.
        taken = {
            str(row.item["number"]).rstrip(".") for row in self._old_rows if row.section == scope
        }
        taken |= {str(item["number"]).rstrip(".") for item in items if not item.get("unnumbered")}
        return [self._merge_item(item, scope, taken) for item in items]

    def _merge_item(self, item: Raw, scope: str | None, taken: set[str]) -> Raw:
        old = self._old_of.get(id(item))
        number = item["number"]
        if item.get("unnumbered"):
            stays = old is not None and old.item.get("unnumbered") and old.section == scope
            number = old.item["number"] if old and stays else free_number(taken, 1)
            taken.add(str(number).rstrip("."))
        merged = {**item, "number": number}
        if old is None:
            self._changes.append(RowChange("added", str(number), item["title"]))
        else:
            merged |= _kept_keys(old.item)
            self._merge_words(old, item, merged)
            self._merged[id(old.item)] = merged
        merged.pop("items", None)
        merged = dict(sorted(merged.items(), key=lambda pair: _PLACES.get(pair[0], 0)))
        if old is not None:
            self._merged[id(old.item)] = merged
        if item.get("items"):
            merged["items"] = self._merge_items(item["items"], scope)
        return merged

    def _merge_words(self, old: PlanRow, item: Raw, merged: Raw) -> None:
        """Put the words edited in the register where the document did not change them."""
        base = digests_of(old.item)
        for name in PRINTED:
            mine, printed = old.item.get(name), item.get(name)
            if _plain(mine) == _plain(printed):
                if mine is not None:
                    merged[name] = mine
                continue
            edited = word_digest(mine) != base[name]
            reprinted = word_digest(printed) != base[name]
            keep = edited and not reprinted
            if edited and reprinted:
                keep = not self._ask("edited-twice", _plain(mine), _plain(printed))
            if keep:
                merged.pop(name, None)
                if mine is not None:
                    merged[name] = mine
                continue
            change = RowChange("changed", str(old.key), item["title"], name, _plain(mine))
            self._changes.append(_with_after(change, _plain(printed)))
        # A curator may have corrected the parties of words that are the same.
        if merged.get("responsible_text") == old.item.get("responsible_text"):
            merged.pop("responsible", None)
            if "responsible" in old.item:
                merged["responsible"] = old.item["responsible"]

    def _keep_lost_rows(self, raw: Raw) -> None:
        """Put back the rows that the document lacks, where something is kept on them; tell the others."""
        for row in self._old_rows:
            if row in self._matches.new_of:
                continue
            if not _kept_keys(row.item):
                self._changes.append(RowChange("removed", row.key, row.item["title"]))
                continue
            self._changes.append(RowChange("kept", row.key, row.item["title"]))
            holder = self._holder_of(raw, row)
            taken = {str(item["number"]).rstrip(".") for item in holder}
            lost = {name: value for name, value in row.item.items() if name != "items"}
            if str(lost["number"]).rstrip(".") in taken:
                # Its number belongs to another row now; it keeps one for references only.
                everywhere = {str(other.item["number"]).rstrip(".") for other in self._old_rows}
                number = free_number(taken | everywhere, 1)
                lost = {
                    "number": number,
                    "unnumbered": True,
                    **_without(lost, "number", "unnumbered"),
                }
            holder.append(lost)
            self._merged[id(row.item)] = lost

    def _holder_of(self, raw: Raw, row: PlanRow) -> list[Raw]:
        """The rows of the merged plan among which a row of the old one stays."""
        if not row.section:
            return raw.setdefault("items", [])  # type: ignore[no-any-return]
        for section in raw.get("sections") or ():
            if compact_key(section["title"]) == row.section:
                return section.setdefault("items", [])  # type: ignore[no-any-return]
        before = next(s for s in self._old["sections"] if compact_key(s["title"]) == row.section)
        section = {**_without(before, "items"), "items": []}
        if str(section["number"]) in {str(s["number"]) for s in raw.get("sections") or ()}:
            numbers = {str(s["number"]) for s in (*raw["sections"], *self._old["sections"])}
            section = {"number": free_number(numbers, 1), "unnumbered": True,
                       **_without(section, "number", "unnumbered")}  # fmt: skip
        raw.setdefault("sections", []).append(section)
        return section["items"]  # type: ignore[no-any-return]

    def _moves(self, raw: Raw) -> Iterator[RowChange]:
        """Rows that stand in another section, or in another order among the rows that stayed."""
        place = {id(item): n for n, (_key, item) in enumerate(item_keys(raw))}
        stayed = [row for row in self._old_rows if id(row.item) in self._merged]
        new = {id(n.item): n for n in self._new_rows}
        order = [place[id(self._merged[id(row.item)])] for row in stayed]
        still = _longest_run(order)
        for row, position in zip(stayed, order, strict=True):
            match = self._matches.new_of.get(row)
            elsewhere = match is not None and new[id(match.item)].section != row.section
            if position not in still or (elsewhere and not self._is_renamed(row, match)):
                yield RowChange("moved", row.key, row.item["title"])

    def _is_renamed(self, row: PlanRow, match: PlanRow | None) -> bool:
        """Whether the section of the row is the same one under another title."""
        for section in self._fresh.get("sections") or ():
            if match and compact_key(section["title"]) == match.section:
                old = self._section_of.get(id(section))
                return old is not None and compact_key(old["title"]) == row.section
        return False

    def _renumbered(self, raw: Raw) -> dict[str, str]:
        keys = {id(item): key for key, item in item_keys(raw)}
        pairs = (
            (row.key, keys[id(self._merged[id(row.item)])])
            for row in self._old_rows
            if id(row.item) in self._merged
        )
        return {old: new for old, new in pairs if old != new}


def _named(row: PlanRow, other: PlanRow) -> str:
    """The row for a question: number and title, and where the titles are equal all else of it."""
    words = [f"{row.key}. {row.item['title']}"]
    if row.title == other.title:
        words += filter(None, (_plain(row.item.get(name)) for name in PRINTED[1:]))
    return " | ".join(words)


def _without(part: Raw, *names: str) -> Raw:
    return {name: value for name, value in part.items() if name not in names}


def _with_after(change: RowChange, after: str) -> RowChange:
    return RowChange(change.kind, change.key, change.title, change.field, change.before, after)


def _longest_run(order: list[int]) -> set[int]:
    """The members of a longest increasing run of these places: what did not move."""
    from bisect import bisect_left

    ends: list[int] = []
    chains: list[list[int]] = []
    for place in order:
        at = bisect_left(ends, place)
        chain = [*(chains[at - 1] if at else []), place]
        ends[at : at + 1] = [place]
        chains[at : at + 1] = [chain]
    return set(chains[-1]) if chains else set()
