"""Where August stands among the rows of a plan of a school year."""

import pytest

from innoreg.deadlines.row_order import august_of_rows, names_august


@pytest.mark.parametrize(
    ("lists", "august"),
    [
        ([["Август", "Сентябрь", "до 15 октября", "Май"]], "opens"),
        ([["28.08", "05.09", "10.10"]], "opens"),
        ([["Сентябрь", "в течение года", "Июнь", "до 25 августа"]], "closes"),
        ([["Август", "Сентябрь"], ["Август", "Октябрь, ноябрь"]], "opens"),
        ([["Август", "Сентябрь"], ["Июнь", "Август"]], ""),
        ([["Март", "Август", "Октябрь"]], ""),
        ([["Сентябрь", "Март", "Октябрь", "Август"]], ""),
        ([["Август"]], ""),
        ([["Август", "в течение года"]], ""),
        ([["Сентябрь", "Май"]], ""),
        ([], ""),
    ],
)
def test_the_order_of_the_rows_says_where_august_stands(
    lists: list[list[str]], august: str
) -> None:
    assert august_of_rows(lists) == august


def test_which_terms_may_lie_in_august() -> None:
    assert [names_august(words) for words in ("до 25 Августа", "28.08", "28.08.2022", "8 мая")] == [
        True, True, True, False,
    ]  # fmt: skip
