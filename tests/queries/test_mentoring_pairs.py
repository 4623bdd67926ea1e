"""Mentoring on a day: consents and reports up to it, and the filters."""

import pytest

from innoreg.ledger import Ledger
from innoreg.queries.filters import Filters
from innoreg.queries.mentoring_pairs import mentoring
from ledger.registers import on
from ledger.small import small


@pytest.mark.parametrize(
    ("day", "pending", "reports"),
    [("2022-02-01", ("ivanova",), 0), ("2022-02-02", (), 0), ("2022-05-20", (), 1)],
)
def test_a_consent_and_a_report_count_from_their_own_day(
    day: str, pending: tuple[str, ...], reports: int
) -> None:
    pair = {
        "level": "teacher",
        "mentors": [{"person": "ivanova", "school": "luga-1"}],
        "mentees": [{"school": "luga-2"}],
        "consents": [{"person": "ivanova", "given": True, "on": "2022-02-02"}],
        "reports": [{"on": "2022-05-20"}],
    }
    (bond,) = mentoring(Ledger(small({}, pairs={"pair": pair})).state(on(day)), Filters()).bonds
    assert (bond.pending, len(bond.reports)) == (pending, reports)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"program": "mentoring"}, ["one"]),
        ({"school": "luga-1"}, ["one"]),
        ({"school": "luga-2"}, ["one", "two"]),
        ({"responsible": "ivanova"}, ["one"]),
        ({"responsible": "teacher-1"}, ["two"]),
        ({"district": "luga"}, ["one", "two"]),
        ({"district": "tosno"}, ["two"]),
        ({"program": "mentoring", "district": "tosno"}, []),
    ],
)
def test_filters_of_mentoring(wanted: dict[str, str], expected: list[str]) -> None:
    mentee = {"school": "luga-2"}
    pairs = {
        "one": {"level": "school", "program": "mentoring", "curator": "ivanova",
                "mentors": [{"school": "luga-1"}], "mentees": [mentee]},
        "two": {"level": "teacher", "mentors": [{"school": "tosno-1"}],
                "mentees": [{**mentee, "person": "teacher-1"}]},
    }  # fmt: skip
    state = Ledger(small({}, pairs=pairs)).state(on("2022-03-01"))
    bonds = [bond.pair.id for bond in mentoring(state, Filters(**wanted)).bonds]
    assert [name for name in bonds if name != "pair"] == expected
