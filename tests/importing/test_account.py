"""The account of words, plans in several tables, appendices of any kind, trials without writing."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from importing.layouts import Box
from importing.word import Tricks, plain, save
from importing.word import table as draw
from innoreg.importing.drafts import Imported
from innoreg.importing.reader import import_document
from innoreg.model.order import Order
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.store.loader import load
from support import tree

INNOREG = Path(sys.executable).with_name("innoreg")
HEAD = ["№ п/п", "Мероприятие", "Срок", "Ответственный"]
ORDER = [
    "МБОУ «СОШ № 5»", "ПРИКАЗ", "12.01.2027 № 15-од", "Об утверждении положения",
    "В целях повышения качества", "ПРИКАЗЫВАЮ:", "1. Утвердить Положение (приложение 1).",
    "2. Контроль оставляю за собой.", "Директор школы И.И. Орлов",
]  # fmt: skip


def table(*rows: tuple[str, ...]) -> str:
    return draw([[Box(text) for text in row] for row in (HEAD, *rows)], Tricks(Random(1), 0.0))


def registry(tmp_path: Path) -> Path:
    (tmp_path / "reg").mkdir()
    return tree(tmp_path / "reg", {})


def lines(*texts: str) -> str:
    return "".join(map(plain, texts))


def document(tmp_path: Path, *parts: str) -> Path:
    return save(tmp_path / "a.docx", "".join(parts))


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INNOREG, "-C", root, "import", *words, "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (("1. Нормативное обеспечение", "2. Кадры"), [("1.", "Нормативное обеспечение"), ("2.", "Кадры")]),
        (("1) Начало", "2) Итоги"), [("1)", "Начало"), ("2)", "Итоги")]),
    ],
)  # fmt: skip
def test_a_plan_in_several_tables_is_one(
    tmp_path: Path, titles: tuple[str, str], wanted: list[tuple[str, str]]
) -> None:
    first, second = ("1", "Издать приказ", "январь", "Директор"), ("1", "Отчёт", "март", "Завуч")
    path = document(
        tmp_path, lines("План мероприятий на 2027 год", titles[0]), table(first),
        lines(titles[1]), table(second),
    )  # fmt: skip
    (found,) = import_document(path).tables
    assert found.heading == "План мероприятий на 2027 год"
    assert [(r.printed, r.title) for r in found.rows if r.kind == "section"] == wanted
    assert [row.title for row in found.rows if row.kind == "item"] == ["Издать приказ", "Отчёт"]


def words_of(path: Path) -> Imported:
    return import_document(path)


def test_every_word_is_counted(tmp_path: Path) -> None:
    path = document(
        tmp_path, lines("План на 2027 год", "Цель: успех."),
        table(("1", "Издать приказ", "январь", "Директор")),
    )  # fmt: skip
    found = words_of(path)
    # Four in the title, two in the goal, five in the head (№ is none), five in the row.
    assert (found.words, found.words_in_notes) == (16, 2)


@pytest.mark.parametrize(
    ("after", "kind", "text"),
    [
        ((), "lost", None),
        (("Приложение 1 к приказу от 12.01.2027 № 15-од", "Положение о площадке",
          "1. Общие положения", "1.1. Площадка создаётся приказом."),
         "text", "1. Общие положения\n1.1. Площадка создаётся приказом."),
        (("Приложение № 1", "УТВЕРЖДЕНО", "Правила приёма", "Правила просты."), "text", "Правила просты."),
    ],
)  # fmt: skip
def test_an_order_is_written_with_its_appendix_or_says_that_it_is_lost(
    tmp_path: Path, after: tuple[str, ...], kind: str, text: str | None
) -> None:
    root = registry(tmp_path)
    path = document(tmp_path, lines(*ORDER, *after))
    tried = run(root, str(path), "--as", "order", "--id", "x", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert load(root).registry.all(Order) == ()
    answer = run(root, str(path), "--as", "order", "--id", "x")
    assert answer.returncode == 0, answer.stderr
    (order,) = load(root).registry.all(Order)
    assert [(one.number, one.kind, one.text) for one in order.appendices] == [("1", kind, text)]
    # The school was not in the register: it is now.
    assert order.issuer == "mbou-sosh-5"


@pytest.mark.parametrize(
    "words",
    [("--id", "Нет"), ("--id", "x", "--as", "order"), ("--id", "taken"), ()],
)
def test_a_trial_refuses_what_writing_refuses(tmp_path: Path, words: tuple[str, ...]) -> None:
    root = registry(tmp_path)
    path = document(
        tmp_path, lines("План работы"), table(("1", "Издать приказ", "январь", "Директор"))
    )
    run(root, str(path), "--id", "taken", "--period", "2027")
    tried = run(root, str(path), *words, "--dry-run")
    written = run(root, str(path), *(words or ("--id", "y")))
    assert (tried.returncode, written.returncode) == (1, 1)
    assert tried.stderr.splitlines()[0] == written.stderr.splitlines()[0]


def test_json_shows_and_never_writes(tmp_path: Path) -> None:
    root = registry(tmp_path)
    path = document(
        tmp_path, lines("План на 2027 год"), table(("1", "Издать приказ", "январь", "Директор"))
    )
    assert run(root, str(path), "--id", "x", "--format", "json").returncode == 2
    assert load(root).registry.all(Roadmap) == ()


def test_rows_outside_sections_and_further_columns_are_kept(tmp_path: Path) -> None:
    root = registry(tmp_path)
    rows = [["Этап", "Мероприятие", "Срок", "Ответственный"],
            ["Начало", "Создать группу", "январь", "Директор"],
            ["Итог", "Подвести итоги", "май", "Методист"]]  # fmt: skip
    drawn = draw([[Box(text) for text in row] for row in rows], Tricks(Random(1), 0.0))
    assert (
        run(root, str(document(tmp_path, lines("План на 2027 год"), drawn)), "--id", "x").returncode
        == 0
    )
    (plan,) = load(root).registry.all(Roadmap)
    cells = [[(cell.head, cell.text) for cell in p.item.cells] for p in placed_items(plan)]
    assert cells == [[("Этап", "Начало")], [("Этап", "Итог")]]
