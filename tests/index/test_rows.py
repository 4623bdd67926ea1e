"""Rows read back from the index answer as rows of the registry do, for as long as they say they hold."""

import sqlite3
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoreg.index.rows import ROWS, StoredRows
from innoreg.index.rowtext import decode, encode
from innoreg.index.tables import SCHEMA
from innoreg.queries.due import due, overdue
from innoreg.queries.due_row import STATUSES, DueRow
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import Registered
from innoreg.queries.period_choice import Asked
from innoreg.store.loader import Loaded, load
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
def real() -> Loaded:
    return load(DATA)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tree(tmp_path_factory.mktemp("small"), FILES))


def stored(read: Loaded, day: date) -> tuple[StoredRows, tuple[date, date]]:
    """The rows as the index keeps them, and the first and last day on which all of them hold."""
    index = sqlite3.connect(":memory:")
    index.executescript(SCHEMA)
    paths = [read.registry.source(record).file for record in read.registry.records]
    ids = {path: number for number, path in enumerate(paths, 1)}
    index.executemany(
        "INSERT INTO file VALUES (?, ?, NULL, 'record', 0, 0, 0, 0, '')",
        [(number, path) for path, number in ids.items()],
    )
    made = ROWS.make(read, None, day)
    held = list(ROWS.keep(index, made, ids))
    start = max((each.from_day for each in held if each.from_day), default=date(2019, 1, 1))
    end = min((each.until_day for each in held if each.until_day), default=date(2025, 1, 1))
    return StoredRows(index), (start, end - timedelta(days=1))


PERIODS = st.one_of(
    st.builds(lambda n: Asked(month=str(n)), st.integers(1, 12)),
    st.builds(lambda d: Asked(month=f"{d.year}-{d.month}"), DAYS),
    st.builds(lambda d, n: Asked(start=d, end=d + timedelta(n)), DAYS, st.integers(0, 400)),
    st.just(Asked(year=2022)),
    st.just(Asked()),
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
    made_on: date, data: st.DataObject, asked: Asked, wanted: Filters
) -> None:
    rows, stretch = stored(real(), made_on)
    day = data.draw(st.dates(*stretch))
    fresh = Registered(real().registry, day)
    assert due(rows, asked, wanted, day) == due(fresh, asked, wanted, day)
    assert overdue(rows, wanted, day) == overdue(fresh, wanted, day)


@given(DAYS, st.data())
def test_rows_hold_as_long_as_they_say(small: Loaded, made_on: date, data: st.DataObject) -> None:
    rows, stretch = stored(small, made_on)
    assert stretch[0] <= made_on <= stretch[1]
    fresh = Registered(small.registry, data.draw(st.dates(*stretch)))
    assert sorted(rows.all(), key=lambda row: row.place) == [*map(fresh.placed, fresh.all())]


def test_another_holder_of_the_role_ends_the_stretch(small: Loaded) -> None:
    edges = {stored(small, made_on)[1] for made_on in (date(2022, n, 20) for n in range(1, 13))}
    assert edges == {
        (date(2021, 12, 1), date(2022, 6, 14)),
        (date(2022, 6, 15), date(2022, 8, 31)),
        (date(2022, 9, 1), date(2024, 12, 31)),
    }


def test_only_the_targets_are_made_anew(small: Loaded) -> None:
    targets = frozenset({"data/roadmaps/p.yaml", "data/people/orlova-vv.yaml"})
    made = ROWS.make(small, targets, date(2022, 3, 1))
    assert set(made.rows) == {"data/roadmaps/p.yaml"}
    assert set(made.names) == targets
    whole = ROWS.make(small, None, date(2022, 3, 1))
    assert made.rows["data/roadmaps/p.yaml"] == whole.rows["data/roadmaps/p.yaml"]


def test_what_an_answer_shows_are_the_files_of_those_who_answer(small: Loaded) -> None:
    rows, _stretch = stored(small, date(2022, 3, 1))
    answer = due(rows, Asked(month="3"), Filters(), date(2022, 3, 1))
    assert rows.shown_files(row.window for row in answer.rows) == ["data/people/orlova-vv.yaml"]


@given(st.lists(st.builds(DueRow)))
def test_a_row_comes_back_as_it_was(rows: list[DueRow]) -> None:
    assert decode(map(encode, rows)) == rows
