"""What has no date disappears from no answer: it stands under a heading of its own, with its words."""

import json
from pathlib import Path
from typing import Any

import pytest

from repository import innoreg
from support import DATA, roadmap, tree

UNDATED = {
    # № 1925-р, п. 5: «Рекомендовать ректору … назначить …; организовать …», without a term.
    "kopo-2020-1925-r/5.1": "назначить научных руководителей (консультантов) реализации",
    "kopo-2020-1925-r/5.2": "назначить научных руководителей (консультантов) региональной",
    "kopo-2020-1925-r/5.3": "организовать",
    # № 18, п. 2 и 3: научным консультантам, руководителям кафедр.
    "loiro-2022-18/2": "Научн",
    "loiro-2022-18/3": "Руководител",
    # № 328: instructions of a municipal order, none of them with a term.
    "vsevolozhsk-2021-328/1.5": "Организовать работу по реализации совместного плана",
    "vsevolozhsk-2021-328/2.1": "",
    "vsevolozhsk-2021-328/2.2": "",
    "vsevolozhsk-2021-328/3.1.1": "",
    "vsevolozhsk-2021-328/3.1.2": "",
    "vsevolozhsk-2021-328/3.2": "",
}


def answer(*words: str, cwd: Path = DATA) -> dict[str, list[dict[str, str]]]:
    done = innoreg(*words, "--format", "json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--undated"),
        ("due", "--month", "2022-03"),
        ("due", "--year", "1999"),
        # Of a year nobody typed: what has no date lies in none.
        ("due", "--month", "january"),
        ("due", "--month", "january", "--no-cache"),
        ("overdue",),
        ("overdue", "--no-cache"),
    ],
)
def test_every_answer_lists_the_undated_duties_of_the_five_documents(
    words: tuple[str, ...],
) -> None:
    found: list[dict[str, Any]] = answer(*words, "--today", "2022-04-01")["undated"]
    assert {row["ref"] for row in found} == UNDATED.keys()
    for row in found:
        assert row["title"].startswith(UNDATED[row["ref"]])
        assert row["due"] is None
        assert row["window"] is None
        assert row["waits_for"]


def test_none_is_there_before_its_document() -> None:
    found = answer("due", "--undated", "--today", "2021-04-25")["undated"]
    assert {row["ref"] for row in found} == {f"kopo-2020-1925-r/5.{n}" for n in (1, 2, 3)}


def test_a_filter_holds_for_them_too_and_a_mark_closes_them(tmp_path: Path) -> None:
    plan = roadmap("1 | по мере необходимости | Консультации | responsible: [{person: ivanov-ii}]",
                   "2 | по согласованию | Выезд", "3 | до 15 марта | Отчёт")  # fmt: skip
    person = "schema: 1\nname: Иванов И.И.\ngender: m\n"
    root = tree(tmp_path, {"roadmaps/plan.yaml": plan, "people/ivanov-ii.yaml": person})
    asked = ("due", "--undated", "--today", "2022-02-01")
    assert [row["ref"] for row in answer(*asked, cwd=root)["undated"]] == ["plan/1", "plan/2"]
    his = answer(*asked, "--responsible", "ivanov-ii", cwd=root)["undated"]
    assert [row["ref"] for row in his] == ["plan/1"]
    assert innoreg("done", "plan/2", "--on", "2022-01-30", cwd=root).returncode == 0
    assert [row["ref"] for row in answer(*asked, cwd=root)["undated"]] == ["plan/1"]


def test_the_screen_says_what_they_wait_for(tmp_path: Path) -> None:
    root = tree(tmp_path, {"roadmaps/plan.yaml": roadmap("1 | по мере необходимости | Выезд")})
    said = innoreg("overdue", "--today", "2022-02-01", cwd=root).stdout
    assert "1 without a date" in said
    assert "по мере необходимости" in said
    assert "`windows:`" in said
    assert innoreg("due", "--undated", "--month", "3", cwd=root).returncode == 2


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        (("letter", "zhukovitskaya-nn"), {"2"}),
        (("memo", "--for", "shekhovtseva-ev"), {"5.1", "5.2", "5.3", "2", "3"}),
        (("plan-fact", "--month", "2022-03"), {"5.1", "5.2", "5.3", "2", "3"}),
    ],
)
def test_papers_end_with_what_has_no_date(
    tmp_path: Path, words: tuple[str, ...], refs: set[str]
) -> None:
    from docx import Document

    path = tmp_path / "paper.docx"
    done = innoreg("paper", *words, "--today", "2022-04-10", "-o", str(path), cwd=DATA)
    assert done.returncode == 0, done.stderr
    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[-1].rows]
    start = next(i for i, row in enumerate(rows) if row[0] == "Без срока")
    assert refs <= {row[0] for row in rows[start:]}
