"""Rows read back from the cache answer as rows of the registry do, for as long as they say they hold."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.asking import ALL
from innoreg.cache import due_rows, row_codec
from innoreg.cache.answers import ask
from innoreg.cache.database import SCHEMA, CannotKeep, write_meta
from innoreg.cache.due_rows import KeptRows, MemoryDatabase, StoredRows
from innoreg.cache.row_codec import decode, encode
from innoreg.cache.tree_scan import KnownFile
from innoreg.queries.due import due, overdue
from innoreg.queries.due_row import STATUSES, DueRow
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.store.loader import LoadResult, load
from support import DATA, roadmap, tree

DAYS = st.dates(date(2019, 6, 1), date(2024, 6, 1))
PERSON = "schema: 1\nname: {}\ngender: f\n"
ORDER = """\
    schema: 1
    issuer: kopo
    order_kind: Распоряжение
    number: "{0}"
    date: "{1}"
    title: Об ответственных
    clauses: [{2}]
    """
APPOINT = (
    '{{number: "1.", kind: appoint, text: Назначить.,'
    " assignments: [{{person: {}, role: consultant, scope: [a]}}]}}"
)
FILES = {
    "authorities/kopo.yaml": "schema: 1\nname: Комитет\ntype: committee\nnonworking: previous\n",
    "districts/a.yaml": "schema: 1\nname: А район\nshort_name: А\ntype: municipal_district\n",
    "people/petrova-aa.yaml": PERSON.format("Петрова А.А."),
    "people/sidorova-bb.yaml": PERSON.format("Сидорова Б.Б."),
    "people/orlova-vv.yaml": PERSON.format("Орлова В.В."),
    "roadmaps/p.yaml": roadmap(
        "1. | январь, июнь | Дело | responsible: [{role: consultant}]",
        "2. | ежемесячно до 5 числа | Отчёт | responsible: [{person: orlova-vv}]",
        "3. | до 1 мая | Ничьё",
    ),
    "orders/first.yaml": ORDER.format(1, "2021-12-01", APPOINT.format("petrova-aa")),
    "orders/second.yaml": ORDER.format(2, "2022-06-15", APPOINT.format("sidorova-bb")),
    "orders/third.yaml": ORDER.format(
        3, "2022-09-01", '{number: "1.", kind: repeal, subjects: [second]}'
    ),
}


@cache
def real() -> LoadResult:
    return load(DATA)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LoadResult:
    return load(tree(tmp_path_factory.mktemp("small"), FILES))


def stored(read: LoadResult, day: date) -> tuple[StoredRows, tuple[date, date]]:
    """The rows as the cache keeps them, and the first and last day on which all of them hold."""
    database = MemoryDatabase(":memory:")
    database.executescript(SCHEMA)
    write_meta(database, data="data", tree="", settings_digest="")
    made = KeptRows(day, lambda rows: rows).make(read, None)
    assert made
    paths = [read.registry.source(record).file for record in read.registry.records]
    made.write(database, {path: KnownFile(b"", "record") for path in paths})
    start, end = database.execute("SELECT max(from_day), min(until_day) FROM document").fetchone()
    first = date.fromordinal(start) if start else date(2019, 1, 1)
    last = date.fromordinal(end) if end else date(2025, 1, 1)
    return StoredRows(database), (first, last - timedelta(days=1))


def test_two_processes_work_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2022, 3, 1)
    alone = stored(real(), day)[0].all()
    monkeypatch.setattr(due_rows, "_WORTH_A_PROCESS", range(1, 99))
    assert stored(real(), day)[0].all() == alone


PERIODS = st.one_of(
    st.builds(lambda n: PeriodRequest(month=str(n)), st.integers(1, 12)),
    st.builds(lambda d: PeriodRequest(month=f"{d.year}-{d.month}"), DAYS),
    st.builds(lambda d, n: PeriodRequest(start=d, end=d + timedelta(n)), DAYS, st.integers(0, 400)),
    st.just(PeriodRequest(year=2022)),
    st.just(PeriodRequest()),
)
WANTED = st.one_of(
    st.just(Filters()),
    st.sampled_from(STATUSES).map(lambda status: Filters(status=status)),
    st.sampled_from(["karvelis-ov", "шеховцева", "кафедры", "комитет"]).map(
        lambda words: Filters(responsible=words)
    ),
    st.sampled_from(["vsevolozhsk", "Всеволожский", "tosno"]).map(
        lambda words: Filters(district=words)
    ),
    st.just(Filters(school="агропромышленный")),
    st.just(Filters(site="vsevolozhsk-agro-college-2020")),
    st.just(Filters(roadmap="loiro-2022")),
    st.just(Filters(program="network-mentoring")),
)


@given(DAYS, st.data(), PERIODS, WANTED)
def test_any_question_has_one_answer(
    made_on: date, data: st.DataObject, asked: PeriodRequest, wanted: Filters
) -> None:
    rows, stretch = stored(real(), made_on)
    day = data.draw(st.dates(*stretch))
    fresh = RegistryRows(real().registry, day)
    assert due(rows, asked, wanted, day) == due(fresh, asked, wanted, day)
    assert overdue(rows, wanted, day) == overdue(fresh, wanted, day)


@given(DAYS, st.data())
def test_rows_hold_as_long_as_they_say(
    small: LoadResult, made_on: date, data: st.DataObject
) -> None:
    rows, stretch = stored(small, made_on)
    assert stretch[0] <= made_on <= stretch[1]
    fresh = RegistryRows(small.registry, data.draw(st.dates(*stretch)))
    assert sorted(rows.all(), key=lambda row: row.place) == [*map(fresh.with_line, fresh.all())]


def test_another_holder_of_the_role_ends_the_stretch(small: LoadResult) -> None:
    edges = {stored(small, made_on)[1] for made_on in (date(2022, n, 20) for n in range(1, 13))}
    assert edges == {
        (date(2021, 12, 1), date(2022, 6, 14)),
        (date(2022, 6, 15), date(2022, 8, 31)),
        (date(2022, 9, 1), date(2024, 12, 31)),
    }


WAITING = FILES | {
    "roadmaps/done.yaml": roadmap(
        '1. | до 1 июля | Первое | events: [{event: done, on: "2022-07-04"}]',
        "2. | в течение 10 дней после завершения | Следом | counted_from: done/1",
    ),
    "roadmaps/other.yaml": roadmap(
        "1. | через неделю после завершения | Другой план | counted_from: done/1"
    ),
    "orders/fourth.yaml": ORDER.format(
        4,
        "2022-02-01",
        '{number: "1.", kind: instruct, text: Отчитаться., counted_from: done/1,'
        " deadline: [в течение 3 дней после завершения]}",
    ),
}


def test_rows_that_wait_hold_until_what_they_wait_for_is_done(tmp_path: Path) -> None:
    read = load(tree(tmp_path, WAITING))
    waiting = {"done/2": "2022-07-14", "other/1": "2022-07-11", "fourth/1": "2022-07-07"}
    for made_on in (date(2022, 3, 1), date(2022, 7, 3), date(2022, 7, 4), date(2022, 12, 1)):
        rows, stretch = stored(read, made_on)
        for day in stretch:
            fresh = RegistryRows(read.registry, day)
            told = {row.ref: row.due.isoformat() for row in rows.all() if row.ref in waiting}
            assert told == (waiting if day >= date(2022, 7, 4) else {})
            assert [*rows.undated()] == [*map(fresh.with_line, fresh.undated())]


class Register:
    """A register of three plans, asked with its cache: how many files were read for the answer."""

    def __init__(self, root: Path) -> None:
        self.root = tree(root, FILES | {"roadmaps/q.yaml": PLAN, "roadmaps/r.yaml": PLAN})
        self.now_ns = 0

    def files_read(self, day: date = date(2022, 3, 1)) -> int:
        counts: list[int] = []

        def through(outcomes: Iterator[Any], count: int) -> Iterator[Any]:
            counts.append(count)
            return outcomes

        self.now_ns += 10**9
        answered = ask(
            KeptRows(day, lambda rows: list(rows.open_before(date.max))),
            self.root,
            now_ns=self.now_ns,
            environ={"INNOREG_CACHE": str(self.root.parent / "cache")},
            told=through,
        )
        fresh = RegistryRows(load(self.root).registry, day)
        assert answered
        assert answered.answer == [*map(fresh.with_line, fresh.open_before(date.max))]
        return sum(counts)

    def edit(self, name: str, was: str, now: str) -> None:
        path = self.root / "data" / name
        path.write_text(path.read_text("utf-8").replace(was, now), encoding="utf-8")


PLAN = roadmap("1. | март | Другое дело")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    (tmp_path / "register").mkdir()
    return Register(tmp_path / "register")


def test_an_edit_of_a_plan_costs_that_plan_and_no_other(register: Register) -> None:
    files = register.files_read()
    assert register.files_read() == 0
    register.edit("roadmaps/q.yaml", "март", "до 5 апреля")
    assert register.files_read() == files - 2
    assert register.files_read() == 0
    register.edit("roadmaps/q.yaml", "schema: 1", "schema: [")
    assert register.files_read() == files - 2
    register.edit("roadmaps/q.yaml", "schema: [", "schema: 1")
    assert register.files_read() == files - 2


def test_an_edit_of_anything_else_costs_all(register: Register) -> None:
    files = register.files_read()
    register.edit("people/orlova-vv.yaml", "Орлова", "Другая")
    assert register.files_read() == files
    (register.root / "data/roadmaps/q.yaml").rename(register.root / "data/roadmaps/new.yaml")
    assert register.files_read() == files


def test_a_new_day_costs_what_turns_on_it(register: Register) -> None:
    files = register.files_read(date(2022, 3, 1))
    assert register.files_read(date(2022, 3, 2)) == 0
    # Another holder of the role that one of the plans names.
    assert register.files_read(date(2022, 6, 15)) == files - 2


def test_a_plan_that_names_another_costs_all(register: Register) -> None:
    files = register.files_read()
    register.edit("roadmaps/q.yaml", "period:", "program: r\nperiod:")
    assert register.files_read() == files - 2 + files
    register.edit("roadmaps/r.yaml", "Другое", "Иное")
    assert register.files_read() == files


def test_what_another_command_saw_of_the_tree_is_no_news_of_rows(register: Register) -> None:
    """A plan that was broken when its rows were worked out, and mended before another question."""
    register.edit("roadmaps/q.yaml", "schema: 1", "schema: [")
    files = register.files_read()
    register.edit("roadmaps/q.yaml", "schema: [", "schema: 1")
    environ = {"INNOREG_CACHE": str(register.root.parent / "cache")}
    assert ask(ALL, register.root, now_ns=register.now_ns, environ=environ)
    assert register.files_read() == files - 2
    (register.root / "data/orders/third.yaml").unlink()
    assert ask(ALL, register.root, now_ns=register.now_ns, environ=environ)
    assert register.files_read() == files - 1


@given(st.lists(st.builds(DueRow)))
def test_a_row_comes_back_as_it_was(rows: list[DueRow]) -> None:
    assert decode(map(encode, rows)) == rows


class Inside(NamedTuple):
    """A part of a row, such as may be added one day."""

    day: date | None
    names: tuple[str, ...]


class Outside(NamedTuple):
    """A row with fields of every type that can be kept."""

    inside: Inside | None
    several: tuple[Inside, ...]
    pairs: tuple[tuple[str | None, date], ...]
    days: tuple[date, date]
    number: float
    word: Literal["a", "b"] | None = None


@given(st.builds(Outside))
def test_a_field_of_another_type_comes_back_as_it_was(row: Any) -> None:
    assert repr(row_codec._reader(Outside)(json.loads(encode(row)))) == repr(row)


@pytest.mark.parametrize("hint", [frozenset[str], datetime, list[int], dict[str, str], date | str])
def test_a_field_that_would_not_come_back_is_not_kept(hint: Any) -> None:
    with pytest.raises(CannotKeep):
        row_codec._reader(hint)
