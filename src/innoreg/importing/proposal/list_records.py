"""Makes records of the rows of a list: people, schools, pairs, sites, consultants."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from innoreg.deadlines import Calendar, Period, parse
from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.messages import note
from innoreg.importing.proposal.list_cells import RowCells, is_side, says_yes
from innoreg.importing.proposal.list_pairs import PairReader
from innoreg.importing.proposal.list_rows import Edit, Listed, ListSource, term_of
from innoreg.importing.proposal.new_records import NewRecords
from innoreg.importing.proposal.plan_period import ANY_DAY
from innoreg.importing.proposal.responsible_splitter import split_responsible
from innoreg.importing.proposal.school_flags import list_flag
from innoreg.model.person import Person
from innoreg.model.school import School
from innoreg.model.site import Site

Raw = dict[str, Any]
_SITE_TYPES = (
    (r"федеральн|\bфип\b", "federal"), ("муниципальн", "municipal"),
    ("стажировочн", "internship"), (r"региональн|\bрип\b", "regional"),
)  # fmt: skip


def read_list(table: DraftTable, records: NewRecords, source: ListSource) -> Listed:
    """The records of a list of any kind, with new ones for those that the register lacks.

    Raises Refused where a row does not say what such a record cannot be without.
    """
    reader = _ListReader(table, records, source)
    read = {
        "consultants": reader.read_consultant, "pairs": reader.read_pair,
        "sites": reader.read_site, "schools": reader.read_school, "people": reader.read_person,
    }[table.kind]  # fmt: skip
    for row in table.rows:
        if row.kind == "section":
            if not records.district(row.title):
                reader.tell("unplaced-text", row.spot, row.title)
            continue
        cells = RowCells(row)
        reader.found.rows.extend(read(row, cells))
        if cells.rest:
            reader.tell("unplaced-text", row.spot, cells.rest)
    if reader.strange:
        reader.found.notes.append(note("no-district", names=", ".join(reader.strange)))
    return reader.found


class _ListReader(PairReader):
    """Reads the rows of lists of all kinds."""

    def read_consultant(self, row: Row, cells: RowCells) -> Iterator[Raw]:
        """A raw assignment; a district that the register lacks stays in words."""
        if not row.responsible:
            self.tell("nobody-named", row.spot, row.title)
            return
        post = cells.take("post")
        for party in split_responsible(row.responsible):
            if not party.person:
                self.tell("nobody-named", row.spot, f"{row.title}: {party.text}")
                continue
            post = post or party.position
            person = self.person_of(row, party.person, post)
            known = self.registry.get(Person, person)
            held = {comparison_key(one.title) for one in known.positions} if known else set()
            if known and post and comparison_key(post) not in held:
                self.tell("unplaced-text", row.spot, post)
            raw: Raw = {"number": row.printed or row.number} if row.number else {}
            raw["person"] = person
            district = self.records.district(row.title)
            if district:
                raw["scope"] = [district]
            else:
                self.strange[row.title] = None
            if not district or not self._is_printed_so(district, row.title):
                raw["text"] = row.title
            yield raw

    def read_site(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the site, of a new one where the register has none of this theme there."""
        theme = cells.take("theme")
        if not theme:
            raise Refused(
                T("{place}: the site has no theme", place=row.spot),
                T("a list of sites needs a column «Тема»; nothing was written"),
            )
        district = self.district_of(row, cells)
        names = list(filter(None, map(str.strip, row.title.split(";"))))
        holders = [self.records.organisation(name, district) for name in names]
        words = f"{cells.take('type')} {self.table.heading} {self.source.basis}"
        kind = next((k for p, k in _SITE_TYPES if re.search(p, comparison_key(words))), "")
        term = row.deadline or cells.take("term")
        period = _stretch(term, self.source.rules) if term else None
        if term and period is None:
            self.tell("unplaced-text", row.spot, term)
        for site in self.registry.all(Site):
            same = comparison_key(site.theme) == comparison_key(theme)
            if same and set(site.organisations) == set(holders):
                if period and _days_of(site) == (period.start, period.end):
                    self.found.read.append(term)
                elif period:
                    self.tell("differs", row.spot, term, mine=_days_of(site)[1] or "–")
                yield site.id
                return
        if not kind:
            raise Refused(
                T("{place}: the list does not say what kind of sites these are", place=row.spot),
                T("say it: --title «Список региональных инновационных площадок»"),
            )
        raw: Raw = {"schema": 1, "type": kind, "organisations": holders, "theme": theme}
        if self.source.program:
            raw["program"] = self.source.program
        if period:
            raw["period"] = term_of(period)
        if not self.source.ordered:
            raw["opening"] = {**term_of(period or self.source.period), "basis": self.source.basis}
        if row.responsible:
            self.tell("unplaced-text", row.spot, row.responsible)
        yield self.records.add("site", f"{holders[0]}-site", raw, f"{row.title}: {theme}")

    def read_school(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the school; its lists are added to it, except in an order, which has its own."""
        if other := next((cell for cell in row.extra if is_side(cell)), None):
            raise Refused(
                T(
                    "the column “{head}” is one side of pairs, the other is missing",
                    head=other.head,
                ),
                T("call the columns «Школа-наставник» and «Школа с низкими результатами»"),
            )
        district = self.district_of(row, cells)
        known = self.records.find_school(row.title)
        school = known or self.records.school(row.title, district)
        given: Raw = {"district": district} if district else {}
        for name in ("inn", "ogrn", "short_name", "email"):
            if text := cells.take(name):
                given[name] = text
        flags = self._flags(row, cells)
        if row.responsible:
            self.tell("unplaced-text", row.spot, row.responsible)
        if row.deadline:
            self.tell("unplaced-text", row.spot, row.deadline)
        if known:
            self._add_to("school", row, known, given, "flags", flags)
        else:
            self.records.fill(school, {**given, **({"flags": flags} if flags else {})})
        yield school

    def _flags(self, row: Row, cells: RowCells) -> list[Raw]:
        ticks = cells.take_ticks(list_flag)
        self.found.read += ticks.values()
        named = [flag for flag, text in ticks.items() if says_yes(text)]
        for text in cells.take_all("flag"):
            flags = [list_flag(part) for part in re.split(r"[,;/]", text)]
            if not all(flags):
                self.tell("unplaced-text", row.spot, text)
            named += filter(None, flags)
        if not named and not ticks and (flag := list_flag(self.table.heading)):
            named = [flag]
        if self.source.ordered or not named:
            return []
        if self.source.period is None:
            raise Refused(
                T("the list does not say for which time the schools stand on it"),
                T("say it: --period 2027 or --period 2026-2027"),
            )
        shared = {**self.source.term, "basis": self.source.basis}
        return [{"flag": flag, **shared} for flag in dict.fromkeys(named)]

    def read_person(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the person; a post or address that the record lacks is added to it."""
        post, where, mail = cells.take("post"), cells.take("organisation"), cells.take("email")
        known = self.records.people.find(row.title)
        person = self.person_of(row, row.title)
        place: Raw = {"organisation": self.records.organisation(where)} if where else {}
        posts = [{"title": post, **place, "basis": self.source.basis}] if post else []
        if where and not post:
            self.tell("unplaced-text", row.spot, where)
        given = {"email": mail} if mail else {}
        if row.responsible:
            self.tell("unplaced-text", row.spot, row.responsible)
        if known:
            self._add_to("person", row, known, given, "positions", posts)
        else:
            self.records.fill(person, {**given, **({"positions": posts} if posts else {})})
        yield person

    def _add_to(
        self, kind: str, row: Row, name: str, given: Raw, part: str, more: list[Raw]
    ) -> None:
        """Add to an existing record what it lacks; what it has otherwise stays and is told."""
        record = self.registry.get(Person if kind == "person" else School, name)
        if record is None:  # made by an earlier row of this list
            self.records.fill(name, {**given, **({part: more} if more else {})})
            return
        new: Raw = {}
        for key, text in given.items():
            mine = getattr(record, key)
            if mine is None:
                new[key] = text
            elif comparison_key(str(mine)) != comparison_key(text):
                self.tell("differs", row.spot, text, mine=mine)
        held = [part_.model_dump(mode="json", by_alias=True) for part_ in getattr(record, part)]
        added = [one for one in more if not any(_is_same_part(one, other) for other in held)]
        if not new and not added:
            return

        def change(raw: Raw) -> Raw:
            changed = {**raw, **new}
            if added:
                changed[part] = [*(raw.get(part) or ()), *added]
            return changed

        parts = (*({"text": text} for text in new.values()), *added)
        self.found.edits.append(Edit(kind, name, change, row.title, parts))

    def _is_printed_so(self, district: str, words: str) -> bool:
        found = self.registry.find(district)
        return found is not None and words == getattr(found.record, "short_name", None)


def _days_of(site: Site) -> tuple[date | None, date | None]:
    """First and last day of the site's status, as its record has them."""
    term = site.period or site.opening
    return (term.from_, term.to) if term else (None, None)


def _stretch(term: str, rules: Calendar) -> Period | None:
    """The days of the term of a site; None where it is not one stretch with both ends."""
    read = parse(term, ANY_DAY, rules)
    if read.kind != "during" or len(read.windows) != 1 or read.windows[0].start is None:
        return None
    return Period(read.windows[0].start, read.windows[0].end)


def _is_same_part(new: Raw, held: Raw) -> bool:
    """Whether a flag or post is one that the record has: the same list and days, the same title."""
    if "flag" in new:
        return all(new.get(key) == held.get(key) for key in ("flag", "from", "to"))
    same_place = new.get("organisation") in (None, held.get("organisation"))
    return comparison_key(new["title"]) == comparison_key(held["title"]) and same_place
