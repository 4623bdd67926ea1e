"""The appendix that distributes mentors: by district of the mentee, computed from the pairs."""

import datetime as dt
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.ledger import State, assignments_on_day, replay
from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.pair_appendix import PairRow, pair_appendix_on, signed_pair_rows
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.registry import Registry
from innoreg.model.subject_words import subject_words
from innoreg.render.document_names import Namer
from innoreg.render.document_text import date_range, short_date

HEADS = (
    "№ п/п",
    "Школа с низкими образовательными результатами",
    "Школа-наставник (район)",
    "Направление, предметы",
    "Научный консультант",
    "Срок",
)
WIDTHS = (6, 27, 27, 16, 14, 13)


def is_of_schools(registry: Registry, order: Order) -> bool:
    """Whether all pairs of the order's appendices are pairs of schools."""
    rows = signed_pair_rows(registry, order)
    pairs = [registry.get(Pair, row.pair) for row in rows]
    return bool(pairs) and all(pair and pair.level == "school" for pair in pairs)


def table_cells(
    registry: Registry, order: Order, naming: Namer, day: dt.date | None
) -> Iterator[tuple[list[str], bool]]:
    """The cells of each row, and whether it is the name of a district over the whole width.

    day: of the consolidated version; None: as signed. A district without a consultant on the day
    of the order leaves a remark.
    """
    rows = pair_appendix_on(registry, order, day).rows if day else signed_pair_rows(registry, order)
    state = replay(registry, day or order.date or _first_day(registry, order))
    by_district: dict[str, list[PairRow]] = {}
    for row in rows:
        by_district.setdefault(_district_of_mentee(registry, row.pair) or "", []).append(row)
    for district in sorted(by_district):
        if name := district_heading(registry, district):
            yield [name], True
        for row in by_district[district]:
            pair = registry.get(Pair, row.pair)
            if pair:
                yield _row_cells(state, naming, row, pair, district), False


def amendment_mark(registry: Registry, order: Order, naming: Namer, day: dt.date) -> str:
    """«(в ред. распоряжения … от 14.10.2026 № 77-р)», "" where nothing has changed by the day."""
    amending = pair_appendix_on(registry, order, day).amended_by
    words = [_gist(each, naming) for each in amending]
    return f"(в ред. {', '.join(words)})" if words else ""


def _gist(order: Order, naming: Namer) -> str:
    said = naming.kind(order.order_kind).case("gen").lower()
    said += f" от {short_date(order.date)}" if order.date else ""
    return said + (f" № {order.number}" if order.number else "")


def _first_day(registry: Registry, order: Order) -> dt.date:
    """Of a draft: the first day of its pairs, for the consultants who will be then."""
    pairs = (registry.get(Pair, row.pair) for row in signed_pair_rows(registry, order))
    days = [pair.from_ for pair in pairs if pair and pair.from_]
    return min(days, default=order.exists_from)


def _district_of_mentee(registry: Registry, ref: str) -> str | None:
    pair = registry.get(Pair, ref)
    schools = (member.school for member in pair.mentees) if pair else ()
    return next((found for school in schools if (found := district_of(registry, school))), None)


def district_heading(registry: Registry, ref: str | None) -> str:
    """«Лужский район»; of what is no district by type its full name, "" where it is not known."""
    district = registry.get(District, ref)
    if district is None:
        return ref or ""
    if district.type == "municipal_district" and district.short_name.endswith(("ий", "ый", "ой")):
        return f"{district.short_name} район"
    return district.name


def _row_cells(state: State, naming: Namer, row: PairRow, pair: Pair, district: str) -> list[str]:
    return [
        f"{row.number}.",
        naming.members(pair.mentees),
        "; ".join(_with_district(state.registry, naming, m.school) for m in pair.mentors),
        topic_text(pair),
        _consultants(state, naming, pair, district),
        date_range(pair.from_, pair.to),
    ]


def _with_district(registry: Registry, naming: Namer, school: str | None) -> str:
    name = naming.short(school) if school else ""
    place = district_heading(registry, district_of(registry, school))
    return f"{name} ({place})" if place else name


def topic_text(pair: Pair) -> str:
    """The theme, then the subjects that it does not name."""
    theme = pair.theme or ""
    words = subject_words(pair.subjects)
    more = ", ".join(word for word in words if word not in theme)
    return "; ".join(filter(None, (theme, more))) or "–"


def _consultants(state: State, naming: Namer, pair: Pair, district: str) -> str:
    program = canonical_ref(state.registry, pair.program)
    held = assignments_on_day(state, role="consultant", district=district or None, program=program)
    names = [naming.person(row.person).text for row in held] if district else []
    if names:
        return ", ".join(dict.fromkeys(names))
    place = district_heading(state.registry, district) or "–"
    naming.remarks.add(T("{district}: no consultant on that day", district=place))
    return "–"
