"""Months as people type them."""

import pytest

from innoreg.deadlines import parse_month


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("march", (None, 3)),
        ("Mar", (None, 3)),
        ("март", (None, 3)),
        ("МАРТА", (None, 3)),
        ("в", None),
        ("3", (None, 3)),
        ("03", (None, 3)),
        ("2022-03", (2022, 3)),
        ("03.2022", (2022, 3)),
        ("март 2022", (2022, 3)),
        ("sept 2021", (2021, 9)),
        ("окт.", (None, 10)),
        ("1", (None, 1)),
        ("12", (None, 12)),
        ("003", None),
        ("13", None),
        ("0", None),
        ("2022-13", None),
        ("ju", None),
        ("ма", None),
        ("", None),
        ("школа", None),
    ],
)
def test_months(words: str, month: tuple[int | None, int] | None) -> None:
    assert parse_month(words) == month
