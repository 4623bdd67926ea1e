"""Calendars: the days, states and numbers that a calendar program reads, with another library."""

import warnings
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from changing import git, with_git
from innoreg.cli import main
from innoreg.export.exporter import MANIFEST
from support import DATA, roadmap, tree

DAY = "2022-03-10"
PERSON = 'schema: 1\nname: "Иванов И.И."\n'
WHO = "responsible:;- person: one"


def export(root: Path, to: Path, *words: str, day: str = DAY) -> Path:
    whole = ["export", "--format", "ics", "--to", str(to), "--today", day, *words]
    assert main(["-C", str(root), *whole]) == 0
    return to


def read(path: Path) -> dict[str, Any]:
    """The entries of a calendar by their UIDs, read with vobject; none stands there twice."""
    with warnings.catch_warnings():
        # Old words of its own; what it reads is what counts.
        warnings.simplefilter("ignore")
        import vobject

        calendar = vobject.readOne(path.read_bytes().decode())
    parts = [part for part in calendar.components() if part.name in ("VEVENT", "VTODO")]
    found = {part.uid.value.removesuffix("@innoreg"): part for part in parts}
    assert len(found) == len(parts)
    return found


def small(folder: Path) -> Path:
    plan = roadmap(
        f"1. | до 1 апреля | Отчёт | {WHO}",
        f"2. | 15–17 марта | Семинар; с запятой, и «кавычками» | {WHO}",
        f"3. | март | Месяц | {WHO}",
        f"4. | в течение 10 дней после получения | Ответ | {WHO}",
        f"5. | 5 марта | Сделано | {WHO};events:;- {{event: done, on: 2022-03-04}}",
        f"6. | 6 марта | Снято | {WHO};events:;- {{event: cancelled, on: 2022-03-04, reason: нет}}",
        "7. | 7 марта | От всех | addressees:;- near;- far;events:;"
        "- {event: done, on: 2022-03-03, for: near}",
        f"8. | постоянно | Работа | {WHO}",
    )
    return tree(
        folder,
        {
            "roadmaps/p.yaml": plan.replace("Семинар; с", "Семинар, с"),
            "people/one.yaml": PERSON,
            "districts/near.yaml": 'schema: 1\nname: "Ближний район"\nshort_name: "Ближний"\n'
            "type: municipal_district\n",
            "districts/far.yaml": 'schema: 1\nname: "Дальний район"\nshort_name: "Дальний"\n'
            "type: municipal_district\n",
        },
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small registry, and its calendar."""
    root = small(tmp_path_factory.mktemp("calendar"))
    return root, export(root, root / "all.ics", "--alarm", "3", "--lang", "ru")


def test_days_and_states_are_those_of_the_terms(made: tuple[Path, Path]) -> None:
    found = read(made[1])
    # A short window is shown whole, of a long one the last day; the end is the day after.
    days = {
        "p_1_1": (date(2022, 4, 1), date(2022, 4, 2)),
        "p_2_1": (date(2022, 3, 15), date(2022, 3, 18)),
        "p_3_1": (date(2022, 3, 31), date(2022, 4, 1)),
        "p_5_1": (date(2022, 3, 5), date(2022, 3, 6)),
        "p_6_1": (date(2022, 3, 6), date(2022, 3, 7)),
        "p_7_1": (date(2022, 3, 7), date(2022, 3, 8)),
    }
    events = {uid: part for uid, part in found.items() if part.name == "VEVENT"}
    assert {uid: (e.dtstart.value, e.dtend.value) for uid, e in events.items()} == days
    assert [uid for uid, e in events.items() if e.status.value == "CANCELLED"] == ["p_6_1"]
    assert events["p_5_1"].summary.value == "✓ Сделано"
    assert {uid for uid, part in found.items() if part.name == "VTODO"} == {"p_4_1", "p_8_1"}
    assert not hasattr(found["p_4_1"], "due")
    text = events["p_2_1"].description.value.split("\n")
    assert text[:3] == [
        "Семинар, с запятой, и «кавычками»", "Срок: 15–17 марта", "Отвечает: Иванов И.И.",
    ]  # fmt: skip
    assert text[-1] == "p/2 · data/roadmaps/p.yaml"


def test_alarms_ring_before_the_last_day_of_what_is_open_and_to_come(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    """Three days before 17 March, at nine: of the window of the 15th that is a day before it."""
    events = {uid: e for uid, e in read(made[1]).items() if hasattr(e, "valarm")}
    triggers = {uid: e.valarm.trigger.value for uid, e in events.items()}
    assert triggers == {
        "p_1_1": timedelta(days=-3, hours=9),
        "p_2_1": timedelta(days=-1, hours=9),
        "p_3_1": timedelta(days=-3, hours=9),
    }
    todos = read(export(made[0], tmp_path / "todo.ics", "--todos", "--alarm", "1"))
    assert {part.name for part in todos.values()} == {"VTODO"}
    assert (todos["p_2_1"].dtstart.value, todos["p_2_1"].due.value) == (
        date(2022, 3, 15), date(2022, 3, 17),
    )  # fmt: skip
    assert todos["p_5_1"].status.value == "COMPLETED"
    assert todos["p_5_1"].completed.value.date() == date(2022, 3, 4)
    assert todos["p_2_1"].valarm.trigger.params == {"RELATED": ["END"]}


def test_the_bytes_are_those_of_the_standard_and_of_the_day(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    root, path = made
    raw = path.read_bytes()
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    # Folded by octets (RFC 5545, 3.1), never inside a letter: each line is whole UTF-8.
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert raw.count(b"DTSTAMP:20220310T000000Z") == len(read(path))
    assert export(root, tmp_path / "b.ics", "--alarm", "3", "--lang", "ru").read_bytes() == raw


def test_a_newer_calendar_changes_entries_and_doubles_none(tmp_path: Path) -> None:
    """Item 1 gets another term in a commit, item 2 a mark: the others keep their number."""
    root = with_git(small(tmp_path))
    before = read(export(root, root / "c.ics"))
    path = root / "data/roadmaps/p.yaml"
    path.write_text(path.read_text("utf-8").replace("до 1 апреля", "до 8 апреля"), "utf-8")
    unsaved = read(export(root, root / "c.ics"))
    git(root, "commit", "-qam", "Срок")
    committed = read(export(root, root / "c.ics"))
    assert main(["-C", str(root), "done", "p/2", "--on", DAY, "--today", DAY, "--commit"]) == 0
    # What only looks different is no change.
    path.write_text("# Заметка\n" + path.read_text("utf-8"), "utf-8")
    git(root, "commit", "-qam", "Заметка")
    after = read(export(root, root / "c.ics"))

    def numbers(found: dict[str, Any]) -> dict[str, int]:
        return {uid: int(part.sequence.value) for uid, part in found.items()}

    assert before.keys() == after.keys()
    assert numbers(unsaved) == numbers(committed)
    changed = {uid for uid, n in numbers(committed).items() if n != numbers(before)[uid]}
    assert changed == {"p_1_1"}
    grown = {uid for uid, n in numbers(after).items() if n > numbers(committed)[uid]}
    assert grown == {"p_2_1"}
    assert committed["p_1_1"].dtstart.value == date(2022, 4, 8)


def test_each_has_a_calendar_with_its_own_state(made: tuple[Path, Path], tmp_path: Path) -> None:
    folder = export(made[0], tmp_path / "each", "--each")
    assert {path.name for path in folder.iterdir()} == {
        "one.ics", "near.ics", "far.ics", MANIFEST,
    }  # fmt: skip
    near, far = read(folder / "near.ics"), read(folder / "far.ics")
    # The district that reported has done its own, the other has not; together it is open.
    assert near["p_7_1_near"].summary.value.startswith("✓")
    assert not far["p_7_1_far"].summary.value.startswith("✓")
    assert set(read(folder / "one.ics")) == {f"p_{n}_1" for n in (1, 2, 3, 4, 5, 6, 8)}
    # Written again it replaces itself.
    export(made[0], folder, "--each", "--responsible", "Иванов")
    assert {path.name for path in folder.iterdir()} == {"one.ics", MANIFEST}


def test_filters_refusals_and_what_belongs_to_somebody_else(
    made: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made[0]
    mine = export(root, tmp_path / "mine.ics", "--responsible", "one", "--status", "planned")
    assert set(read(mine)) == {"p_1_1", "p_2_1", "p_3_1", "p_4_1", "p_8_1"}
    (tmp_path / "own.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    words = ["-C", str(root), "export", "--today", DAY]
    assert main([*words, "--format", "ics", "--to", str(tmp_path / "own.ics")]) == 1
    assert "left as it is" in capsys.readouterr().err
    assert main([*words, "--format", "sqlite", "--to", str(tmp_path / "x"), "--each"]) == 2
    assert "--each goes with --format ics" in capsys.readouterr().err
    assert main([*words, "--format", "ics", "--to", str(tmp_path / "x"), "--school", "no"]) == 2


def test_a_public_calendar_names_only_who_is_public(tmp_path: Path) -> None:
    root = small(tmp_path)
    person = root / "data/people/one.yaml"
    person.write_text(PERSON + "protected: true\n", "utf-8")
    assert "Иванов" in export(root, root / "a.ics").read_bytes().decode()
    assert "Иванов" not in export(root, root / "b.ics", "--public").read_bytes().decode()
    assert not (export(root, root / "each", "--each", "--public") / "one.ics").exists()


def test_every_term_of_the_documents_is_in_their_calendar(tmp_path: Path) -> None:
    """On 14 March 2022 the register has 93 windows with a day and 11 terms without."""
    found = read(export(DATA, tmp_path / "all.ics", day="2022-03-14"))
    assert len(found) == 104
    assert sum(not hasattr(part, "due") and part.name == "VTODO" for part in found.values()) >= 11
