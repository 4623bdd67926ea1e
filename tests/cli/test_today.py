"""`innoreg today`: the morning's overview, on the five documents and on a small plan with marks."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cli.test_commands import run
from innoreg.queries.agenda import build_agenda
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.report.short_titles import cut_title
from innoreg.store.loader import load_tree
from innoreg.store.tree import DiskTree
from repository import innoreg
from support import DATA, roadmap, tree


def overview(*words: str) -> dict[str, Any]:
    done = run("today", "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refs(found: dict[str, Any], part: str) -> list[str]:
    return [row["ref"] for row in found[part]]


def test_a_monday_in_march_2022() -> None:
    """From № 18: row 7.1.1 «март, третья неделя», 7.1 and 7.1.2, 7.1.3 end in March, 7.2.1 in April."""
    found = overview("--today", "2022-03-14")
    assert found["week"] == {"start": "2022-03-14", "end": "2022-03-20"}
    assert found["since"] == "2022-03-07"
    assert refs(found, "this_week") == ["loiro-2022/7.1.1"]
    assert refs(found, "ahead") == [f"loiro-2022/7.{n}" for n in ("1", "1.2", "1.3", "2.1")]
    # «январь – февраль», «по четвергам» and the like that ended before; the site's results of 2021.
    assert refs(found, "late")[-6:] == [f"loiro-2022/{n}" for n in ("2", "2.2", "3", "4", "1", "7")]
    assert refs(found, "reports") == [
        "vsevolozhsk-agro-college-2020/interim",
        "vsevolozhsk-agro-college-2020/final",
    ]
    assert len(found["undated"]) == 11
    assert found["names"]["loiro-2022-18"] == "ГАОУ ДПО «ЛОИРО», распоряжение of 2022-02-01 № 18"


def test_every_figure_is_the_number_of_its_rows_and_of_the_other_commands() -> None:
    for day in ("2019-11-20", "2022-03-14", "2022-12-31"):
        found = overview("--today", day)
        counts = found["counts"]
        for part in ("late", "this_week", "ahead", "running", "undated", "reports", "lapsed"):
            assert counts[part] == len(found[part]), (day, part)
        late = json.loads(run("overdue", "--today", day, "--format", "json").stdout)
        assert refs(found, "late") == [row["ref"] for row in late["rows"]]
        assert refs(found, "undated") == [row["ref"] for row in late["undated"]]


def test_every_open_duty_is_in_one_part_on_every_day() -> None:
    registry = load_tree(DiskTree(DATA)).registry
    for weeks in range(0, 240, 7):
        day = date(2019, 9, 2) + timedelta(weeks=weeks)
        rows = RegistryRows(registry, day)
        agenda = build_agenda(rows.all(), rows.undated(), day)
        parts = (agenda.late, agenda.this_week, agenda.ahead, agenda.running, agenda.later)
        shown = [(row.window.ref, row.window.occurrence) for part in parts for row in part]
        assert len(shown) == len(set(shown))
        wanted = {
            (row.ref, row.occurrence)
            for row in rows.all()
            if not row.closed and not (row.is_continuous and row.due < day)
        }
        assert wanted <= set(shown)


PLAN = roadmap(
    '1 | до 4 марта | Давно | events: [{event: done, on: "2022-03-03"}]',
    "2 | до 9 марта | Опоздало",
    "3 | до 1 марта | Опоздало раньше",
    '4 | до 17 марта | Сделано | events: [{event: done, on: "2022-03-14"}]',
    "5 | до 18 марта | Осталось",
    "6 | апрель | Потом",
    "7 | постоянно | Всегда",
    "8 | по мере необходимости | Без дня",
    "9 | январь – июль | Идёт",
    "10 | август | Не скоро",
)


def test_what_a_head_reads(tmp_path: Path) -> None:
    tree(tmp_path, {"roadmaps/plan.yaml": PLAN})
    said = innoreg("today", "--today", "2022-03-14", "--lang", "ru", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    lines = said.stdout.splitlines()
    assert lines[0] == (
        "Понедельник, 14.03.2022: на этой неделе 1 срок, просрочено: 2 (новых с 07.03.2022: 1)"
    )
    heads = [line for line in lines if line.endswith((": 1", ": 2", ": 3"))]
    assert heads == [
        "Требует решения: 2",
        "На этой неделе: 2",
        "Идёт: 2",
        "Без срока: 1",
        "Новое с 07.03.2022: 1",
    ]
    found = json.loads(
        innoreg("today", "--today", "2022-03-14", "--format", "json", cwd=tmp_path).stdout
    )
    assert refs(found, "late") == ["plan/3", "plan/2"]
    assert [row["newly_late"] for row in found["late"]] == [False, True]
    assert refs(found, "this_week") == ["plan/4", "plan/5"]
    assert refs(found, "running") == ["plan/9", "plan/7"]
    assert refs(found, "ahead") == []
    assert found["counts"]["later"] == 2
    assert (found["counts"]["due_this_year"], found["counts"]["in_time"]) == (4, 2)
    assert [(item["ref"], item["day"]) for item in found["news"]] == [("plan/4", "2022-03-14")]
    assert found["revision"] is None


def test_since_says_from_when_something_is_new(tmp_path: Path) -> None:
    tree(tmp_path, {"roadmaps/plan.yaml": PLAN})
    words = ("today", "--today", "2022-03-14", "--since", "2022-03-01", "--format", "json")
    found = json.loads(innoreg(*words, cwd=tmp_path).stdout)
    assert found["counts"]["newly_late"] == 2
    assert [item["ref"] for item in found["news"]] == ["plan/4", "plan/1"]


def test_titles_are_cut_where_a_clause_ends() -> None:
    title = "Вебинар для муниципальных и школьных проектных команд, о планировании работы на год в школе"
    assert cut_title(title, 90) == "Вебинар для муниципальных и школьных проектных команд…"
    assert cut_title("Короткое", 90) == "Короткое"
    assert cut_title("слово " * 30, 40) == "слово слово слово слово слово слово…"
