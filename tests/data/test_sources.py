"""The register's data against the five source documents: every word, in order, nothing left out."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from innoreg.model.base import references
from innoreg.model.clause import Clause
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Roadmap, placed_items
from innoreg.model.school import School
from innoreg.queries.due import due
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.store.loader import LoadResult, load

HERE = Path(__file__).parent
ORDERS = {
    "kopo-2020-1925-r": 11,
    "vsevolozhsk-2021-328": 17,
    "kopo-2023-1585-r": 2,
    "loiro-2022-18": 5,
    "meetings-2019-decisions": 1,
}
LEFT_BY_PAGE_BREAKS = (
    "области, осуществляющих управление в сфере образования, "
    "руководители образовательных организаций.",
    "области, на базе которых в 2019 году создаются детские технопарки «Кванториум».",
)


@pytest.fixture(scope="module")
def loaded() -> LoadResult:
    return load(HERE.parents[1])


@pytest.fixture(scope="module")
def registry(loaded: LoadResult) -> Registry:
    return loaded.registry


def fold(text: str) -> str:
    return " ".join(text.replace("**", " ").split())


def source(name: str) -> str:
    return (HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8")


def table(name: str, columns: int) -> list[list[str]]:
    """Rows of the tables with so many columns; a row cut by a page break is joined again."""
    rows: list[list[str]] = []
    for line in source(name).splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns and not (rows and not cells[0] and len(cells) > 1):
            continue
        cells += [""] * (columns - len(cells))
        if cells[0].startswith("№"):
            rows = []
        elif cells[0]:
            rows.append(cells)
        else:
            rows[-1] = [joined(a, b) for a, b in zip(rows[-1], cells, strict=True)]
    return rows


def joined(above: str, below: str) -> str:
    return f"{above}{below}" if re.search(r"\w-$", above) else f"{above} {below}".strip()


def roadmap(registry: Registry, name: str) -> Roadmap:
    found = registry.get(Roadmap, name)
    assert found
    return found


def order(registry: Registry, name: str) -> Order:
    found = registry.get(Order, name)
    assert found
    return found


def cells(item: Item) -> list[str]:
    return [
        item.number,
        item.title,
        *item.deadline,
        item.responsible_text or "",
        item.result or "",
    ]


def printed(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        yield from filter(None, (clause.number, clause.text))
        yield from printed(clause.clauses)


def test_the_tree_is_whole(loaded: LoadResult) -> None:
    assert (loaded.diagnostics, loaded.failed, loaded.ignored) == ((), 0, 0)


def test_every_reference_names_something(registry: Registry) -> None:
    lost = [
        (record.ref, path, ref)
        for record in registry.records
        for path, ref, to in references(record)
        if registry.find(ref, to.kinds) is None
    ]
    assert lost == []


def test_no_id_names_two_records(registry: Registry) -> None:
    assert [name for name, records in registry.by_id.items() if len(records) > 1] == []


def test_districts(registry: Registry) -> None:
    districts = registry.all(District)
    assert len(districts) == 18
    assert [d.short_name for d in districts if d.type == "city_okrug"] == ["Сосновый Бор"]
    assert {d.id for d in districts if d.oktmo is None} == {"gatchina", "lomonosov"}


@pytest.mark.parametrize(
    ("name", "columns", "count"), [("loiro-2022", 5, 35), ("kopo-2023", 3, 22)]
)
def test_a_plan_is_its_table_word_for_word(
    registry: Registry, name: str, columns: int, count: int
) -> None:
    documents = {"loiro-2022": "loiro-2022-18", "kopo-2023": "kopo-2023-1585-r"}
    rows = table(documents[name], columns)
    items = [cells(placed.item)[:columns] for placed in placed_items(roadmap(registry, name))]
    assert len(items) == count
    assert items == rows


def test_the_rows_of_the_road_map_stand_under_their_parents(registry: Registry) -> None:
    for placed in placed_items(roadmap(registry, "loiro-2022")):
        assert (placed.parent.key if placed.parent else "") == placed.key.rpartition(".")[0]


def test_the_decisions_are_the_text_word_for_word(registry: Registry) -> None:
    lines = source("meetings-2019").splitlines()
    words = fold("\n".join(line for line in lines if line.strip() not in LEFT_BY_PAGE_BREAKS))
    decisions = order(registry, "meetings-2019-decisions")
    text = [decisions.order_kind, decisions.title, decisions.preamble or ""]
    text += printed(decisions.clauses)
    for section in roadmap(registry, "meetings-2019").sections:
        text.append(f"{section.title}:")
        for item in section.items:
            text += [item.number, item.title]
            text += terms(item.deadline, item.responsible_text)
        text += terms(section.deadline, section.responsible_text)
    assert " ".join(text) == words


def terms(deadline: Sequence[str], responsible: str | None) -> Iterator[str]:
    yield from (f"Срок: {words}" for words in deadline)
    if responsible:
        yield f"Ответственные: {responsible}"


def test_the_sections_of_the_decisions(registry: Registry) -> None:
    plan = roadmap(registry, "meetings-2019")
    assert [(s.number, len(s.items)) for s in plan.sections] == [
        ("0", 4), ("1", 7), ("2", 7), ("3", 16), ("4", 4), ("5", 7), ("6", 3),
    ]  # fmt: skip
    assert sum(1 for _item in placed_items(plan)) == 48
    two = registry.find("meetings-2019/3.7")
    assert two
    assert two.item
    assert two.item.item.deadline == ("до 25.12.2019 года.", "2019-2020 уч.год.")


@pytest.mark.parametrize(("name", "count"), ORDERS.items())
def test_an_order_is_its_text_word_for_word(registry: Registry, name: str, count: int) -> None:
    document = fold(source(name.removesuffix("-decisions")))
    record = order(registry, name)
    assert sum(1 for _clause in record.placed_clauses()) == count
    assert record.title in document
    assert f"№ {record.number}" in document or record.number is None
    word = record.order_word or ""
    start = f"{record.preamble}{word if word == ':' else ' ' + word}".strip()
    assert " ".join((start, *printed(record.clauses))) in document


@pytest.mark.parametrize("name", [name for name in ORDERS if name != "meetings-2019-decisions"])
def test_who_signed_stands_under_the_text(registry: Registry, name: str) -> None:
    record = order(registry, name)
    assert record.signatory
    person = registry.get(Person, record.signatory.person)
    assert person
    after_text = fold(source(name)).split([*printed(record.clauses)][-1])[1]
    surname, initials = person.name.split()
    signed = re.match(
        rf"{record.signatory.post} {re.escape(initials)} ?{surname}", after_text.strip()
    )
    assert signed


def test_the_consultants_are_the_list_row_by_row(registry: Registry) -> None:
    appendix = order(registry, "loiro-2022-18").appendices[1]
    rows = []
    for row in appendix.complete_assignments:
        district, person = registry.get(District, row.scope[0]), registry.get(Person, row.person)
        assert district
        assert person
        rows.append([row.number, row.text or district.short_name, person.name])
    assert rows == table("loiro-2022-18", 3)
    assert len(rows) == 18
    assert len({row.person for row in appendix.assignments}) == 7
    assert {row.scope[0] for row in appendix.assignments} == {d.id for d in registry.all(District)}
    assert {(row.role, row.program) for row in appendix.complete_assignments} == {
        ("consultant", "network-mentoring")
    }


def test_titles_of_plans_and_appendices_are_printed(registry: Registry) -> None:
    for record in registry.all(Order):
        document = fold(source(record.id.removesuffix("-decisions")))
        for appendix in record.appendices:
            assert (appendix.title or "") in document
            if plan := registry.get(Roadmap, appendix.roadmap):
                assert plan.title in document


def words_of(party: Party, registry: Registry) -> str:
    if party.text:
        return party.text
    person = registry.get(Person, party.person)
    assert person
    return person.name


def duties(registry: Registry) -> Iterator[tuple[str, str, tuple[Party, ...]]]:
    for plan in registry.all(Roadmap):
        for section in plan.sections:
            yield f"{plan.id}/{section.key}", section.responsible_text or "", section.responsible
        for placed in placed_items(plan):
            item = placed.item
            yield f"{plan.id}/{placed.key}", item.responsible_text or "", item.responsible


def test_the_list_of_responsible_is_the_whole_column_in_its_order(registry: Registry) -> None:
    for ref, text, parties in duties(registry):
        between = text
        for party in parties:
            before, found, between = between.partition(words_of(party, registry))
            assert found, (ref, words_of(party, registry))
            assert re.fullmatch(r"[\s,;]*( и )?", without_parts(before, parties)), (ref, before)
        assert re.fullmatch(r"[,.:]*", without_parts(between, parties)), (ref, between)
        assert all((party.part or "") in text for party in parties), ref


def without_parts(text: str, parties: Sequence[Party]) -> str:
    """The words between two names, without what is theirs to do and the mark before it."""
    for part in {party.part for party in parties if party.part}:
        text = re.sub(rf"\s*[:–-]\s*{re.escape(part)}", "", text)
    return text


def test_addressees_stand_in_their_clause(registry: Registry) -> None:
    for record in registry.all(Order):
        for placed in record.placed_clauses():
            for party in placed.clause.addressees:
                assert (party.text or "") in (placed.clause.text or "")
            for deadline in placed.clause.deadline:
                assert deadline in (placed.clause.text or "")


def test_nothing_is_known_of_execution(registry: Registry) -> None:
    for plan in registry.all(Roadmap):
        assert all(placed.item.events == () for placed in placed_items(plan))
    for record in registry.all(Order):
        assert all(placed.clause.events == () for placed in record.placed_clauses())


def test_invented_people_say_so_and_are_protected(registry: Registry) -> None:
    pairs = registry.all(Pair)
    assert {pair.level for pair in pairs} == {"school", "teacher", "head"}
    assert all(pair.sample for pair in pairs)
    sides = [member for pair in pairs for member in (*pair.mentors, *pair.mentees)]
    people = [registry.get(Person, member.person) for member in sides if member.person]
    assert all(person and person.sample and person.protected for person in people)
    assert all((school := registry.get(School, m.school)) and school.sample for m in sides)


def test_march_2022(registry: Registry) -> None:
    """No term of another document and no pair reaches into the month by accident."""
    answer = due(
        RegistryRows(registry, dt.date(2022, 3, 1)),
        PeriodRequest(month="march", year=2022),
        Filters(),
        dt.date(2022, 3, 1),
    )
    found = {(row.match, row.window.ref) for row in answer.rows}
    assert found == {
        ("due", f"loiro-2022/{n}") for n in ("7", "7.1", "7.1.1", "7.1.2", "7.1.3")
    } | {
        ("running", "loiro-2022/2.1"),
        ("running", "loiro-2022/6"),
    }
    assert len(answer.rows) == 7
