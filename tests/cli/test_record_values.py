"""Records written from the command line alone: keys by path, words of either language, names."""

from pathlib import Path

import pytest

from changing import bytes_of, errors
from innoreg.cli import main
from support import tree

PEOPLE = {
    "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
    "people/obraztsova-aa.yaml": 'schema: 1\nname: "Образцова А.А."\ngender: f\n',
    "people/prilezhnyy-bb.yaml": 'schema: 1\nname: "Прилежный Б.Б."\ngender: m\n',
}
PLAN = ["type=дорожная карта", "title=План", "period.from=01.01.2027", "period.to=31.12.2027"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, PEOPLE)


def said(root: Path, *words: str, lang: str = "en") -> int:
    return main(["-C", str(root), "--lang", lang, "--today", "2027-01-11", *words])


def text_of(root: Path, path: str) -> str:
    return (root / "data" / path).read_text("utf-8")


def test_a_plan_of_rows_in_words_is_read_as_an_import_reads_a_table(root: Path) -> None:
    rows = ["Семинар | март | Образцова А.А.", "Отчёты | до 20 мая | Прилежный Б.Б. | сводка"]
    assert (
        said(root, "new", "roadmap", "plan", *PLAN, *(w for r in rows for w in ("--row", r))) == 0
    )
    assert text_of(root, "roadmaps/plan.yaml") == (
        'schema: 1\ntype: roadmap\ntitle: "План"\nperiod:\n'
        '  from: "2027-01-01"\n  to: "2027-12-31"\nitems:\n'
        '  - number: "1."\n    title: "Семинар"\n    deadline: "март"\n'
        '    responsible_text: "Образцова А.А."\n    responsible:\n'
        "      - person: obraztsova-aa\n"
        '  - number: "2."\n    title: "Отчёты"\n    deadline: "до 20 мая"\n'
        '    responsible_text: "Прилежный Б.Б."\n    responsible:\n'
        '      - person: prilezhnyy-bb\n    result: "сводка"\n'
    )
    assert errors(root) == []


def test_empty_rows_are_filled_in_one_by_one_without_an_editor(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "new", "roadmap", "plan", *PLAN, "--rows", "2") == 0
    assert "to be filled in: items.1.title, items.2.title" in capsys.readouterr().out
    assert said(root, "edit", "plan/1", "title=Семинар", "deadline=март") == 0
    assert "to be filled in: items.2.title" in capsys.readouterr().out
    assert said(root, "edit", "plan", "items.2.title=Конкурс", "items.2.responsible=Прилежный") == 0
    assert errors(root) == []
    # A third row gets the number of its place, and what is empty takes the key away.
    assert said(root, "edit", "plan", "items.3.title=Итоги") == 0
    assert said(root, "edit", "plan/1", "deadline=") == 0
    assert text_of(root, "roadmaps/plan.yaml").partition("items:\n")[2] == (
        '  - number: "1."\n    title: "Семинар"\n'
        '  - number: "2."\n    title: "Конкурс"\n    responsible:\n'
        "      - person: prilezhnyy-bb\n"
        '  - number: "3."\n    title: "Итоги"\n'
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["school", "x", "name=Школа", "type=школа"], "type: school"),
        (["school", "x", "name=Школа", "type=Детский сад"], "type: kindergarten"),
        (["person", "x", "name=Ц", "gender=ж"], "gender: f"),
        (["person", "x", "name=Ц", "protected=да"], "protected: true"),
        (["person", "x", "название=Ц"], None),
        (["district", "x", "имя=Ц", "краткое название=Ц", "тип=муниципальный округ"],
         "type: municipal_okrug"),
        (["person", "x", "name=Ц", "--post", "методист", "--organization", "Комитет"],
         'positions:\n  - title: "методист"\n    organisation: comm'),
    ],
)  # fmt: skip
def test_words_of_either_language_are_written_in_one_form(
    root: Path, words: list[str], written: str | None
) -> None:
    if written is None:
        assert said(root, "new", *words) == 2
        return
    assert said(root, "new", *words, lang="ru") == 0
    (path,) = (root / "data").rglob("x.yaml")
    assert written in path.read_text("utf-8")


def test_clauses_and_appendices_of_an_order_are_set_by_path(root: Path) -> None:
    assert (
        said(root, "new", "roadmap", "plan", *PLAN, "--row", "Семинар | март | Образцова А.А.") == 0
    )
    order = ["issuer=Комитет", "order_kind=Приказ", "draft=да", "title=О плане", "year=2027"]
    keys = [
        "clauses.1.kind=утвердить", "clauses.1.subjects=plan", "clauses.1.appendix=1",
        "clauses.2.text=Контроль оставляю за собой.", "clauses.2.kind=контроль",
        "clauses.2.by_signatory=да", "appendices.1.number=1", "appendices.1.kind=план",
        "appendices.1.roadmap=plan", "signatory.person=Образцова", "signatory.post=Председатель",
    ]  # fmt: skip
    assert said(root, "new", "order", "prikaz", *order, *keys) == 0
    assert text_of(root, "orders/prikaz.yaml").partition("clauses:\n")[2] == (
        '  - number: "1."\n    kind: approve\n    appendix: "1"\n    subjects:\n      - plan\n'
        '  - number: "2."\n    kind: control\n    text: "Контроль оставляю за собой."\n'
        "    by_signatory: true\n"
        'appendices:\n  - number: "1"\n    kind: roadmap\n    roadmap: plan\n'
        'signatory:\n  person: obraztsova-aa\n  post: "Председатель"\n'
    )
    assert errors(root) == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["edit", "obraztsova-aa", "nmae=x"], 2, "its keys: name, full_name (full name), "),
        (["edit", "obraztsova-aa", "gender=x"], 2, "one of: male (m), female (f)"),
        (["edit", "obraztsova-aa", "name="], 1, "would be wrong"),
        (["edit", "obraztsova-aa", "positions.1.organisation=nobody"], 1, "would be wrong"),
        (["edit", "nobody", "name=x"], 2, "nothing in the register is called “nobody”"),
        (["new", "order", "x", "clauses.1.text=Т"], 2, "its kind must be known first"),
        (["new", "roadmap", "x", "--row", "а|б|в|г|д"], 2, "is no row of a plan"),
    ],
)
def test_refusals_say_what_there_is_and_write_nothing(
    root: Path, words: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    assert said(root, *words) == code
    assert message in capsys.readouterr().err
    assert bytes_of(root) == before


def test_an_edit_moves_no_other_line(root: Path) -> None:
    path = root / "data/people/obraztsova-aa.yaml"
    path.write_text('# о ней\nschema: 1\ngender: f   # так\nname:   "Образцова А.А."\n', "utf-8")
    assert said(root, "edit", "obraztsova-aa", "email=a@example.org") == 0
    assert path.read_text("utf-8") == (
        '# о ней\nschema: 1\ngender: f   # так\nname:   "Образцова А.А."\nemail: "a@example.org"\n'
    )


@pytest.mark.parametrize("word", ["исполнено", "завершён", "Исполнен", "done"])
def test_statuses_are_asked_for_in_words(
    root: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "--row",
        "Семинар | январь | Образцова А.А.",
        "--row",
        "Итоги | январь | Образцова А.А.",
    )
    assert said(root, "new", "план", "plan", *PLAN, *rows) == 0
    assert said(root, "done", "plan/1") == 0
    capsys.readouterr()
    assert said(root, "due", "--month", "январь", "--status", word, "--format", "csv") == 0
    shown = capsys.readouterr().out
    assert ("plan/1" in shown, "plan/2" in shown) == (True, False)


def test_values_of_options_are_taken_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decline", "учитель", "--case", "дательный", "--kind", "должность"]) == 0
    assert capsys.readouterr().out == "учителю\n"
    assert main(["--lang", "en", "decline", "учитель", "--case", "дательнейший"]) == 2
