"""Tables have every record once, real types, and the words as they were."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from export.exports import asked, export, in_duckdb, in_sqlite, parquet
from innoreg.cli import main
from innoreg.model.record_models import FOLDERS
from repository import Repository
from support import DATA, roadmap, tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("export") / "register")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("export") / "register", "--format", "sqlite")


@pytest.mark.parametrize("kind", FOLDERS.values())
def test_every_record_that_list_shows_is_one_row(
    kind: str, ours: Path, database: Path, capsys: Any
) -> None:
    listed = {row["id"]: row["source"] for row in asked(capsys, "list", kind)["rows"]}
    table = kind.replace("-", "_")
    for rows in (parquet(ours, table), in_sqlite(database, f"SELECT * FROM {table}")):
        assert {r["id"]: {"file": r["file"], "line": r["line"]} for r in rows} == listed
        assert len(rows) == len(listed)


def test_items_and_clauses_stand_where_show_finds_them(ours: Path, capsys: Any) -> None:
    plans = asked(capsys, "list", "roadmaps")["rows"]
    items = parquet(ours, "items")
    assert len(items) == sum(number_of(plan["record"], "items") for plan in plans) > 100
    orders = asked(capsys, "list", "orders")["rows"]
    clauses = parquet(ours, "clauses")
    assert len(clauses) == sum(number_of(order["record"], "clauses") for order in orders) > 20
    for row in (*items[::17], *clauses[::7]):
        assert main(["-C", str(DATA), "show", row["ref"]]) == 0
        first = capsys.readouterr().out.partition("\n")[0]
        assert first.startswith(row["ref"])
        assert first.endswith(f" ({row['file']}:{row['line']})")


def number_of(part: dict[str, Any], key: str) -> int:
    below = [*part.get(key, ()), *part.get("sections", ())]
    return len(part.get(key, ())) + sum(number_of(each, key) for each in below)


def test_every_table_holds_the_same_in_both_forms(ours: Path, database: Path) -> None:
    for table in (each.name.removeprefix("kind=") for each in ours.glob("kind=*")):
        rows = parquet(ours, table)
        for row in rows:
            del row["kind"]
        stored = in_sqlite(database, f'SELECT * FROM "{table}"')
        assert [{k: plain(v) for k, v in row.items()} for row in rows] == stored


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value) if isinstance(value, dt.date) else value


def test_types_are_real(ours: Path) -> None:
    types = {
        f"{table}.{row['column_name']}": row["column_type"]
        for table in ("windows", "orders", "people", "items", "authorities", "sites")
        for row in in_duckdb(
            f"DESCRIBE SELECT * FROM read_parquet('{ours}/kind={table}/*/*.parquet')"
        )
    }
    expected = {
        "windows.due": "DATE",
        "windows.occurrence": "INTEGER",
        "windows.number": "VARCHAR",
        "windows.districts": "VARCHAR[]",
        "orders.date": "DATE",
        "orders.year": "INTEGER",
        "orders.number": "VARCHAR",
        "people.protected": "BOOLEAN",
        "items.line": "INTEGER",
        "items.number": "VARCHAR",
        "authorities.letterhead_font_size": "DOUBLE",
        "sites.organisations": "VARCHAR[]",
    }
    assert {name: types[name] for name in expected} == expected


def test_numbers_and_codes_stay_text(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "roadmaps/plan-1.yaml": roadmap("7.1. | до 1 марта | А", "7.10 | до 2 марта | Б"),
            "districts/rayon.yaml": "schema: 1\nname: Район\nshort_name: Р\n"
            'type: municipal_district\noktmo: "01603000"\n',
        },
    )
    for name in ("a", "b"):
        export(tmp_path / name, *(["--format", "sqlite"] if name == "b" else []), root=root)
    names = ("items", "districts", "windows")
    for read in (
        {name: parquet(tmp_path / "a", name) for name in names},
        {name: in_sqlite(tmp_path / "b", f"SELECT * FROM {name}") for name in names},
    ):
        assert [(r["number"], r["ref"]) for r in read["items"]] == [
            ("7.1.", "plan-1/7.1"),
            ("7.10", "plan-1/7.10"),
        ]
        assert [r["oktmo"] for r in read["districts"]] == ["01603000"]
        assert {r["region"] for r in read["windows"]} == {"01"}
        assert [str(r["due"]) for r in read["windows"]] == ["2022-03-01", "2022-03-02"]


def test_references_are_in_their_shortest_form(tmp_path: Path) -> None:
    plan = roadmap("1 | до 1 марта | А | responsible: [{person: person/obraztsova}]")
    root = tree(tmp_path, {"people/obraztsova.yaml": PERSON, "roadmaps/plan-1.yaml": plan})
    folder = export(tmp_path / "out", root=root)
    assert [r["responsible"][0]["person"] for r in parquet(folder, "items")] == ["obraztsova"]
    assert [r["responsible_ids"] for r in parquet(folder, "windows")] == [["obraztsova"]]


def test_what_happened_and_where_the_term_stands_now(tmp_path: Path) -> None:
    plan = roadmap(
        '1 | до 1 марта | А | events: [{event: done, "on": "2022-02-01", evidence: письмо}]',
        '2 | до 1 марта | Б | events: [{event: extended, "on": "2022-02-01", to: до 1 мая}]',
        "3 | до 1 марта | В",
    )
    folder = export(tmp_path / "out", root=tree(tmp_path, {"roadmaps/p.yaml": plan}))
    assert [
        (r["ref"], r["event"], str(r["on"]), r["evidence"], r["to"])
        for r in parquet(folder, "events")
    ] == [
        ("p/1", "done", "2022-02-01", "письмо", None),
        ("p/2", "extended", "2022-02-01", None, "до 1 мая"),
    ]
    assert [
        (r["ref"], r["status"], str(r["first_due"]), str(r["due"]), r["done_on"])
        for r in parquet(folder, "windows")
    ] == [
        ("p/1", "done", "2022-03-01", "2022-03-01", dt.date(2022, 2, 1)),
        ("p/2", "extended", "2022-03-01", "2022-05-01", None),
        ("p/3", "overdue", "2022-03-01", "2022-03-01", None),
    ]


def test_rows_of_an_appendix_have_what_it_says_for_all(ours: Path) -> None:
    rows = [r for r in parquet(ours, "assignments") if r["ref"] == "loiro-2022-18"]
    assert len(rows) == 18
    assert {(r["role"], r["program"]) for r in rows} == {("consultant", "network-mentoring")}
    assert all(len(r["scope"]) == 1 for r in rows)


def test_a_kind_without_records_is_an_empty_table(tmp_path: Path) -> None:
    folder = export(tmp_path / "out", root=tree(tmp_path, {"people/a.yaml": PERSON}))
    assert parquet(folder, "orders") == []
    assert parquet(folder, "windows") == []


def test_people_marked_protected_stay_out_of_a_public_export(tmp_path: Path) -> None:
    files = {
        "people/t-1.yaml": PERSON + "protected: true\n",
        "people/head.yaml": PERSON.replace("Образцова", "Начальникова"),
        "roadmaps/p.yaml": roadmap("1 | до 1 марта | А | responsible: [{person: t-1}]"),
        "roadmaps/q.yaml": roadmap(
            "1 | до 1 марта | А | responsible: [{person: head}]",
            period=("2020-01-01", "2020-12-31"),
        ),
    }
    root = tree(tmp_path, files)
    assert len(parquet(export(tmp_path / "all", root=root), "people")) == 2
    folder = export(tmp_path / "public", "--public", root=root)
    assert [r["id"] for r in parquet(folder, "people")] == ["head"]
    assert [r["responsible"] for r in parquet(folder, "windows")] == [
        [],
        [{"id": "head", "text": "Начальникова А.А."}],
    ]
    export(tmp_path / "sqlite", "--public", "--format", "sqlite", root=root)
    assert "Образцова".encode() not in (tmp_path / "sqlite" / "register.sqlite").read_bytes()


def test_rows_beyond_one_group_are_all_there_in_groups(tmp_path: Path) -> None:
    plan = roadmap(*(f"{n} | до 1 марта | А" for n in range(1, 10_502)))
    folder = export(tmp_path / "out", root=tree(tmp_path, {"roadmaps/p.yaml": plan}))
    file = pq.ParquetFile(folder / "kind=items" / "region=unknown" / "part-0.parquet")
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [10_000, 501]
    assert [int(r["number"]) for r in parquet(folder, "items")] == list(range(1, 10_502))


def test_an_earlier_revision_is_exported_as_it_was(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "tree")
    repo.commit({"people/a.yaml": PERSON}, why="Начало")
    repo.commit({"people/b.yaml": PERSON.replace("А.А.", "Б.Б.")}, why="Ещё один")
    folder = export(tmp_path / "now", root=repo.root)
    assert [r["id"] for r in parquet(folder, "people")] == ["a", "b"]
    export(folder, "--rev", "HEAD~1", root=repo.root)
    assert [r["id"] for r in parquet(folder, "people")] == ["a"]
