"""The records of one kind as a table with the columns of that kind, and as JSON."""

from collections.abc import Callable
from typing import Any

from innoreg.i18n import N_, _
from innoreg.ledger import State, assignments_on_day
from innoreg.ledger.groups import as_group
from innoreg.model.application import Application
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.group import NamedGroup
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.council_agenda import application_of
from innoreg.queries.record_names import title_of
from innoreg.queries.standings import build_entry
from innoreg.report import display_texts
from innoreg.report.application_life import state_text as application_state
from innoreg.report.citations import source_fields
from innoreg.report.field_values import key_text, plain_text, title_finder, value_text
from innoreg.report.known_days import known_fields
from innoreg.report.standings import standing_text
from innoreg.report.tables import Column

Extra = Callable[[Registry, Any], str]


def _district_name(registry: Registry, record: School | Authority) -> str:
    district = registry.get(District, record.district)
    return district.short_name if district else ""


def _organisation_names(registry: Registry, site: Site) -> str:
    return "; ".join(_reference_title(registry, ref) for ref in site.organisations)


def _reference_title(registry: Registry, ref: str | None) -> str:
    target = registry.find(ref) if ref else None
    return title_of(target.record) if target else ref or ""


def _pair_members(registry: Registry, pair: Pair) -> str:
    def side(members: Any) -> str:
        return ", ".join(
            _reference_title(registry, member.person or member.school) for member in members
        )

    return f"{side(pair.mentors)} → {side(pair.mentees)}"


def _order_key(_registry: Registry, order: Order) -> str:
    day = display_texts.day(order.date) if order.date else str(order.year or "")
    return " ".join(part for part in (day, f"№ {order.number}" if order.number else "") if part)


def _period_text(_registry: Registry, roadmap: Roadmap) -> str:
    return f"{display_texts.day(roadmap.period.from_)}–{display_texts.day(roadmap.period.to)}"


def _question(registry: Registry, group: NamedGroup) -> str:
    asked = group.query.model_dump(exclude_none=True) if group.query else {}
    named = title_finder(registry)
    return ", ".join(
        f"{key_text(key)}: {value_text(value, named, key)}" for key, value in asked.items()
    )


def _type_word(_registry: Registry, record: Any) -> str:
    return plain_text("type", record.type)


COLUMNS: dict[str, list[tuple[str, Extra]]] = {
    "district": [(N_("OKTMO"), lambda _r, d: d.oktmo or ""), (N_("Type"), _type_word)],
    "person": [
        (N_("Post"), lambda _r, p: p.positions[-1].title if p.positions else ""),
        (N_("Gender"), lambda _r, p: plain_text("gender", p.gender or "?")),
    ],
    "authority": [(N_("Type"), _type_word), (N_("District"), _district_name)],
    "school": [(N_("Type"), _type_word), (N_("District"), _district_name)],
    "program": [
        (N_("Type"), _type_word),
        (N_("Projects"), lambda _r, p: str(len(p.projects) or "")),
    ],
    "site": [
        (N_("Type"), lambda _r, s: plain_text("site_type", s.type)),
        (N_("Organisations"), _organisation_names),
    ],
    "pair": [
        (N_("Level"), lambda _r, p: plain_text("level", p.level)),
        (N_("Mentor → mentee"), _pair_members),
    ],
    "roadmap": [
        (N_("Period"), _period_text),
        (N_("Items"), lambda _r, m: str(sum(1 for _item in placed_items(m)))),
    ],
    "results": [
        (N_("Procedures"), lambda _r, one: ", ".join(p.id for p in one.procedures)),
        (N_("State of"), lambda _r, one: display_texts.day(one.as_of) if one.as_of else ""),
    ],
    "profile": [
        (N_("School"), lambda r, one: _reference_title(r, one.school)),
        (N_("Deficits"), lambda _r, one: ", ".join(one.deficits)),
        (N_("Strengths"), lambda _r, one: ", ".join(one.strong)),
    ],
    "criteria": [
        (N_("List"), lambda _r, one: plain_text("flag", one.flag)),
        (N_("Basis"), lambda _r, one: one.basis or ""),
    ],
    "matching": [
        (N_("Programme"), lambda r, one: _reference_title(r, one.program)),
        (N_("Day"), lambda _r, one: display_texts.day(one.on)),
    ],
    "order": [
        (N_("Date and number"), _order_key),
        (N_("Issuer"), lambda r, o: _reference_title(r, o.issuer)),
    ],
    "site-rules": [
        (N_("Type"), lambda _r, one: plain_text("site_type", one.site_type)),
        (N_("Issuer"), lambda r, one: _reference_title(r, one.issuer)),
    ],
    "application": [
        (N_("Organisations"), _organisation_names),
        (N_("Received"), lambda _r, one: display_texts.day(one.received)),
    ],
    "protocol": [
        (N_("Council"), lambda r, one: _reference_title(r, one.council)),
        (N_("Number"), lambda _r, one: one.number or ""),
        (N_("Day"), lambda _r, one: display_texts.day(one.on)),
    ],
    "indicator": [
        (N_("Basis"), lambda _r, one: one.basis or ""),
        (N_("Targets"), lambda _r, one: str(len(one.targets) or "")),
    ],
    "group": [
        (N_("Question"), _question),
        (N_("How many"), lambda _r, g: "" if g.expect is None else str(g.expect)),
    ],
}


def records(registry: Registry, kind: str) -> list[Record]:
    """The records of a kind, by id."""
    return sorted(registry.all(MODELS[kind]), key=lambda record: record.id)


def columns(kind: str) -> list[Column]:
    """Heads of the table of a kind; the last one is the state on the day, where it has one."""
    extra = [_column(head, 2) for head, _value in COLUMNS[kind]]
    if kind in _ON_THE_DAY:
        extra.append(_column(_ON_THE_DAY[kind], 3))
    return [Column(_("Reference")), Column(_("Title"), lines=2, wide=True), *extra]


def _column(head: str, lines: int) -> Column:
    return Column(_(head), lines, kind="number" if head in _COUNTED else "text")


_COUNTED = ("Projects", "Items", "Members")
_ON_THE_DAY = {
    **dict.fromkeys(("program", "site", "pair", "roadmap", "order"), N_("State")),
    "person": N_("Roles"),
    "district": N_("Consultants"),
    "group": N_("Members"),
    "application": N_("State"),
}


def rows(state: State, kind: str) -> list[list[str]]:
    """The cells of the table of a kind."""
    registry = state.registry
    return [
        [
            record.id,
            _title_cell(registry, record),
            *(value(registry, record) for _head, value in COLUMNS[kind]),
            *([_state_cell(state, record)] if kind in _ON_THE_DAY else []),
        ]
        for record in records(registry, kind)
    ]


def _title_cell(registry: Registry, record: Record) -> str:
    title = title_of(record)
    damaged = registry.is_damaged(record)
    return ", ".join([title, _("file with errors")]) if damaged else title


def _state_cell(state: State, record: Record) -> str:
    if isinstance(record, NamedGroup):
        return str(len(state.groups.members([as_group(record)], state.day)))
    if isinstance(record, Application):
        return application_state(application_of(state, record))
    if standing := state.standing(record.ref):
        return standing_text(state, build_entry(state, standing))
    if isinstance(record, District):
        found = assignments_on_day(state, role="consultant", district=record.id)
        names = dict.fromkeys(_reference_title(state.registry, row.person) for row in found)
        return ", ".join(names) or _("none")
    rows = (row for row in assignments_on_day(state, person=record.id) if row.role)
    return ", ".join(dict.fromkeys(plain_text("role", row.role) for row in rows))


def as_document(state: State, kind: str) -> dict[str, Any]:
    """Every record whole, with its reference and place, and where it stands on the day."""
    registry = state.registry
    return {
        "format": 1,
        "kind": kind,
        "today": state.day,
        "rows": [
            {**record_fields(registry, record), **_state_fields(state, record)}
            for record in records(registry, kind)
        ],
    }


def _state_fields(state: State, record: Record) -> dict[str, Any]:
    if isinstance(record, NamedGroup):
        return {"members": list(state.groups.members([as_group(record)], state.day))}
    if isinstance(record, Application):
        return {"state": {"status": application_of(state, record).state}}
    standing = state.standing(record.ref)
    if standing is None:
        return {}
    phase = build_entry(state, standing).phase
    found = {"status": standing.status, "phase": phase, "since": standing.since}
    return {
        "state": {
            **found,
            "from": standing.start,
            "to": standing.end,
            **known_fields(state, standing.ref),
        }
    }


def record_fields(registry: Registry, record: Record) -> dict[str, Any]:
    """A record as JSON: its keys are those of the YAML."""
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"})
    return {
        "ref": record.ref,
        "id": record.id,
        "kind": record.kind_name,
        "title": title_of(record),
        "source": source_fields(registry, record),
        **({"damaged": True} if registry.is_damaged(record) else {}),
        "record": data,
    }
