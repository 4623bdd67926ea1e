"""What is told of two revisions: every change once, by id, and nothing of mere formatting."""

from pathlib import Path

from innoreg.model.registry import Registry
from innoreg.queries.diff import Change, differences
from innoreg.report.diff_text import as_lines, as_markdown
from innoreg.report.field_values import title_finder
from innoreg.store.loader import load
from support import roadmap, tree

Files = dict[str, str]
PERSON = 'schema: 1\nname: "{}"\n'
ITEM = "1. | апрель, четвёртая неделя | Вебинар для кураторов | result: Запись"


def registry(folder: Path, files: Files) -> Registry:
    folder.mkdir()
    return load(tree(folder, files)).registry


def told(tmp_path: Path, old: Files, new: Files) -> list[str]:
    before, after = registry(tmp_path / "old", old), registry(tmp_path / "new", new)
    return as_lines(differences(before, after), title_finder(after, before))


def changes(tmp_path: Path, old: Files, new: Files) -> list[Change]:
    return differences(registry(tmp_path / "old", old), registry(tmp_path / "new", new))


def one(text: str) -> Files:
    return {"roadmaps/p.yaml": text}


def test_formatting_alone_is_no_change(tmp_path: Path) -> None:
    written_otherwise = """\
        # comment
        schema: 1
        title: "План"
        type: 'roadmap'
        period:
          to: 2022-12-31
          from: 2022-01-01
        items:
        - {title: Вебинар для кураторов, number: "1.", result: "Запись",
           deadline: ["апрель, четвёртая неделя"], events: []}
        """
    assert told(tmp_path, one(roadmap(ITEM)), one(written_otherwise)) == []


def test_an_extension_names_the_term_before_the_new_one_and_the_basis(tmp_path: Path) -> None:
    moved = ITEM + ';events: [{event: extended, on: "2022-04-01", to: до 20 мая, basis: o/2}]'
    assert told(tmp_path, one(roadmap(ITEM)), one(roadmap(moved))) == [
        "p/1: term moved: апрель, четвёртая неделя → до 20 мая, basis o/2"
    ]


def test_a_second_extension_starts_from_the_first(tmp_path: Path) -> None:
    first = '{event: extended, on: "2022-04-01", to: до 20 мая}'
    second = '{event: extended, on: "2022-05-01", to: июнь}'
    old, new = f"{ITEM};events: [{first}]", f"{ITEM};events: [{first}, {second}]"
    assert told(tmp_path, one(roadmap(old)), one(roadmap(new))) == [
        "p/1: term moved: до 20 мая → июнь"
    ]


def test_marks_and_their_withdrawal(tmp_path: Path) -> None:
    done = ITEM + ';events: [{event: done, on: "2022-04-20", evidence: протокол № 1}]'
    assert told(tmp_path, one(roadmap(ITEM)), one(roadmap(done))) == [
        "p/1: done on 2022-04-20, evidence протокол № 1"
    ]
    back = tmp_path / "back"
    back.mkdir()
    assert told(back, one(roadmap(done)), one(roadmap(ITEM))) == [
        "p/1: no longer so: done on 2022-04-20, evidence протокол № 1"
    ]


def test_a_corrected_mark_is_one_change(tmp_path: Path) -> None:
    old = ITEM + ';events: [{event: done, on: "2022-04-20", evidence: протокол № 1}]'
    new = old.replace("№ 1", "№ 2")
    assert told(tmp_path, one(roadmap(old)), one(roadmap(new))) == [
        "p/1: event: evidence: протокол № 1 → протокол № 2"
    ]


def test_items_added_removed_and_renumbered(tmp_path: Path) -> None:
    rows = ["1. | март | Совещание", "2. | апрель | Вебинар", "3. | май | Конференция"]
    # A new first item shifts the others; the last one is gone.
    now = ["1. | февраль | Анкетирование", "2. | март | Совещание", "3. | апрель | Вебинар"]
    assert told(tmp_path, one(roadmap(*rows)), one(roadmap(*now))) == [
        "p/1: added: item “Анкетирование”",
        "p/2: renumbered: 1 → 2",
        "p/3: renumbered: 2 → 3",
        "p/3: removed: item “Конференция”",
    ]


def test_a_renumbered_item_may_change_too(tmp_path: Path) -> None:
    old = "4. | апрель | Вебинар для муниципальных и школьных проектных команд | result: Запись"
    new = old.replace("4. | апрель", "7. | май")
    assert told(tmp_path, one(roadmap(old)), one(roadmap(new))) == [
        "p/7: renumbered: 4 → 7",
        "p/7: term: апрель → май",
    ]


def test_a_renamed_record_is_followed_through_its_references(tmp_path: Path) -> None:
    def files(name: str) -> Files:
        item = f"1. | март | Дело | responsible: [{{person: {name}}}]"
        return {f"people/{name}.yaml": PERSON.format("Князева Т.Б."), **one(roadmap(item))}

    assert told(tmp_path, files("knyazeva"), files("knyazeva-tb")) == [
        "knyazeva-tb: renamed: knyazeva → knyazeva-tb"
    ]


def test_different_records_are_not_taken_for_a_renaming(tmp_path: Path) -> None:
    old = {"people/a.yaml": 'schema: 1\nname: "Иванов И.И."\ngender: m\n'}
    new = {"people/b.yaml": 'schema: 1\nname: "Петрова А.А."\ngender: f\n'}
    assert [c.what for c in changes(tmp_path, old, new)] == ["removed", "added"]


def test_the_one_who_answers_first_is_seen_to_change(tmp_path: Path) -> None:
    people = {f"people/{n}.yaml": PERSON.format(n.upper()) for n in "ab"}

    def plan(*who: str) -> Files:
        rows = ", ".join(f"{{person: {name}}}" for name in who)
        return {**people, **one(roadmap(f"1. | март | Дело | responsible: [{rows}]"))}

    assert told(tmp_path, plan("a", "b"), plan("b", "a")) == ["p/1: who answers: A; B → B; A"]


def test_a_broken_file_is_neither_removed_nor_added(tmp_path: Path) -> None:
    good, bad = {"people/a.yaml": PERSON.format("А")}, {"people/a.yaml": "schema: 1\nname: [\n"}
    assert [c.what for c in changes(tmp_path, good, bad)] == ["unreadable"]
    back = tmp_path / "back"
    back.mkdir()
    assert [c.what for c in changes(back, bad, good)] == ["unreadable"]


def test_settings_and_fields_of_records(tmp_path: Path) -> None:
    old = {"people/a.yaml": PERSON.format("А") + "positions: [{title: ректор}]\n"}
    new = {
        "people/a.yaml": PERSON.format("А")
        + "positions: [{title: ректор, to: 2022-03-01}, {title: проректор}]\n",
        "/innoreg.yaml": "schema: 1\ntitle: Проба\nweeks: calendar\n",
    }
    assert told(tmp_path, old, new) == [
        "a: posts: ректор: to added: 2022-03-01",
        "a: posts added: title проректор",
        "innoreg.yaml: weeks of a month added: all rows of the calendar",
    ]


ORDER = """\
schema: 1
issuer: kopo
order_kind: Приказ
number: "1"
date: "2022-03-10"
title: О работе
clauses:
  - number: "1."
    kind: instruct
    text: Провести совещание.
    clauses:
      - {number: "1.1.", kind: instruct, text: Подготовить повестку., deadline: до 1 апреля}
  - number: "2."
    kind: instruct
    text: Подвести итоги.
"""


def test_clauses_of_an_order_that_changed_were_added_or_removed(tmp_path: Path) -> None:
    now = ORDER.replace("до 1 апреля", "до 1 мая").replace('"2."', '"3."').replace("итоги", "итог")
    found = changes(tmp_path, {"orders/o.yaml": ORDER}, {"orders/o.yaml": now})
    assert [(c.what, c.ref, c.field, c.was, c.now) for c in found] == [
        ("changed", "o/1.1", "deadline", ["до 1 апреля"], ["до 1 мая"]),
        ("added", "o/3", "", None, None),
        ("removed", "o/2", "", None, None),
    ]


def test_of_two_items_under_one_number_the_changed_one_is_found(tmp_path: Path) -> None:
    rows = ["1. | март | Совещание", "1. | апрель | Вебинар для кураторов | result: Запись"]
    now = [rows[0], rows[1].replace("апрель", "май")]
    assert told(tmp_path, one(roadmap(*rows)), one(roadmap(*now))) == ["p/1: term: апрель → май"]


def test_of_several_windows_the_changed_one_is_named_by_its_first_day(tmp_path: Path) -> None:
    item = 'в дни форума | Дело | windows: [{{from: "2022-05-02", to: "2022-05-{}"}}, {}]'
    other = '{from: "2022-06-01", to: "2022-06-02"}'
    old, new = (roadmap("1. | " + item.format(day, other)) for day in ("06", "07"))
    (change,) = changes(tmp_path, one(old), one(new))
    assert (change.field, change.was, change.now) == (
        "windows.2022-05-02.to",
        "2022-05-06",
        "2022-05-07",
    )


def test_of_a_long_text_only_the_words_around_the_change_are_shown(tmp_path: Path) -> None:
    words = "Организация работы стажировочных площадок на базах школ-лидеров по направлению мая"
    old, new = (
        roadmap(f"1. | март | {words}"),
        roadmap(f"1. | март | {words}".replace("базах", "базе")),
    )
    (line,) = told(tmp_path, one(old), one(new))
    assert "… стажировочных площадок на базе школ-лидеров по направлению …" in line
    assert "Организация" not in line


def test_markdown_keeps_its_shape_whatever_the_texts_say(tmp_path: Path) -> None:
    old, new = roadmap("1. | март | Дело"), roadmap("1. | март | *Дело* <b> [x](y) _z_")
    found = changes(tmp_path, one(old), one(new))
    text = as_markdown(found, str, "Changes")
    assert text.startswith("### Changes\n\n**p**")
    assert "\\*Дело\\* \\<b\\> \\[x\\](y) \\_z\\_" in text
