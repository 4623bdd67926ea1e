"""Makes pairs of the rows of a list: schools, or people, who help and who are helped."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.importing.drafts import Row
from innoreg.importing.proposal.list_cells import RowCells
from innoreg.importing.proposal.list_rows import Edit, ListRowReader
from innoreg.importing.proposal.new_records import school_type
from innoreg.importing.proposal.responsible_splitter import split_responsible
from innoreg.model.pair import Pair

Raw = dict[str, Any]
_HEADS_OF_SCHOOLS = re.compile(r"директор|заведующ|руководител|начальник")


class PairReader(ListRowReader):
    """Reads the rows of a list of pairs."""

    def read_pair(self, row: Row, cells: RowCells) -> Iterator[str]:
        """The id of the pair, of a new one where the register has none of these members."""
        schools = cells.take_all("organisation")
        sides = [row.responsible, row.title]
        if len(schools) == 2:
            # The school of whoever stands in the column before it.
            first = next((h for h in self.table.heads if "настав" in h.lower()), "")
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
            if curator:
                self._add_curator(row, known, curator)
            yield known
            return
        people = [member for member in (*mentors, *mentees) if "person" in member]
        heads = bool(_HEADS_OF_SCHOOLS.search(" ".join(sides).lower()))
        level = "school" if not people else "head" if heads else "teacher"
        raw: Raw = {"schema": 1, "level": level, "mentors": mentors, "mentees": mentees}
        if self.source.program:
            raw["program"] = self.source.program
        raw |= self.source.term
        if curator:
            raw["curator"] = self.person_of(row, curator)
        if not self.source.ordered:
            raw["opening"] = {**self.source.term, "basis": self.source.basis}
        wish = "-".join(_who(side[0]) for side in (mentees, mentors))
        yield self.records.add("pair", wish, raw, f"{row.responsible} – {row.title}")

    def _add_curator(self, row: Row, pair: str, printed: str) -> None:
        """Add the curator to a pair that has none; another one stays and is told."""
        known = self.registry.get(Pair, pair)
        person = self.person_of(row, printed)
        if known and known.curator and known.curator != person:
            self.tell("differs", row.spot, printed, mine=known.curator)
        elif known and not known.curator:
            change = partial(with_curator, person)
            self.found.edits.append(Edit("pair", pair, change, printed))

    def _members(self, row: Row, text: str, school: str) -> Iterator[Raw]:
        parties = [party for party in split_responsible(text) if party.person]
        if not text:
            raise Refused(
                T("{place}: a side of the pair is empty", place=row.spot),
                T("fill it in, or delete the row; nothing was written"),
            )
        for party in parties:
            where = school if school else party.position if school_type(party.position) else ""
            person = self.records.teacher(party.person or "")
            if not person:
                self.refuse_name(row, party.person or "")
            self.tell_other_name(row, person, party.person or "")
            member: Raw = {"school": self.records.school(where)} if where else {}
            yield {**member, "person": person}
            if party.position and where != party.position:
                self.tell("unplaced-text", row.spot, party.position)
        if not parties:
            for name in filter(None, map(str.strip, text.split(";"))):
                yield {"school": self.records.school(name)}

    def _find_pair(self, mentors: Sequence[Raw], mentees: Sequence[Raw]) -> str | None:
        wanted = {_who(one) for one in mentors}, {_who(one) for one in mentees}
        for pair in self.registry.all(Pair):
            sides = ({m.person or m.school for m in side} for side in (pair.mentors, pair.mentees))
            if tuple(sides) == wanted and self.source.program in (None, pair.program):
                return pair.id
        return None


def with_curator(person: str, raw: Raw) -> Raw:
    """The raw pair with its curator."""
    return {**raw, "curator": person}


def _who(member: Raw) -> str:
    return str(member.get("person") or member["school"])
