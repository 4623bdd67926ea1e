"""Rows by a column: numbers, days and words each in their own order."""

import pytest

from innoreg.cli.output import sorted_places
from innoreg.errors import WrongUsage
from innoreg.report.tables import Column

COLUMNS = [Column("Ссылка"), Column("Дата и номер"), Column("Пункты")]
ROWS = [
    ["a", "05.03.2022 № 1", "9"],
    ["b", "", "10"],
    ["c", "20.11.2020 № 2", "2"],
    ["d", "2019", ""],
]


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ("Пункты", "cabd"),
        ("-пункты", "bacd"),
        ("дата", "dcab"),
        ("ссылка", "abcd"),
        ("-Ссылка", "dcba"),
    ],
)
def test_each_column_in_its_own_order_and_empty_cells_last(wanted: str, order: str) -> None:
    places = sorted_places(COLUMNS, ROWS, wanted)
    assert "".join(ROWS[at][0] for at in places) == order


def test_numbers_inside_words_and_shares_count_as_numbers() -> None:
    rows = [["plan/10", "9 %"], ["plan/2", "100 %"], ["plan/2.1", "—"], ["a/30", "12,5 %"]]
    columns = [Column("Reference"), Column("Share")]
    assert sorted_places(columns, rows, "reference") == [3, 1, 2, 0]
    assert sorted_places(columns, rows, "-share") == [1, 3, 0, 2]


def test_a_column_goes_by_its_key_in_every_language() -> None:
    keys = ["ref", "signed", "items"]
    assert sorted_places(COLUMNS, ROWS, "-ref", keys) == [3, 2, 1, 0]


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(WrongUsage) as refused:
        sorted_places(COLUMNS, ROWS, "срок")
    assert "Ссылка, Дата и номер, Пункты" in str(refused.value.hint)
