"""Lists of schools, people, pairs, sites and consultants: into records, once, whatever file they come in."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest

from importing.layouts import Box
from importing.word import Tricks, plain, save
from importing.word import table as draw
from innoreg.cli import main
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.store.loader import load
from support import tree

Rows = list[list[str]]
Say = Callable[..., str]
SOURCE = {
    "districts/luga.yaml": """\
        schema: 1
        name: "Лужский муниципальный район"
        short_name: "Лужский"
        type: municipal_district
        """,
    "schools/luga-3.yaml": """\
        schema: 1
        name: "МОУ «СОШ № 3»"
        type: school
        district: luga
        """,
    "people/orlova-aa.yaml": """\
        schema: 1
        name: "Орлова А.А."
        gender: f
        """,
    "programs/nearby.yaml": """\
        schema: 1
        title: "Школа рядом"
        """,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "reg").mkdir()
    return tree(tmp_path / "reg", SOURCE)


@pytest.fixture
def say(root: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str, code: int = 0) -> str:
        done = main(["-C", str(root), "--lang", "en", *words])
        caught = capsys.readouterr()
        assert done == code, caught.out + caught.err
        return caught.out + caught.err

    return run


def excel(folder: Path, title: str, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ([title], *rows):
        book.active.append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def word(folder: Path, title: str, rows: Rows) -> Path:
    drawn = draw([[Box(text) for text in row] for row in rows], Tricks(Random(1), 0.0))
    return save(folder / "list.docx", plain(title) + drawn)


def text(folder: Path, title: str, rows: Rows) -> Path:
    lines = [title, *(";".join(row) for row in rows)]
    (folder / "list.csv").write_text("\n".join(lines) + "\n", encoding="cp1251")
    return folder / "list.csv"


def files_of(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def registry_of(root: Path) -> Registry:
    return load(root).registry


def take_in(say: Say, root: Path, document: Path, *words: str) -> str:
    """Import a list: the trial writes nothing, the import says the same, the second one changes nothing."""
    before = files_of(root)
    tried = say("import", str(document), *words, "--dry-run")
    assert files_of(root) == before
    said = say("import", str(document), *words)
    told = [line for line in said.splitlines() if line.startswith(("new: ", "changed: "))]
    assert told
    assert [line for line in tried.splitlines() if line.startswith(("new: ", "changed: "))] == told
    assert "0 errors" in say("validate")
    after = files_of(root)
    assert "Nothing to change." in say("import", str(document), *words)
    assert files_of(root) == after
    return said


@pytest.mark.parametrize("write", [excel, word, text])
def test_schools_of_a_list_stand_on_it_for_its_days(
    say: Say, root: Path, tmp_path: Path, write: Callable[[Path, str, Rows], Path]
) -> None:
    document = write(
        tmp_path, "Список школ с низкими образовательными результатами на 2027 год",
        [["№", "Наименование ОО", "Район"],
         ["1", "МОУ «СОШ № 3»", "Лужский"], ["2", "МКОУ «Дальняя ООШ»", "Лужский район"]],
    )  # fmt: skip
    take_in(say, root, document)
    schools = {school.name: school for school in registry_of(root).all(School)}
    assert set(schools) == {"МОУ «СОШ № 3»", "МКОУ «Дальняя ООШ»"}
    for school in schools.values():
        assert (school.type, school.district) == ("school", "luga")
        ((flag),) = school.flags
        assert (flag.flag, str(flag.from_), str(flag.to)) == (
            "low_results",
            "2027-01-01",
            "2027-12-31",
        )
        assert flag.basis == "Список школ с низкими образовательными результатами на 2027 год"


def test_marks_in_columns_say_on_which_lists_a_school_stands(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = excel(
        tmp_path, "Школы района, 2027 год",
        [["Школа", "Группа риска", "Резильентная"], ["МОУ «СОШ № 3»", "+", "нет"]],
    )  # fmt: skip
    take_in(say, root, document)
    (school,) = registry_of(root).all(School)
    assert [flag.flag for flag in school.flags] == ["at_risk"]


def test_people_get_posts_with_the_list_as_their_basis(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = text(
        tmp_path, "Состав рабочей группы",
        [["ФИО", "Должность", "Место работы", "E-mail"],
         ["Орлова А.А.", "завуч", "МОУ «СОШ № 3»", "orlova@school.example"],
         ["Ежов Егор Егорович", "доцент", "", ""]],
    )  # fmt: skip
    take_in(say, root, document)
    people = {person.id: person for person in registry_of(root).all(Person)}
    assert set(people) == {"orlova-aa", "ezhov-ee"}
    (post,) = people["orlova-aa"].positions
    assert (post.title, post.organisation, post.basis) == (
        "завуч",
        "luga-3",
        "Состав рабочей группы",
    )
    assert people["orlova-aa"].email == "orlova@school.example"
    assert (people["ezhov-ee"].name, people["ezhov-ee"].full_name) == (
        "Ежов Е.Е.",
        "Ежов Егор Егорович",
    )
    assert people["ezhov-ee"].gender is None


def test_schools_that_help_schools_become_pairs(say: Say, root: Path, tmp_path: Path) -> None:
    document = word(
        tmp_path, "Перечень наставнических пар на 2027 год",
        [["№", "Школа-наставник", "Школа с низкими результатами"],
         ["1", "МОУ «СОШ № 3»", "МКОУ «Дальняя ООШ»"]],
    )  # fmt: skip
    take_in(say, root, document, "--program", "nearby")
    (pair,) = registry_of(root).all(Pair)
    assert (pair.level, pair.program) == ("school", "nearby")
    assert [member.school for member in pair.mentors] == ["luga-3"]
    (mentee,) = pair.mentees
    school = registry_of(root).get(School, mentee.school)
    assert school is not None
    assert school.name == "МКОУ «Дальняя ООШ»"
    assert (str(pair.from_), str(pair.to)) == ("2027-01-01", "2027-12-31")


def test_teachers_of_pairs_are_protected_and_no_file_bears_their_name(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = word(
        tmp_path, "Наставнические пары педагогов на 2027 год",
        [["№", "ФИО наставника", "Школа", "ФИО наставляемого", "Школа"],
         ["1", "Дятлова Д.Д.", "МОУ «СОШ № 3»", "Синицын Б.Б.", "МОУ «СОШ № 3»"]],
    )  # fmt: skip
    take_in(say, root, document)
    (pair,) = registry_of(root).all(Pair)
    assert pair.level == "teacher"
    members = [*pair.mentors, *pair.mentees]
    people = [registry_of(root).get(Person, member.person) for member in members]
    assert [person.name for person in people if person] == ["Дятлова Д.Д.", "Синицын Б.Б."]
    assert all(person.protected for person in people if person)
    assert [member.school for member in members] == ["luga-3", "luga-3"]
    assert not [name for name in files_of(root) if "dyatlov" in name or "sinitsyn" in name]


def test_sites_get_theme_term_and_kind_of_the_list(say: Say, root: Path, tmp_path: Path) -> None:
    document = excel(
        tmp_path, "Перечень региональных инновационных площадок",
        [["№", "Наименование организации", "Тема", "Срок действия статуса"],
         ["1", "МОУ «СОШ № 3»", "Читающая школа", "01.02.2027 – 31.12.2028"]],
    )  # fmt: skip
    take_in(say, root, document)
    (site,) = registry_of(root).all(Site)
    assert (site.type, site.organisations, site.theme) == (
        "regional",
        ("luga-3",),
        "Читающая школа",
    )
    assert site.opening is not None
    assert (str(site.opening.from_), str(site.opening.to)) == ("2027-02-01", "2028-12-31")
    assert site.opening.basis == "Перечень региональных инновационных площадок"


def test_consultants_of_districts_join_their_programme(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = word(
        tmp_path, "Список научных консультантов районов на 2027 год",
        [["№", "Район", "Научный консультант"],
         ["1", "Лужский", "Орлова А.А."], ["2", "Заморский", "Галкина Г.Г., доцент"]],
    )  # fmt: skip
    said = take_in(say, root, document, "--program", "nearby")
    assert "no district of the register is called so: Заморский" in said
    program = registry_of(root).get(Program, "nearby")
    assert program is not None
    assert [(one.person, one.role, one.scope, one.text) for one in program.assignments] == [
        ("orlova-aa", "consultant", ("luga",), None), ("galkina-gg", "consultant", (), "Заморский"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "rows", "said"),
    [
        ("Список школ с низкими результатами", [["Школа", "Район"], ["МОУ «СОШ № 3»", "Лужский"]],
         "the list does not say for which time the schools stand on it"),
        ("Перечень площадок", [["Организация", "Тема проекта"], ["МОУ «СОШ № 3»", "Чтение"]],
         "the list does not say what kind of sites these are"),
        ("Пары", [["№", "ФИО наставника", "ФИО наставляемого"],
                    ["1", "Дятлова Д.Д.", ""], ["2", "Орлова А.А.", "Синицын Б.Б."]],
         "a side of the pair is empty"),
        ("Консультанты", [["Район", "Научный консультант"], ["Лужский", "Орлова А.А."]],
         "the list does not say in which programme these people consult"),
        ("Результаты", [["Школа", "Процедура", "Участников", "Ниже минимума"],
                        ["МОУ «СОШ № 3»", "ОГЭ", "20", "3"]],
         "these are results of schools"),
    ],
)  # fmt: skip
def test_what_a_record_cannot_be_without_is_asked_for_in_a_trial_as_in_earnest(
    say: Say, root: Path, tmp_path: Path, title: str, rows: Rows, said: str
) -> None:
    document = excel(tmp_path, title, rows)
    before = files_of(root)
    for more in ((), ("--dry-run",)):
        assert said in say("import", str(document), *more, code=1)
    assert files_of(root) == before


def test_what_the_register_says_otherwise_stays_and_is_told(
    say: Say, root: Path, tmp_path: Path
) -> None:
    (root / "data/people/orlova-aa.yaml").write_text(
        'schema: 1\nname: "Орлова А.А."\ngender: f\nemail: a@school.example\n', encoding="utf-8"
    )
    document = text(tmp_path, "Состав", [["ФИО", "Должность", "E-mail"],
                                         ["Орлова А.А.", "завуч", "b@school.example"]])  # fmt: skip
    said = say("import", str(document))
    assert (
        "the register says “a@school.example”, which stays; the document says: b@school.example"
        in said
    )


def test_a_table_that_git_left_unfinished_is_told_as_that(
    say: Say, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "ФИО;Должность\n<<<<<<< HEAD\nОрлова А.А.;завуч\n=======\nОрлова А.А.;директор\n>>>>>>> x\n",
        encoding="utf-8",
    )
    said = say("import", str(path), code=1)
    assert "line 2" in said
    assert "merge" in said
