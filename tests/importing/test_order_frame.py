"""The frame of orders with typed, automatic and no numbers."""

from pathlib import Path

import pytest

from importing.word import cell, plain, save
from innoreg.importing.drafts import DraftOrder, Imported
from innoreg.importing.reader import import_document

SOURCES = Path(__file__).parents[1] / "data" / "sources"


def imported(tmp_path: Path, lines: list[str]) -> Imported:
    return import_document(save(tmp_path / "order.docx", "".join(map(plain, lines))))


def published(tmp_path: Path, name: str) -> DraftOrder:
    text = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").replace("**", "")
    found = imported(tmp_path, text.splitlines())
    assert found.order is not None
    return found.order


def test_order_1925(tmp_path: Path) -> None:
    order = published(tmp_path, "kopo-2020-1925-r")
    assert order.issuer[-1] == "ЛЕНИНГРАДСКОЙ ОБЛАСТИ"
    assert (order.kind, order.date, order.number) == (
        "РАСПОРЯЖЕНИЕ",
        "«20» ноября 2020 года",
        "1925-р",
    )
    assert order.title == (
        "Об организации инновационной деятельности в системе образования Ленинградской области"
    )
    assert order.preamble.startswith("В целях развития системы образования")
    assert order.preamble.endswith("от 11 ноября 2020 года:")
    assert [(c.number, c.level, c.parent) for c in order.clauses] == [
        ("1", 1, ""), ("2", 1, ""), ("3", 1, ""), ("", 2, "3"), ("", 2, "3"), ("4", 1, ""),
        ("4.1", 2, "4"), ("4.2", 2, "4"), ("5", 1, ""), ("5.1", 2, "5"), ("5.2", 2, "5"),
        ("5.3", 2, "5"), ("6", 1, ""),
    ]  # fmt: skip
    assert order.clauses[3].text == "промежуточные: ноябрь 2021 г."
    addressed = [c.addressee for c in order.clauses if c.addressee]
    assert addressed == [
        "Ректору ГАОУ ДПО «Ленинградский областной институт развития образования» (О.В.Ковальчук)"
    ]
    assert order.clauses[-1].control
    assert (order.position, order.signatory) == (
        "Заместитель председателя комитета",
        "Т.Г.Рыборецкая",
    )


def test_order_328_without_numbers(tmp_path: Path) -> None:
    order = published(tmp_path, "vsevolozhsk-2021-328")
    assert (order.date, order.number, order.place) == ("26.04.2021 года", "328", "г. Всеволожск")
    assert order.title.endswith("от 26.04.2021 года (протокол № 7)")
    assert {clause.number for clause in order.clauses} == {""}
    assert order.clauses[0].text.startswith("Утвердить решения Совета развития образования")
    assert order.clauses[-1].text == "Контроль за исполнением распоряжения оставляю за собой."
    assert (order.position, order.signatory) == (
        "Председатель Комитета по образованию",
        "И.П. Федоренко",
    )


def test_an_order_of_a_school_with_automatic_numbers_and_a_table_for_the_signature(
    tmp_path: Path,
) -> None:
    def clause(text: str, level: int) -> str:
        return plain(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    signature = f"<w:tbl><w:tr>{cell(plain('Директор'))}{cell(plain('И.И. Иванов'))}</w:tr></w:tbl>"
    body = "".join(
        [
            plain("МБОУ «СОШ № 1»"),
            plain("П Р И К А З"),
            plain("от 1 сентября 2023 г. № 15-од"),
            plain("О наставничестве"),
            plain("В целях поддержки молодых педагогов п р и к а з ы в а ю:"),
            clause("Утвердить план.", 0),
            clause("Заместителю директора Петровой А.С.:", 0),
            clause("организовать работу;", 1),
            clause("представить отчёт до 25.12.2023.", 1),
            clause("Контроль за исполнением приказа оставляю за собой.", 0),
            signature,
        ]
    )
    order = import_document(save(tmp_path / "order.docx", body)).order
    assert order is not None
    assert (order.kind, order.date, order.number) == ("П Р И К А З", "1 сентября 2023 г.", "15-од")
    assert [(c.number, c.parent) for c in order.clauses] == [
        ("1", ""), ("2", ""), ("2.1", "2"), ("2.2", "2"), ("3", ""),
    ]  # fmt: skip
    assert order.clauses[1].addressee == "Заместителю директора Петровой А.С."
    assert (order.position, order.signatory) == ("Директор", "И.И. Иванов")


@pytest.mark.parametrize(
    "word", ["ПРИКАЗЫВАЮ:", "п р и к а з ы в а ю:", "ОБЯЗЫВАЮ:", "Приказываю:"]
)
def test_the_order_word(tmp_path: Path, word: str) -> None:
    lines = [
        "Школа",
        "ПРИКАЗ",
        "01.09.2023 № 1",
        "О плане",
        "В целях развития",
        word,
        "1. Утвердить план.",
    ]
    order = imported(tmp_path, lines).order
    assert order is not None
    assert (order.preamble, order.order_word) == ("В целях развития", word)
    assert order.clauses[0].text == "Утвердить план."


def test_a_plan_is_not_an_order(tmp_path: Path) -> None:
    found = imported(tmp_path, ["План работы", "Издать приказ о наставничестве"])
    assert found.order is None
    assert dict(found.notes[0].params)["text"] == "План работы Издать приказ о наставничестве"


def frame(
    tmp_path: Path,
    *,
    registration: tuple[str, ...] = ("ПРИКАЗ", "12.01.2027 № 15-од"),
    title: str = "О совещании",
    signature: tuple[str, ...] = ("Директор школы И.И. Орлов",),
) -> DraftOrder:
    """A small order of a school with these lines in their places."""
    found = imported(
        tmp_path,
        ["МБОУ «СОШ № 5»", *registration, title, "В целях повышения качества", "ПРИКАЗЫВАЮ:",
         "1. Провести совещание.", "2. Контроль за исполнением приказа оставляю за собой.",
         *signature],
    )  # fmt: skip
    assert found.order is not None
    assert [clause.text for clause in found.order.clauses] == [
        "Провести совещание.",
        "Контроль за исполнением приказа оставляю за собой.",
    ]
    assert found.order.preamble == "В целях повышения качества"
    return found.order


@pytest.mark.parametrize(
    ("lines", "number", "date"),
    [
        (("ПРИКАЗ № 15-од", "от 12.01.2027"), "15-од", "12.01.2027"),
        (("ПРИКАЗ от 12 января 2027 г. № 15/1-од",), "15/1-од", "12 января 2027 г."),
        (("П Р И К А З № П-7", "12.01.2027"), "П-7", "12.01.2027"),
        (("Распоряжение", "12.01.2027 № ОД-15"), "ОД-15", "12.01.2027"),
        (("ПРИКАЗ", "от 12.01.2027 г. № 01-05/15"), "01-05/15", "12.01.2027 г."),
        (("ПРИКАЗ", "№ 15 -р", "12.01.2027"), "15 -р", "12.01.2027"),
    ],
)
def test_numbers_and_dates_as_schools_write_them(
    tmp_path: Path, lines: tuple[str, ...], number: str, date: str
) -> None:
    order = frame(tmp_path, registration=lines)
    assert (order.number, order.date, order.title) == (number, date, "О совещании")


@pytest.mark.parametrize(
    ("lines", "post", "name"),
    [
        (("Директор школы _____________ /Орлов И.И./",), "Директор школы", "Орлов И.И."),
        (("Директор школы Орлов Иван Иванович",), "Директор школы", "Орлов Иван Иванович"),
        (("Директор ________ И И Орлов",), "Директор", "И И Орлов"),
        (("Директор МБОУ «СОШ № 5»", "__________ Орлов И И"), "Директор МБОУ «СОШ № 5»", "Орлов И И"),
        (("И.о. директора (подпись) Анна Петровна Белова",), "И.о. директора", "Анна Петровна Белова"),
    ],
)  # fmt: skip
def test_signatures_as_schools_write_them(
    tmp_path: Path, lines: tuple[str, ...], post: str, name: str
) -> None:
    order = frame(tmp_path, signature=lines)
    assert (order.position, order.signatory) == (post, name)


@pytest.mark.parametrize("title", ["Утверждение плана работы", "Проведение совещания в школе"])
def test_a_title_without_its_preposition(tmp_path: Path, title: str) -> None:
    assert frame(tmp_path, title=title).title == title
