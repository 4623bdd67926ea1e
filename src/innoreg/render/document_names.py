"""The names that documents use for records of the register, as phrases that can be declined."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import Case
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Member, Pair
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry, Target
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.render import declinable_words
from innoreg.render.declinable_words import Remarks, Word, lower_first
from innoreg.render.document_text import short_date

_PROGRAMS = {
    "innovation_program": "региональная инновационная программа",
    "regional_project": "региональный проект",
    "other": "программа",
}
_SITES = {
    "regional": "региональная инновационная площадка",
    "federal": "федеральная инновационная площадка",
    "municipal": "муниципальная инновационная площадка", "internship": "стажировочная площадка",
}  # fmt: skip
# One word that may be a plural is not declined by rules.
_PLURAL_KINDS = {
    "решения": {
        "gen": "решений", "dat": "решениям", "acc": "решения", "ins": "решениями", "loc": "решениях",
    }
}  # fmt: skip
_ROLES = {
    "supervisor": "научный руководитель", "consultant": "научный консультант",
    "school_curator": "куратор школы", "mentoring_curator": "куратор наставничества",
}  # fmt: skip
GROUPS = {
    "supervisor": "научные руководители", "consultant": "научные консультанты",
    "school_curator": "кураторы школ", "mentoring_curator": "кураторы наставничества",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Namer:
    """Gives the records of one registry their names; risky forms add a remark to `remarks`.

    Every method raises Refused where nothing in the register has the id.
    """

    registry: Registry
    remarks: Remarks

    def phrase(self, text: str) -> Word:
        """Any phrase in the nominative."""
        return declinable_words.phrase_word(text, self.remarks)

    def kind(self, order_kind: str) -> Word:
        """«Распоряжение», «Решения»: the kind of a document."""
        forms = _PLURAL_KINDS.get(order_kind.lower(), {})
        return Word(order_kind, "org", self.remarks, forms=forms)

    def post(self, title: str) -> Word:
        """A post in the nominative."""
        return declinable_words.post_word(title, self.remarks)

    def person(self, ref: str) -> Word:
        """A person of the register."""
        record = self.registry.get(Person, ref)
        return (
            declinable_words.person_word(record, self.remarks) if record else _refuse_unknown(ref)
        )

    def organisation(self, ref: str) -> Word:
        """A school or an authority of the register, by its full name."""
        for record in (self.registry.get(School, ref), self.registry.get(Authority, ref)):
            if record:
                return declinable_words.organisation_word(record, self.remarks)
        return _refuse_unknown(ref)

    def district(self, ref: str) -> Word:
        """A district of the register, by its full name."""
        record = self.registry.get(District, ref)
        return (
            declinable_words.district_word(record, self.remarks) if record else _refuse_unknown(ref)
        )

    def short(self, ref: str) -> str:
        """A school, authority or district as lists give it."""
        target = self.registry.find(ref)
        record = target.record if target else None
        if isinstance(record, School | Authority | District):
            return record.short_name or record.name
        return self.subject(ref).text

    def party(self, party: Party) -> Word:
        """Who answers or is addressed; the document's own words win."""
        if party.text:
            return self.phrase(party.text)
        if party.person:
            return self.person(party.person)
        if party.organisation:
            return self.organisation(party.organisation)
        if party.district:
            return self.district(party.district)
        return self.phrase(GROUPS.get(party.role or "", party.role or ""))

    def role(self, role: str) -> Word:
        """«научный консультант»."""
        return self.post(_ROLES.get(role, role))

    def site_kind(self, site: Site) -> Word:
        """«региональная инновационная площадка»."""
        return self.phrase(_SITES.get(site.type, site.type))

    def site(self, ref: str) -> Site:
        """A site of the register."""
        site = self.registry.get(Site, ref)
        if site is None:
            _refuse_unknown(ref)
        return site

    def program(self, ref: str) -> Word:
        """«региональная инновационная программа «…»»."""
        record = self.registry.get(Program, ref)
        return self._program(record) if record else _refuse_unknown(ref)

    def subject(self, ref: str) -> Word:
        """Whatever a clause may name, as a phrase."""
        target = self.registry.find(ref)
        if target is None:
            return _refuse_unknown(ref)
        return self._target(target)

    def _target(self, target: Target) -> Word:
        record = target.record
        if target.project:
            return self.phrase(f"инновационный проект «{target.project.title}»")
        if part := self.part(target):
            whole = self.order(record) if isinstance(record, Order) else self._whole(record)
            return self.phrase(f"{part.text} {whole.case('gen')}")
        if isinstance(record, Program):
            return self._program(record)
        if isinstance(record, Site):
            return self._site(record)
        if isinstance(record, Pair):
            return self.phrase(f"наставническая пара: {self.pair(record)}")
        if isinstance(record, Order):
            return self.order(record)
        return self._whole(record)

    def part(self, target: Target) -> Word | None:
        """«пункт 6 раздела 1» of whatever plan or order it is; None where it is no such part."""
        if target.item:
            number, section, title = target.item.printed
            if not number:
                return self.phrase(f"мероприятие «{target.item.item.title}»")
            within = f" раздела «{title}»" if title else f" раздела {section}" if section else ""
            return self.phrase(f"пункт {number}{within}")
        if target.clause:
            printed = target.clause.clause.number is not None
            key = target.clause.key
            return self.phrase(f"пункт {key if printed else f'без номера ({key})'}")
        return None

    def _whole(self, record: Record) -> Word:
        if isinstance(record, Roadmap):
            return self.phrase(lower_first(record.title))
        return self.phrase(getattr(record, "name", record.id))

    def _program(self, record: Program) -> Word:
        return self.phrase(f"{_PROGRAMS[record.type]} «{record.title}»")

    def _site(self, site: Site) -> Word:
        holders = self.join(map(self.organisation, site.organisations), "gen")
        return self.phrase(f"{self.site_kind(site).text} {holders} по теме «{site.theme}»")

    def order(self, order: Order) -> Word:
        """«распоряжение комитета … от 20.11.2020 № 1925-р»."""
        issuer = self.organisation(order.issuer).inside("gen")
        date = f" от {short_date(order.date)}" if order.date else ""
        number = f" № {order.number}" if order.number else ""
        return self.phrase(f"{lower_first(order.order_kind)} {issuer}{date}{number}")

    def pair(self, pair: Pair) -> str:
        """«наставник – наставляемый», each with the school."""
        return f"{self.members(pair.mentors)} – {self.members(pair.mentees)}"

    def members(self, members: Iterable[Member]) -> str:
        """The people of one side of a pair, each with the school, else the schools alone."""
        return ", ".join(map(self._member, members))

    def _member(self, member: Member) -> str:
        school = self.short(member.school) if member.school else ""
        if not member.person:
            return school
        name = self.person(member.person).text
        return f"{name} ({school})" if school else name

    def join(self, found: Iterable[Word], case: Case) -> str:
        """The phrases in the case, joined by commas."""
        return ", ".join(word.inside(case) for word in found)


def _refuse_unknown(ref: str) -> NoReturn:
    raise Refused(
        T("nothing in the register is called “{ref}”", ref=ref),
        T("`innoreg validate` shows every such reference"),
    )
