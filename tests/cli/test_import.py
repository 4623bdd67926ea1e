"""`innoreg import` from the Word file to the record on disk."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from innoreg.cli import main
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.store.loader import load
from support import DATA, tree

INNOREG = Path(sys.executable).with_name("innoreg")
DOCUMENTS = DATA / "tests" / "importing" / "documents"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "data", tmp_path / "data")
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    return tmp_path


def run(registry: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INNOREG, "-C", registry, "import", *words, "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def printed(plan: Roadmap) -> list[tuple[object, ...]]:
    return [
        (
            p.key,
            p.item.number,
            p.item.title,
            " ".join(p.duty.deadline),
            p.item.responsible_text,
            p.item.result,
        )
        for p in placed_items(plan)
    ]


@pytest.mark.parametrize(
    ("document", "twin"),
    [("loiro-2022-18.docx", "loiro-2022"), ("kopo-2023-1585-r.docx", "kopo-2023")],
)
def test_the_word_file_becomes_the_record_that_was_typed_by_hand(
    registry: Path, document: str, twin: str
) -> None:
    answer = run(registry, str(DOCUMENTS / document), "--as", "roadmap", "--id", "fresh")
    assert answer.returncode == 0, answer.stderr
    plans = {plan.id: plan for plan in load(registry).registry.all(Roadmap)}
    assert printed(plans["fresh"]) == printed(plans[twin])
    assert plans["fresh"].period == plans[twin].period
    if plans[twin].columns:
        assert plans["fresh"].columns == plans[twin].columns


def test_people_of_the_register_are_recognised_through_slips_of_the_pen(registry: Path) -> None:
    run(registry, str(DOCUMENTS / "loiro-2022-18.docx"), "--id", "fresh")
    plans = {plan.id: plan for plan in load(registry).registry.all(Roadmap)}
    people = [
        [party.person for party in p.item.responsible if party.person]
        for p in placed_items(plans["fresh"])
    ]
    by_hand = [
        [party.person for party in p.item.responsible if party.person]
        for p in placed_items(plans["loiro-2022"])
    ]
    assert people == by_hand


def test_decisions_keep_their_sections_and_the_first_is_counted_as_zero(registry: Path) -> None:
    document = str(DOCUMENTS / "meetings-2019.docx")
    answer = run(registry, document, "--id", "fresh", "--period", "2019-09-01..2020-12-31")
    assert answer.returncode == 0, answer.stderr
    plans = {plan.id: plan for plan in load(registry).registry.all(Roadmap)}
    assert [p.key for p in placed_items(plans["fresh"])] == [
        p.key for p in placed_items(plans["meetings-2019"])
    ]


def test_a_whole_order_with_its_plan_and_its_consultants(registry: Path) -> None:
    for folder in ("orders", "roadmaps"):
        (
            registry
            / "data"
            / folder
            / {"orders": "loiro-2022-18.yaml", "roadmaps": "loiro-2022.yaml"}[folder]
        ).unlink()
    answer = run(
        registry,
        str(DOCUMENTS / "loiro-2022-18.docx"),
        "--as",
        "order",
        "--id",
        "loiro-2022-18",
        "--program",
        "network-mentoring",
    )
    assert answer.returncode == 0, answer.stderr
    found = load(registry).registry
    order = found.get(Order, "loiro-2022-18")
    assert order is not None
    assert (order.issuer, order.number, str(order.date), order.order_word) == (
        "loiro",
        "18",
        "2022-02-01",
        "ОБЯЗЫВАЮ:",
    )
    assert [p.clause.kind for p in order.placed_clauses()] == [
        "approve", "instruct", "instruct", "entry_into_force", "control",
    ]  # fmt: skip
    assert [p.clause.person for p in order.placed_clauses() if p.clause.kind == "control"] == [
        "shekhovtseva-ev"
    ]
    assert len(order.appendices[1].assignments) == 18
    assert order.appendices[1].assignments[6].scope == ("kingisepp",)
    assert order.signatory is not None
    assert order.signatory.person == "kovalchuk-ov"


def test_dry_run_writes_nothing_and_is_the_contract(registry: Path) -> None:
    before = sorted((registry / "data").rglob("*"))
    answer = run(
        registry,
        str(DOCUMENTS / "loiro-2022-18.docx"),
        "--as",
        "roadmap",
        "--id",
        "x",
        "--dry-run",
        "--format",
        "json",
    )
    document = json.loads(answer.stdout)
    assert document["format"] == 1
    assert [len(table["rows"]) for table in document["tables"]] == [35, 18]
    assert set(document["tables"][0]["rows"][0]) == {
        "kind", "number", "level", "parent", "title", "deadline", "responsible", "result", "section",
    }  # fmt: skip
    assert {"code", "message", "place"} == set(document["warnings"][0])
    assert sorted((registry / "data").rglob("*")) == before


def test_the_screen_shows_how_each_term_is_read(registry: Path) -> None:
    shown = run(registry, str(DOCUMENTS / "loiro-2022-18.docx"), "--dry-run").stdout
    assert "2022-03-14–2022-03-20" in shown
    assert "table 1, row 14" in shown


def test_an_id_that_exists_is_refused_and_nothing_is_written(registry: Path) -> None:
    path = registry / "data/roadmaps/loiro-2022.yaml"
    before = path.read_bytes()
    assert (
        run(registry, str(DOCUMENTS / "loiro-2022-18.docx"), "--id", "loiro-2022").returncode == 1
    )
    assert path.read_bytes() == before


def test_update_changes_only_what_the_document_says_otherwise(registry: Path) -> None:
    path = registry / "data/roadmaps/loiro-2022.yaml"
    original = path.read_text(encoding="utf-8")
    path.write_text(
        original.replace('deadline: "до 24.02"', 'deadline: "до 20.02"').replace(
            'number: "4."',
            'number: "4."\n    events:\n      - event: done\n        on: "2022-02-20"',
            1,
        ),
        encoding="utf-8",
    )
    word = str(DOCUMENTS / "loiro-2022-18.docx")
    shown = run(registry, word, "--id", "loiro-2022", "--update", "--dry-run")
    assert '-    deadline: "до 20.02"' in shown.stdout
    assert '+    deadline: "до 24.02"' in shown.stdout
    answer = run(registry, word, "--id", "loiro-2022", "--update")
    assert answer.returncode == 0, answer.stderr
    after = path.read_text(encoding="utf-8")
    assert 'deadline: "до 24.02"' in after
    assert "event: done" in after
    assert (
        run(registry, word, "--id", "loiro-2022", "--update").stdout.strip() == "Nothing to change."
    )


def test_people_the_register_does_not_know_become_records_with_the_document_as_source(
    tmp_path: Path,
) -> None:
    root = tree(tmp_path, {})
    document = str(DOCUMENTS / "loiro-2022-18.docx")
    tried = run(root, document, "--id", "fresh", "--dry-run")
    assert "new: person knyazeva-tb – Князева Т.Б." in tried.stdout
    assert load(root).registry.all(Person) == ()
    answer = run(root, document, "--id", "fresh")
    assert answer.returncode == 0, answer.stderr
    people = {person.id: person for person in load(root).registry.all(Person)}
    # «Жуковицкая Н.Н» without her last dot is she herself.
    assert sorted(people) == ["knyazeva-tb", "shekhovtseva-ev", "vanyushkin-av", "zhukovitskaya-nn"]
    (post,) = people["vanyushkin-av"].positions
    assert post.title == "заведующий центром цифровой трансформации и развития ЦОС"
    assert post.basis == "Распоряжение от 01.02.2022 № 18"


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04 cut off"])
def test_what_is_no_document_is_refused_in_words(
    registry: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = registry / "x.docx"
    path.write_bytes(content)
    assert main(["-C", str(registry), "import", str(path), "--id", "fresh", "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("innoreg: ")


def test_a_workbook_is_known_by_its_content_alone(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["№", "Мероприятие", "Срок"], ["1", "Семинар", "май"], ["2", "Отчёт", "июнь"]):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "plan.xlsx").rename(tmp_path / "plan")
    done = run(tree(tmp_path, {}), str(tmp_path / "plan"), "--dry-run", "--format", "json")
    assert (done.returncode, "Семинар" in done.stdout) == (0, True), done.stderr
