"""A deadline as plain values, as JSON shows it; a period that is none."""

from deadlines.periods import CALENDAR
from innoreg.deadlines import deadline_to_dict, parse


def test_plain_values_of_the_contract() -> None:
    assert deadline_to_dict(parse("до 10.02", CALENDAR)) == {
        "kind": "by",
        "windows": [[None, "2022-02-10"]],
    }
    assert deadline_to_dict(parse("ежегодно до 1 сентября", CALENDAR)) == {
        "kind": "recurring",
        "windows": [],
        "rrule_freq": "yearly",
        "by_day": 1,
        "by_month": [9],
    }
    assert deadline_to_dict(parse("31 февраля", CALENDAR)) == {
        "kind": None,
        "windows": [],
        "refusal": {"code": "no-such-day", "words": "31 февраля"},
    }
