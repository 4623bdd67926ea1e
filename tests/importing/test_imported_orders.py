"""Orders to the end: who signed, lists and texts as appendices, new records beside them, one account of words."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from importing.layouts import Box
from importing.word import Tricks, plain, save
from importing.word import table as draw
from innoreg.cli import main
from innoreg.model.authority import Authority
from innoreg.model.clause import Grant
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.store.loader import load
from support import tree

Say = Callable[..., str]
HEAD = [
    "Комитет образования", "администрации Заречного района", "РАСПОРЯЖЕНИЕ", "12.01.2027 № 15-р",
    "О площадках и школах", "В целях развития", "РАСПОРЯЖАЮСЬ:",
]  # fmt: skip
END = ["2. Контроль за исполнением возложить на методиста Галкину Г.Г.",
       "Председатель комитета И.И. Орлов"]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "reg").mkdir()
    return tree(tmp_path / "reg", {})


@pytest.fixture
def say(root: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str, code: int = 0) -> str:
        done = main(["-C", str(root), "--lang", "en", *words])
        caught = capsys.readouterr()
        assert done == code, caught.out + caught.err
        return caught.out + caught.err

    return run


def order(folder: Path, clause: str, *after: str, rows: list[list[str]] | None = None) -> Path:
    lines = "".join(map(plain, (*HEAD, clause, *END, *after)))
    drawn = (
        draw([[Box(cell) for cell in row] for row in rows], Tricks(Random(1), 0.0)) if rows else ""
    )
    return save(folder / "order.docx", lines + drawn)


def written(root: Path) -> Order:
    (found,) = load(root).registry.all(Order)
    return found


def test_who_signed_and_who_issued_become_records_with_what_the_order_says(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = order(tmp_path, "1. Провести совещание в феврале.")
    tried = say("import", str(document), "--id", "x", "--dry-run")
    assert "new: person orlov-ii – Орлов И.И." in tried
    assert "data/people/orlov-ii.yaml" in tried
    assert load(root).registry.records == ()
    said = say("import", str(document), "--id", "x")
    registry = load(root).registry
    made = written(root)
    assert made.signatory is not None
    assert (made.signatory.person, made.signatory.post) == ("orlov-ii", "Председатель комитета")
    person = registry.get(Person, "orlov-ii")
    assert person is not None
    ((post),) = person.positions
    assert (person.name, person.gender, post.title, post.basis) == (
        "Орлов И.И.", None, "Председатель комитета", "Распоряжение от 12.01.2027 № 15-р",
    )  # fmt: skip
    (issuer,) = registry.all(Authority)
    assert issuer.name == "Комитет образования администрации Заречного района"
    assert issuer.letterhead is not None
    assert issuer.letterhead.lines == ("Комитет образования", "администрации Заречного района")
    # An accusative is no name: it is told, and no record is made of it.
    assert "not in the register: Галкину Г.Г." in said
    assert "0 errors" in say("validate")


def test_every_word_of_an_order_is_in_a_field(say: Say, tmp_path: Path) -> None:
    document = order(tmp_path, "1. Провести совещание в феврале.")
    # Issuer 5, kind, day and number 6, title 4, preamble 3, order word 1, clauses 5 and 10,
    # signature 5.
    assert "39 words: 39 in fields, 0 in remarks" in say("import", str(document), "--id", "x")


def test_words_of_the_letterhead_that_the_issuer_lacks_are_told(
    say: Say, root: Path, tmp_path: Path
) -> None:
    (root / "data/authorities").mkdir(parents=True)
    (root / "data/authorities/office.yaml").write_text(
        'schema: 1\nname: "Комитет образования"\ntype: municipal\n', encoding="utf-8"
    )
    said = say("import", str(order(tmp_path, "1. Провести совещание.")), "--id", "x")
    assert "these words of the letterhead are in no field: администрации Заречного района" in said
    assert ", 3 in remarks" in said


def test_a_full_name_of_somebody_known_by_initials_is_told(
    say: Say, root: Path, tmp_path: Path
) -> None:
    (root / "data/people").mkdir(parents=True)
    (root / "data/people/orlov.yaml").write_text(
        'schema: 1\nname: "Орлов И.И."\ngender: m\n', encoding="utf-8"
    )
    lines = [*HEAD, "1. Провести совещание.", END[0], "Председатель комитета Орлов Иван Ильич"]
    document = save(tmp_path / "order.docx", "".join(map(plain, lines)))
    said = say("import", str(document), "--id", "x")
    assert (
        "the register says “Орлов И.И.”, which stays; the document says: Орлов Иван Ильич" in said
    )
    made = written(root)
    assert made.signatory is not None
    assert made.signatory.person == "orlov"


def test_a_list_of_sites_is_the_appendix_and_the_grant_names_them(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = order(
        tmp_path, "1. Присвоить статус муниципальной инновационной площадки (приложение 1).",
        "Приложение 1", "к распоряжению от 12.01.2027 № 15-р",
        "Список муниципальных инновационных площадок",
        rows=[["№", "Наименование организации", "Тема проекта"],
              ["1", "МБОУ «СОШ № 5»", "Читающая школа"], ["2", "МБОУ «Лицей № 2»", "Музей"]],
    )  # fmt: skip
    say("import", str(document), "--id", "x")
    registry = load(root).registry
    sites = {site.theme: site.id for site in registry.all(Site)}
    assert {site.type for site in registry.all(Site)} == {"municipal"}
    assert {school.name for school in registry.all(School)} == {
        "МБОУ «СОШ № 5»",
        "МБОУ «Лицей № 2»",
    }
    made = written(root)
    (appendix,) = made.appendices
    assert (appendix.kind, appendix.number) == ("sites", "1")
    assert appendix.sites == (sites["Читающая школа"], sites["Музей"])
    assert appendix.mark == ("Приложение 1", "к распоряжению от 12.01.2027 № 15-р")
    grant = made.clauses[0]
    assert isinstance(grant, Grant)
    assert grant.subjects == appendix.sites
    assert "0 errors" in say("validate")


def test_a_list_of_schools_is_a_list_clause(say: Say, root: Path, tmp_path: Path) -> None:
    document = order(
        tmp_path, "1. Утвердить список школ с низкими результатами (приложение).",
        "Приложение", "Список школ с низкими результатами",
        rows=[["№", "Школа", "Группа риска"], ["1", "МБОУ «СОШ № 5»", "нет"]],
    )  # fmt: skip
    say("import", str(document), "--id", "x")
    made = written(root)
    assert (made.clauses[0].kind, made.clauses[0].appendix) == ("list", "1")
    assert [row.school for row in made.appendices[0].rows] == ["mbou-sosh-5"]
    (school,) = load(root).registry.all(School)
    assert school.flags == ()


def test_an_appendix_in_no_file_is_lost_also_where_it_has_no_number(
    say: Say, root: Path, tmp_path: Path
) -> None:
    said = say("import", str(order(tmp_path, "1. Утвердить план (приложение).")), "--id", "x")
    assert "the file does not hold appendix 1: it is written as lost" in said
    (appendix,) = written(root).appendices
    assert (appendix.number, appendix.kind) == ("1", "lost")


def test_a_plan_in_an_order_says_that_the_order_can_be_written_and_counts_its_words(
    say: Say, root: Path, tmp_path: Path
) -> None:
    document = order(
        tmp_path, "1. Утвердить план (приложение 1).", "Приложение 1", "План работы на 2027 год",
        rows=[["№ п/п", "Мероприятие", "Срок"], ["1", "Издать приказ", "январь"]],
    )  # fmt: skip
    said = say("import", str(document), "--id", "p")
    assert "the document is an order as well: --as order writes it" in said
    # Of the plan 5 words of the title, 4 of the head, 4 of the row; of the order 39 and 2 of the mark.
    assert "54 words: 13 in fields, 41 in remarks" in said
    assert load(root).registry.all(Order) == ()


def test_a_date_that_cannot_be_read_is_refused_and_never_dropped(
    say: Say, root: Path, tmp_path: Path
) -> None:
    lines = [line.replace("12.01.2027", "32.01.2027") for line in HEAD]
    document = save(
        tmp_path / "order.docx", "".join(map(plain, (*lines, "1. Провести совещание.", *END)))
    )
    for more in ((), ("--dry-run",)):
        said = say("import", str(document), "--id", "x", *more, code=1)
        assert "the date of the order cannot be read: 32.01.2027" in said
    assert load(root).registry.records == ()
