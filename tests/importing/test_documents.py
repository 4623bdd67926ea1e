"""The three published documents, read whole: every row, every field, every word."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from innoreg.importing.document import Paragraph
from innoreg.importing.drafts import Imported
from innoreg.importing.messages import Note
from innoreg.importing.reader import import_document, read_document

HERE = Path(__file__).parent
NAMES = ("loiro-2022-18", "kopo-2023-1585-r", "meetings-2019")


def imported(name: str) -> Imported:
    return import_document(HERE / "documents" / name)


def expected(name: str) -> list[dict[str, Any]]:
    text = (HERE / "expected" / f"{name}.json").read_text(encoding="utf-8")
    tables: list[dict[str, Any]] = json.loads(text)
    return tables


def codes(notes: tuple[Note, ...]) -> Counter[str]:
    return Counter(note.code for note in notes)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_and_field_of_the_word_document(name: str) -> None:
    assert imported(f"{name}.docx").as_json()["tables"] == expected(name)


@pytest.mark.parametrize("name", NAMES[:2])
def test_every_row_of_the_same_table_in_a_pdf(name: str) -> None:
    tables = imported(f"{name}.pdf").as_json()["tables"]
    assert [table["rows"] for table in tables] == [
        [{**row, "confidence": "low"} for row in table["rows"]] for table in expected(name)
    ]


def test_decisions_in_a_pdf_with_one_leftover_told_from_a_sentence() -> None:
    rows = imported("meetings-2019.pdf").as_json()["tables"][0]["rows"]
    wanted = expected("meetings-2019")[0]["rows"]
    fields = [
        (row[key], other[key]) for row, other in zip(rows, wanted, strict=True) for key in other
    ]
    assert sum(found == right for found, right in fields) / len(fields) >= 0.99


def words(text: str) -> Counter[str]:
    return Counter("".join(sign if sign.isalnum() else " " for sign in text).split())


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else []


REPEATED_HEAD = "№ п/п Направления деятельности Сроки 2022 г. Ответственный Ожидаемые результаты"
NOT_KEPT = {
    "loiro-2022-18": words(REPEATED_HEAD) - Counter(["2022"]),
    "kopo-2023-1585-r": Counter(["ОБЛАСТИРАСПОРЯЖЕНИЕ"]),  # kept as two words
    "meetings-2019": Counter(Срок=45, Ответственные=45),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_ends_in_a_field_or_in_a_note(name: str) -> None:
    """Only the labels of fields and a head printed a second time are not kept."""
    path = HERE / "documents" / f"{name}.docx"
    found = import_document(path)
    kept = words(" ".join([*texts(found.as_json()), *(h for t in found.tables for h in t.heads)]))
    printed = Counter[str]()
    for block in read_document(path).blocks:
        for piece in [block] if isinstance(block, Paragraph) else block.cells():
            printed += words(piece.text)
    assert printed - kept == NOT_KEPT[name]


def test_the_frame_of_order_18() -> None:
    order = imported("loiro-2022-18.docx").order
    assert order is not None
    assert (order.kind, order.number, order.place) == ("Распоряжение", "18", "Санкт-Петербург")
    assert order.date == "« 01 » февраля 2022 г."
    assert order.issuer[-1] == "(ГАОУ ДПО «ЛОИРО»)"
    assert order.title == "О реализации основного этапа региональной инновационной программы"
    assert order.order_word == "ОБЯЗЫВАЮ:"
    assert [clause.number for clause in order.clauses] == ["1", "2", "3", "4", "5"]
    assert [clause.control for clause in order.clauses] == [False] * 4 + [True]
    assert (order.position, order.signatory) == ("Ректор", "О.В. Ковальчук")
    assert [appendix.mark for appendix in order.appendices] == [
        "Приложение 1 к распоряжению от 01.02.2022 № 18",
        "Приложение 2 к распоряжению от 01.02.2022 № 18",
    ]


def test_the_frame_of_order_1585_with_its_kind_glued_to_the_author() -> None:
    found = imported("kopo-2023-1585-r.docx")
    order = found.order
    assert order is not None
    assert order.issuer[-1] == "ЛЕНИНГРАДСКОЙ ОБЛАСТИ"
    assert (order.kind, order.date, order.number) == ("РАСПОРЯЖЕНИЕ", "20.06.2023", "1585-р")
    assert order.title.endswith("образовательными результатами обучающихся»")
    assert order.preamble.startswith("В целях эффективной реализации в 2023 году")
    assert (order.position, order.signatory) == (
        "Первый заместитель председателя комитета",
        "И.А.Голубев",
    )
    (unplaced,) = [note for note in found.notes if note.code == "unplaced-text"]
    assert "18.04-01-801/2023" in str(unplaced.message)


def test_oddities_of_the_road_map_are_noted() -> None:
    found = codes(imported("loiro-2022-18.docx").notes)
    assert found["responsible-ends-with-comma"] == 1
    assert found["responsible-cut-off"] == 1
    assert found["initials-without-dot"] == 4


def test_oddities_of_the_decisions_are_noted() -> None:
    notes = imported("meetings-2019.docx").notes
    assert codes(notes) == {
        "shared-term": 1,
        "leftover": 2,
        "several-terms": 1,
        "responsible-cut-off": 1,
        "unplaced-text": 1,
    }
    leftovers = [dict(note.params)["text"] for note in notes if note.code == "leftover"]
    assert leftovers[1].startswith("области, на базе которых в 2019 году создаются")


def test_the_place_of_a_row_is_where_a_reader_finds_it() -> None:
    rows = imported("loiro-2022-18.docx").tables[0].rows
    first = rows[0].spot
    assert (first.table, first.row, first.column) == (1, 3, 1)
    assert rows[0].printed == "1."
    assert next(row for row in rows if row.number == "7.2.5").printed == "7.2.5"
