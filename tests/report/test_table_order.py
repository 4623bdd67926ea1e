"""Rows by a column: numbers, days and words each in their own order."""

import pytest

from innoreg.cli.output import sorted_rows
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
    assert "".join(row[0] for row in sorted_rows(COLUMNS, ROWS, wanted)) == order


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(WrongUsage) as refused:
        sorted_rows(COLUMNS, ROWS, "срок")
    assert "Ссылка, Дата и номер, Пункты" in str(refused.value.hint)
