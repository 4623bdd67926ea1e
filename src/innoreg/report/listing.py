"""The records of one kind as a table: what a person wants to see first of each."""

from collections.abc import Callable
from typing import Any

from innoreg.i18n import N_, _
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.filters import title_of
from innoreg.report import words
from innoreg.report.jsonio import dumps
from innoreg.report.table import Column

Extra = Callable[[Registry, Any], str]


def _district(registry: Registry, record: School | Authority) -> str:
    district = registry.get(District, record.district)
    return district.short_name if district else ""


def _organisations(registry: Registry, site: Site) -> str:
    return "; ".join(_name(registry, ref) for ref in site.organisations)


def _name(registry: Registry, ref: str | None) -> str:
    target = registry.find(ref) if ref else None
    return title_of(target.record) if target else ref or ""


def _members(registry: Registry, pair: Pair) -> str:
    def side(members: Any) -> str:
        return ", ".join(_name(registry, member.person or member.school) for member in members)

    return f"{side(pair.mentors)} → {side(pair.mentees)}"


def _order_key(_registry: Registry, order: Order) -> str:
    day = words.day(order.date) if order.date else str(order.year or "")
    return " ".join(part for part in (day, f"№ {order.number}" if order.number else "") if part)


def _period(_registry: Registry, roadmap: Roadmap) -> str:
    return f"{words.day(roadmap.period.from_)}–{words.day(roadmap.period.to)}"


COLUMNS: dict[str, list[tuple[str, Extra]]] = {
    "district": [(N_("ОКТМО"), lambda _r, d: d.oktmo or ""), (N_("Type"), lambda _r, d: d.type)],
    "person": [
        (N_("Post"), lambda _r, p: p.positions[-1].title if p.positions else ""),
        (N_("Gender"), lambda _r, p: p.gender or "?"),
    ],
    "authority": [(N_("Type"), lambda _r, a: a.type), (N_("District"), _district)],
    "school": [(N_("Type"), lambda _r, s: s.type), (N_("District"), _district)],
    "program": [
        (N_("Type"), lambda _r, p: p.type),
        (N_("Projects"), lambda _r, p: str(len(p.projects) or "")),
    ],
    "site": [(N_("Type"), lambda _r, s: s.type), (N_("Organisations"), _organisations)],
    "pair": [(N_("Level"), lambda _r, p: p.level), (N_("Mentor → mentee"), _members)],
    "roadmap": [
        (N_("Period"), _period),
        (N_("Items"), lambda _r, m: str(sum(1 for _item in placed_items(m)))),
    ],
    "order": [
        (N_("Date and number"), _order_key),
        (N_("Issuer"), lambda r, o: _name(r, o.issuer)),
    ],
}
_MODELS: dict[str, type[Record]] = {
    m.kind_name: m
    for m in (District, Person, Authority, School, Program, Site, Pair, Roadmap, Order)
}


def records(registry: Registry, kind: str) -> list[Record]:
    """The records of a kind, by id."""
    return sorted(registry.all(_MODELS[kind]), key=lambda record: record.id)


def columns(kind: str) -> list[Column]:
    """Heads of the table of a kind."""
    extra = [Column(_(head), lines=2) for head, _value in COLUMNS[kind]]
    return [Column(_("Id")), Column(_("Title"), lines=2, wide=True), *extra]


def rows(registry: Registry, kind: str) -> list[list[str]]:
    """The cells of the table of a kind."""
    return [
        [record.id, title_of(record), *(value(registry, record) for _head, value in COLUMNS[kind])]
        for record in records(registry, kind)
    ]


def as_json(registry: Registry, kind: str) -> str:
    """Every record whole, with its reference and place."""
    return dumps(
        {
            "format": 1,
            "kind": kind,
            "rows": [record_fields(registry, record) for record in records(registry, kind)],
        }
    )


def record_fields(registry: Registry, record: Record) -> dict[str, Any]:
    """A record as JSON: its keys are those of the YAML."""
    place = registry.place(record)
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"})
    return {
        "ref": record.ref,
        "id": record.id,
        "kind": record.kind_name,
        "title": title_of(record),
        "source": {"file": place.file, "line": place.line},
        "record": data,
    }
