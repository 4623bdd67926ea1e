"""Makes records of the rows of a list: people, schools, pairs, sites, consultants."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from innoreg.deadlines import Calendar, Period
from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T
from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.messages import Note, Spot, note
from innoreg.importing.proposal.list_cells import RowCells, items_of
from innoreg.importing.proposal.new_records import NewRecords, school_type
from innoreg.importing.proposal.plan_period import find_period
from innoreg.importing.proposal.responsible_splitter import split_responsible
from innoreg.importing.proposal.school_flags import list_flag
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.school import School
from innoreg.model.site import Site

Raw = dict[str, Any]
_SITE_TYPES = (
    (r"федеральн|\bфип\b", "federal"), ("муниципальн", "municipal"),
    ("стажировочн", "internship"), (r"региональн|\bрип\b", "regional"),
)  # fmt: skip
_HEADS_OF_SCHOOLS = re.compile(r"директор|заведующ|руководител|начальник")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an existing record, and in words what it adds."""

    kind: str
    id: str
    change: Callable[[Raw], Raw]
    words: str


@dataclass(slots=True)
class Listed:
    """What a list gives: ids or raw rows in its order, changes of existing records, remarks."""

    rows: list[Any] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListSource:
    """What all rows of a list share: its words as a basis, the programme, the days it is for.

    `ordered` says that it is the appendix of an order, from which its effect then follows.
    """

    basis: str
    program: str | None = None
    period: Period | None = None
    ordered: bool = False
    rules: Calendar = field(default_factory=Calendar)

    @property
    def term(self) -> Raw:
        """The days as keys of a record; {} where they are not known."""
        return _term(self.period)


def read_list(table: DraftTable, records: NewRecords, source: ListSource) -> Listed:
    """The records of a list of any kind, with new ones for those that the register lacks.

    Raises Refused where a row does not say what such a record cannot be without.
    """
    reader = _ListReader(table, records, source)
    read = {
        "consultants": reader.read_consultant, "pairs": reader.read_pair,
        "sites": reader.read_site, "schools": reader.read_school, "people": reader.read_person,
    }[table.kind]  # fmt: skip
    for row in items_of(table):
        cells = RowCells(row)
        reader.found.rows.extend(read(row, cells))
        if cells.rest:
            reader.tell("unplaced-text", row.spot, cells.rest)
    if reader.strange:
        reader.found.notes.append(note("no-district", names=", ".join(reader.strange)))
    return reader.found


class _ListReader:
    def __init__(self, table: DraftTable, records: NewRecords, source: ListSource) -> None:
        self._table, self._records, self._source = table, records, source
        self._registry = records.registry
        self.found = Listed()
        # Districts that the register lacks, each once.
        self.strange: dict[str, None] = {}

    def tell(self, code: str, spot: Spot, text: str, **more: object) -> None:
        """Add a remark with words of the document."""
        self.found.notes.append(note(code, spot, text=text, **more))

    def read_consultant(self, row: Row, cells: RowCells) -> Iterator[Raw]:
        """A raw assignment; a district that the register lacks stays in words."""
        if not row.responsible:
            self.tell("nobody-named", row.spot, row.title)
            return
        post = cells.take("post")
        for party in split_responsible(row.responsible):
            name = party.person or party.name
            person = self._person(row, name, post or party.position)
            raw: Raw = {"number": row.printed or row.number} if row.number else {}
            raw["person"] = person
            district = self._records.district(row.title)
            if district:
                raw["scope"] = [district]
            else:
                self.strange[row.title] = None
            if not district or not self._is_printed_so(district, row.title):
                raw["text"] = row.title
            if not party.person:
                self.tell("unplaced-text", row.spot, party.text)
            yield raw

    def read_pair(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the pair, of a new one where the register has none of these members."""
        schools = cells.take_all("organisation")
        sides = [row.responsible, row.title]
        if len(schools) == 2:
            # The school of whoever stands in the column before it.
            first = next((h for h in self._table.heads if "настав" in h.lower()), "")
            at_mentee = bool(re.search("наставляем|молод", first.lower()))
            schools = schools[::-1] if at_mentee else schools
        else:
            for text in schools:
                self.tell("unplaced-text", row.spot, text)
            schools = ["", ""]
        mentors, mentees = (
            [*self._members(row, text, school)] for text, school in zip(sides, schools, strict=True)
        )
        curator = cells.take("curator")
        known = self._find_pair(mentors, mentees)
        if known:
            yield known
            return
        people = [member for member in (*mentors, *mentees) if "person" in member]
        heads = bool(_HEADS_OF_SCHOOLS.search(" ".join(sides).lower()))
        level = "school" if not people else "head" if heads else "teacher"
        raw: Raw = {"schema": 1, "level": level, "mentors": mentors, "mentees": mentees}
        if self._source.program:
            raw["program"] = self._source.program
        raw |= self._source.term
        if curator:
            raw["curator"] = self._person(row, curator)
        if not self._source.ordered:
            raw["opening"] = {**self._source.term, "basis": self._source.basis}
        wish = "-".join(_who(side[0]) for side in (mentees, mentors))
        yield self._records.add("pair", wish, raw, f"{row.responsible} – {row.title}")

    def _members(self, row: Row, text: str, school: str) -> Iterator[Raw]:
        parties = [party for party in split_responsible(text) if party.person]
        if not text:
            raise Refused(
                T("{place}: a side of the pair is empty", place=row.spot),
                T("fill it in, or delete the row; nothing was written"),
            )
        for party in parties:
            where = school if school else party.position if school_type(party.position) else ""
            person = self._records.teacher(party.person or "")
            if not person:
                self._refuse_name(row, party.person or "")
            member: Raw = {"school": self._records.school(where)} if where else {}
            yield {**member, "person": person}
            if party.position and where != party.position:
                self.tell("unplaced-text", row.spot, party.position)
        if not parties:
            for name in filter(None, map(str.strip, text.split(";"))):
                yield {"school": self._records.school(name)}

    def _find_pair(self, mentors: Sequence[Raw], mentees: Sequence[Raw]) -> str | None:
        wanted = {_who(one) for one in mentors}, {_who(one) for one in mentees}
        for pair in self._registry.all(Pair):
            sides = ({m.person or m.school for m in side} for side in (pair.mentors, pair.mentees))
            if tuple(sides) == wanted and self._source.program in (None, pair.program):
                return pair.id
        return None

    def read_site(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the site, of a new one where the register has none of this theme there."""
        theme = cells.take("theme")
        if not theme:
            raise Refused(
                T("{place}: the site has no theme", place=row.spot),
                T("a list of sites needs a column «Тема»; nothing was written"),
            )
        district = self._district(row, cells)
        names = list(filter(None, map(str.strip, row.title.split(";"))))
        holders = [self._records.organisation(name, district) for name in names]
        words = f"{cells.take('type')} {self._table.heading} {self._source.basis}"
        kind = next((k for p, k in _SITE_TYPES if re.search(p, comparison_key(words))), "")
        term = row.deadline or cells.take("term")
        period = find_period((term,), self._source.rules) if term else None
        if term and period is None:
            self.tell("unplaced-text", row.spot, term)
        for site in self._registry.all(Site):
            same = comparison_key(site.theme) == comparison_key(theme)
            if same and set(site.organisations) == set(holders):
                yield site.id
                return
        if not kind:
            raise Refused(
                T("{place}: the list does not say what kind of sites these are", place=row.spot),
                T("say it: --title «Список региональных инновационных площадок»"),
            )
        raw: Raw = {"schema": 1, "type": kind, "organisations": holders, "theme": theme}
        if self._source.program:
            raw["program"] = self._source.program
        if period:
            raw["period"] = _term(period)
        if not self._source.ordered:
            raw["opening"] = {**_term(period or self._source.period), "basis": self._source.basis}
        if row.responsible:
            self.tell("unplaced-text", row.spot, row.responsible)
        yield self._records.add("site", f"{holders[0]}-site", raw, f"{row.title}: {theme}")

    def read_school(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the school; its lists are added to it, except in an order, which has its own."""
        district = self._district(row, cells)
        known = self._records.find_school(row.title)
        school = known or self._records.school(row.title, district)
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
            self._records.fill(school, {**given, **({"flags": flags} if flags else {})})
        yield school

    def _flags(self, row: Row, cells: RowCells) -> list[Raw]:
        named = cells.take_ticks(list_flag)
        for text in cells.take_all("flag"):
            flags = [list_flag(part) for part in re.split(r"[,;/]", text)]
            if not all(flags):
                self.tell("unplaced-text", row.spot, text)
            named += filter(None, flags)
        if not named and (flag := list_flag(self._table.heading)):
            named = [flag]
        if self._source.ordered or not named:
            return []
        if self._source.period is None:
            raise Refused(
                T("the list does not say for which time the schools stand on it"),
                T("say it: --period 2027 or --period 2026-2027"),
            )
        shared = {**self._source.term, "basis": self._source.basis}
        return [{"flag": flag, **shared} for flag in dict.fromkeys(named)]

    def read_person(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the person; a post or address that the record lacks is added to it."""
        post, where, mail = cells.take("post"), cells.take("organisation"), cells.take("email")
        known = self._records.people.find(row.title)
        person = self._person(row, row.title)
        place: Raw = {"organisation": self._records.organisation(where)} if where else {}
        posts = [{"title": post, **place, "basis": self._source.basis}] if post else []
        if where and not post:
            self.tell("unplaced-text", row.spot, where)
        given = {"email": mail} if mail else {}
        if row.responsible:
            self.tell("unplaced-text", row.spot, row.responsible)
        if known:
            self._add_to("person", row, known, given, "positions", posts)
        else:
            self._records.fill(person, {**given, **({"positions": posts} if posts else {})})
        yield person

    def _add_to(
        self, kind: str, row: Row, name: str, given: Raw, part: str, more: list[Raw]
    ) -> None:
        """Add to an existing record what it lacks; what it has otherwise stays and is told."""
        record = self._registry.get(Person if kind == "person" else School, name)
        if record is None:  # made by an earlier row of this list
            self._records.fill(name, {**given, **({part: more} if more else {})})
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

        words = [*new.values(), *(one.get("title") or one.get("flag", "") for one in added)]
        self.found.edits.append(Edit(kind, name, change, f"{row.title}: {', '.join(words)}"))

    def _district(self, row: Row, cells: RowCells) -> str | None:
        printed = cells.take("district")
        words = printed or row.section
        found = self._records.district(words) if words else None
        if printed and found is None:
            self.strange[printed] = None
            self.tell("unplaced-text", row.spot, printed)
        return found

    def _person(self, row: Row, name: str, post: str = "") -> str:
        found = self._records.person(name, post)
        if not found:
            self._refuse_name(row, name)
        return found

    def _refuse_name(self, row: Row, name: str) -> None:
        raise Refused(
            T("{place}: several people are called “{name}”", place=row.spot, name=name),
            T("write the full name, or give one of them another spelling; nothing was written"),
        )

    def _is_printed_so(self, district: str, words: str) -> bool:
        found = self._registry.find(district)
        return found is not None and words == getattr(found.record, "short_name", None)


def _who(member: Raw) -> str:
    return str(member.get("person") or member["school"])


def _term(period: Period | None) -> Raw:
    if period is None:
        return {}
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _is_same_part(new: Raw, held: Raw) -> bool:
    """Whether a flag or post is one that the record has: the same list and days, the same title."""
    if "flag" in new:
        return all(new.get(key) == held.get(key) for key in ("flag", "from", "to"))
    same_place = new.get("organisation") in (None, held.get("organisation"))
    return comparison_key(new["title"]) == comparison_key(held["title"]) and same_place
