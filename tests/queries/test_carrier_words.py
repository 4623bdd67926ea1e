"""Parties known by words only: what the split of a cell left at the ends is no part of them."""

from datetime import date

import pytest

from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows, find_rows
from innoreg.queries.responsible_people import responsible_carriers
from render.registers import made, order, register


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Кузнецов П.П.", "Кузнецов П.П."),
        ("Орлова А. И.,", "Орлова А. И."),
        ("П.П. Кузнецов.", "П.П. Кузнецов"),
        ("методисты;", "методисты"),
    ],
)
def test_initials_keep_their_stop(words: str, shown: str) -> None:
    plan = made(
        "roadmap", "own", type="roadmap", title="План",
        period={"from": "2022-01-01", "to": "2022-12-31"},
        items=[{"number": "1.", "title": "Дело", "deadline": "март", "responsible": [words]}],
    )  # fmt: skip
    registry = register(
        plan,
        order({"kind": "approve", "subjects": ["own"]},
              appendices=[{"kind": "roadmap", "roadmap": "own"}]),
    )  # fmt: skip
    rows = find_rows(RegistryRows(registry, date(2022, 3, 1)), Filters(), date(2022, 3, 1))
    own = (row for row in rows if row.title == "Дело")
    found = [carrier.text for row in own for carrier, _first in responsible_carriers(registry, row)]
    assert found == [shown]
