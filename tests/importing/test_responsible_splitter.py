"""The cell of responsibles: people with posts, groups, parts; no word is lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoreg.importing.proposal.responsible_splitter import Party, split_responsible

EXPECTED = Path(__file__).parent / "expected"
SEPARATOR = set(" ,;./и")


def parties(text: str) -> list[tuple[str, str | None, str, str]]:
    return [(p.name, p.person, p.position, p.part) for p in split_responsible(text)]


def check_slices(text: str) -> tuple[Party, ...]:
    """The slices in order with only separators around them give back the cell."""
    found = split_responsible(text)
    at = 0
    for party in found:
        assert text[party.start : party.end] == party.text
        assert set(text[at : party.start]) <= SEPARATOR
        at = party.end
    assert set(text[at:]) <= SEPARATOR
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("Жуковицкая Н.Н,", [("Жуковицкая Н.Н", "Жуковицкая Н.Н", "", "")]),
        (
            "Князева Т.Б., заведующий сектором, Иванов И.И., методист",
            [
                ("Князева Т.Б., заведующий сектором", "Князева Т.Б.", "заведующий сектором", ""),
                ("Иванов И.И., методист", "Иванов И.И.", "методист", ""),
            ],
        ),
        (
            "Шеховцева Е.В., Ванюшкин А.В. заведующий центром",
            [
                ("Шеховцева Е.В.", "Шеховцева Е.В.", "", ""),
                ("Ванюшкин А.В. заведующий центром", "Ванюшкин А.В.", "заведующий центром", ""),
            ],
        ),
        (
            "Заместитель директора по УВР Петрова А.С., классные руководители",
            [
                (
                    "Заместитель директора по УВР Петрова А.С.",
                    "Петрова А.С.",
                    "Заместитель директора по УВР",
                    "",
                ),
                ("классные руководители", None, "", ""),
            ],
        ),
        (
            "Петров П.П. и Сидорова А.А.; О.В.Ковальчук",
            [
                ("Петров П.П.", "Петров П.П.", "", ""),
                ("Сидорова А.А.", "Сидорова А.А.", "", ""),
                ("О.В.Ковальчук", "О.В.Ковальчук", "", ""),
            ],
        ),
        (
            "предметные кафедры, руководители площадок: проведение занятий; Ванюшкин А.В.- связь.",
            [
                ("предметные кафедры", None, "", "проведение занятий"),
                ("руководители площадок", None, "", "проведение занятий"),
                ("Ванюшкин А.В.", "Ванюшкин А.В.", "", "связь"),
            ],
        ),
        (
            "Иванов И.И. – директор; Петров П.П. – ведение сайта",
            [
                ("Иванов И.И. – директор", "Иванов И.И.", "директор", ""),
                ("Петров П.П.", "Петров П.П.", "", "ведение сайта"),
            ],
        ),
        (
            "специалисты ОМУО, курирующие работу со школами, руководители методических служб "
            "районов, стажировочных площадок",
            [
                ("специалисты ОМУО, курирующие работу со школами", None, "", ""),
                (
                    "руководители методических служб районов, стажировочных площадок",
                    None,
                    "",
                    "",
                ),
            ],
        ),
        (
            "педагоги (1-4 классы, ГПД), ГАОУ ДПО «Институт развития, обучения»",
            [
                ("педагоги (1-4 классы, ГПД)", None, "", ""),
                ("ГАОУ ДПО «Институт развития, обучения»", None, "", ""),
            ],
        ),
        (
            "Тер-Петросян А.Б. (координатор), Иванова Мария Петровна",
            [
                ("Тер-Петросян А.Б. (координатор)", "Тер-Петросян А.Б.", "координатор", ""),
                ("Иванова Мария Петровна", "Иванова Мария Петровна", "", ""),
            ],
        ),
    ],
)
def test_parties(text: str, wanted: list[tuple[str, str | None, str, str]]) -> None:
    assert parties(text) == wanted
    check_slices(text)


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.json")), ids=lambda path: path.stem)
def test_cells_of_the_published_documents_lose_nothing(path: Path) -> None:
    for table in json.loads(path.read_text(encoding="utf-8")):
        for row in table["rows"]:
            found = check_slices(row["responsible"])
            assert bool(found) == bool(row["responsible"])


def test_the_first_of_item_7_4_answers_and_the_last_has_a_part_of_his_own() -> None:
    tables = json.loads((EXPECTED / "loiro-2022-18.json").read_text(encoding="utf-8"))
    cell = next(row["responsible"] for row in tables[0]["rows"] if row["number"] == "7.4")
    found = split_responsible(cell)
    assert [party.person for party in found] == [
        "Жуковицкая Н.Н.",
        None,
        None,
        None,
        "Ванюшкин А.В.",
    ]
    assert found[0].part == "разработка содержания и проведения методического конструктора"
    assert found[-1].part == "обеспечение онлайн-трансляции"


PIECES = [
    "Иванова М.П.", "И.И. Сидоров", "Жуковицкая Н.Н", "заместитель директора", "учителя",
    "специалисты МОУО", "курирующие работу", "«Точка роста»", "(по согласованию)", "и", "связь",
    ",", ";", ":", " – ", "- ", ".", " ", "«", ")", "муниципальных служб", "Иванов Пётр Ильич",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    text = " ".join(text.split())
    left = set(text)
    found = split_responsible(text)
    at = 0
    for party in found:
        assert text[party.start : party.end] == party.text
        assert party.start >= at
        assert not any(sign.isalpha() and sign != "и" for sign in text[at : party.start])
        at = party.end
    assert not any(sign.isalpha() and sign != "и" for sign in text[at:])
    assert left >= set("".join(party.text for party in found))


@given(st.text(alphabet="абвИП.,;:«»()–- ", max_size=40))
def test_any_text_is_cut_in_order(text: str) -> None:
    at = 0
    for party in split_responsible(text):
        assert party.start >= at
        assert text[party.start : party.end] == party.text
        assert not any(sign.isalnum() for sign in text[at : party.start])
        at = party.end
    assert not any(sign.isalnum() for sign in text[at:])
