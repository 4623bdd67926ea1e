"""Where a person works on a day: posts by their first and last days."""

from datetime import date

import pytest

from innoreg.ledger.affiliation import workplaces
from ledger.registers import on
from ledger.small import small

POSTS = [
    {"title": "учитель", "organisation": "luga-1", "to": "2022-02-28"},
    {"title": "завуч", "organisation": "luga-2", "from": "2022-03-01", "to": "2022-03-31"},
]
REGISTER = small({}, people={"petrova": {"name": "Петрова П.П.", "positions": POSTS}})


@pytest.mark.parametrize(
    ("day", "until", "where"),
    [
        ("2022-02-28", None, ["luga-1"]),
        ("2022-03-01", None, ["luga-2"]),
        ("2022-03-31", None, ["luga-2"]),
        ("2022-04-01", None, []),
        ("2022-02-01", "2022-02-28", ["luga-1"]),
        ("2022-02-01", "2022-03-01", ["luga-1", "luga-2"]),
        ("2022-03-31", "2022-04-30", ["luga-2"]),
        ("2022-04-01", "2022-04-30", []),
    ],
)
def test_posts_count_from_their_first_to_their_last_day(
    day: str, until: str | None, where: list[str]
) -> None:
    last: date | None = on(until) if until else None
    assert [*workplaces(REGISTER, "petrova", on(day), last)] == where
