"""Which part of the agenda a term stands in, on the first and last days of each part."""

from datetime import date
from pathlib import Path

import pytest

from innoreg.queries.agenda import Agenda, build_agenda
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.store.loader import load
from support import roadmap, tree

# A Wednesday: its week is 14 to 20 March 2022, the four weeks after it 21 March to 17 April.
DAY = date(2022, 3, 16)


def agenda(folder: Path, *items: str) -> Agenda:
    rows = RegistryRows(load(tree(folder, {"roadmaps/plan.yaml": roadmap(*items)})).registry, DAY)
    return build_agenda(rows.all(), rows.undated(), DAY)


@pytest.mark.parametrize(
    ("term", "part"),
    [
        ("до 15 марта", "late"),
        ("до 16 марта", "this_week"),
        ("до 20 марта", "this_week"),
        ("до 21 марта", "ahead"),
        ("до 17 апреля", "ahead"),
        ("с 16 марта до 18 апреля", "running"),
        ("с 17 марта до 18 апреля", "later"),
        ("до 18 апреля", "running"),
        ("постоянно", "running"),
        ("по отдельному графику", "undated"),
    ],
)
def test_a_term_stands_in_the_part_of_its_last_day(tmp_path: Path, term: str, part: str) -> None:
    found = agenda(tmp_path, f"1 | {term} | Дело")
    parts = ("late", "this_week", "ahead", "running", "later", "undated")
    assert [name for name in parts if getattr(found, name)] == [part]


@pytest.mark.parametrize(("last", "is_long"), [("2021-03-15", True), ("2021-03-16", False)])
def test_what_is_late_by_more_than_a_year_stands_apart(
    tmp_path: Path, last: str, is_long: bool
) -> None:
    windows = f'windows: [{{to: "{last}"}}]'
    found = agenda(tmp_path, f"1 | по отдельному графику | Дело | {windows}")
    assert (len(found.long_late), len(found.late_this_year)) == (int(is_long), int(not is_long))


def test_what_became_late_since_a_day_counts_from_its_last_day(tmp_path: Path) -> None:
    found = agenda(tmp_path, "1 | до 8 марта | Раньше", "2 | до 9 марта | С того дня")
    assert [row.window.ref for row in found.late_since(date(2022, 3, 9))] == ["plan/2"]
    assert [row.window.ref for row in found.late] == ["plan/1", "plan/2"]


def test_of_this_week_what_was_done_stays_and_what_was_taken_off_control_does_not(
    tmp_path: Path,
) -> None:
    found = agenda(
        tmp_path,
        '1 | до 17 марта | Сделано | events: [{event: done, on: "2022-03-15"}]',
        '2 | до 17 марта | Снято | events: [{event: cancelled, on: "2022-03-15", reason: нет}]',
        '3 | до 13 марта | Было | events: [{event: done, on: "2022-03-12"}]',
    )
    assert [row.window.ref for row in found.this_week] == ["plan/1"]
    assert [*found.late, *found.ahead, *found.running, *found.later] == []
