"""Which events may follow those a thing has, how they are written down, and what is odd about them."""

from pathlib import Path
from typing import Any

import pytest

from innoreg.errors import Refused
from innoreg.model.registry import Registry
from innoreg.queries.due import due
from innoreg.queries.event_checks import Marking
from innoreg.queries.event_targets import find_markable
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.store.loader import load as read
from innoreg.store.record_change import insert_by_day
from ledger.registers import on, order
from ledger.small import GRANT, small
from support import roadmap, tree

ORDERS = {
    "a": order("2022-03-10", {"kind": "instruct", "number": "1", "deadline": "до 1 июня 2022 года"}),
    "b": order("2022-05-10", {"kind": "extend", "number": "1", "subjects": ["a/1"], "to": "2022-07-01"}),
}  # fmt: skip


def plan(folder: Path, *items: str) -> Registry:
    return read(tree(folder, {"roadmaps/p.yaml": roadmap(*items)})).registry


def marking(registry: Registry, ref: str, today: str) -> Marking:
    thing = find_markable(registry, ref, on(today))
    assert thing is not None
    return Marking(registry, thing, on(today))


def remarks(registry: Registry, event: dict[str, Any], today: str = "2022-03-20") -> list[str]:
    one = marking(registry, "a/1", today)
    return [str(remark) for remark in (*one.doubts(event), *one.remarks(event))]


@pytest.mark.parametrize(
    ("day", "odd"),
    [
        ("2022-03-09", ["2022-03-09 is before the document itself (2022-03-10)"]),
        ("2022-03-10", []),
        ("2022-03-20", []),
        ("2022-03-21", ["2022-03-21 lies in the future: today is 2022-03-20"]),
    ],
)
def test_an_event_of_today_or_of_the_day_of_the_order_is_nothing_odd(
    day: str, odd: list[str]
) -> None:
    assert remarks(small(ORDERS), {"event": "done", "on": day}) == odd


@pytest.mark.parametrize(("to", "is_odd"), [("до 1 июня", True), ("до 2 июня", False)])
def test_a_term_moved_to_its_own_day_is_not_moved(to: str, is_odd: bool) -> None:
    event = {"event": "extended", "on": "2022-03-20", "to": to}
    assert bool(remarks(small({"a": ORDERS["a"]}), event)) is is_odd


def test_an_event_stands_after_those_of_its_day() -> None:
    days = [{"on": "2022-03-01"}, {"on": "2022-03-05"}, {"on": "2022-03-09"}]
    new = {"on": "2022-03-05", "event": "done"}
    assert insert_by_day(days, new) == [*days[:2], new, days[2]]


SEVERAL = "1. | 16.02, 20.04 | Дело"
DONE = "events: [{event: done, on: 2022-02-16, occurrence: 1}]"


def test_an_event_of_the_only_day_names_no_occurrence_and_of_several_it_does(
    tmp_path: Path,
) -> None:
    registry = plan(tmp_path, SEVERAL, "2. | до 5 марта | Дело")
    several, one = (marking(registry, ref, "2022-03-01") for ref in ("p/1", "p/2"))
    assert one.done_events(on("2022-03-01")) == [{"event": "done", "on": "2022-03-01"}]
    assert several.done_events(on("2022-03-01"), 2)[0]["occurrence"] == 2
    with pytest.raises(Refused, match=r"p/1 has 2 days"):
        several.done_events(on("2022-03-01"))


def test_only_the_closed_one_of_several_is_reopened(tmp_path: Path) -> None:
    registry = plan(tmp_path, f"{SEVERAL} | {DONE}")
    with pytest.raises(Refused, match=r"p/1 has 2 days"):
        marking(registry, "p/1", "2022-03-01").reopened_event()
    assert marking(registry, "p/1", "2022-03-01").reopened_event(occurrence=1)["occurrence"] == 1
    with pytest.raises(Refused, match=r"p/1 \[2\] is open"):
        marking(registry, "p/1", "2022-03-01").reopened_event(occurrence=2)


def test_all_are_reopened_if_all_are_closed_and_none_if_none_is(tmp_path: Path) -> None:
    registry = plan(
        tmp_path,
        f"{SEVERAL} | events: [{{event: cancelled, on: 2022-02-01}}]",
        "2. | 1.04, 1.05 | Дело",
    )
    event = marking(registry, "p/1", "2022-03-01").reopened_event()
    assert event == {"event": "reopened", "on": "2022-03-01"}
    with pytest.raises(Refused, match=r"p/2 is open"):
        marking(registry, "p/2", "2022-03-01").reopened_event()


def test_taking_off_control_leaves_what_is_closed(tmp_path: Path) -> None:
    registry = plan(tmp_path, f"{SEVERAL} | {DONE}", SEVERAL.replace("1.", "2.", 1))
    (event,) = marking(registry, "p/1", "2022-03-01").cancelled_events(reason="незачем")
    assert (event["occurrence"], event["on"]) == (2, "2022-03-01")
    (whole,) = marking(registry, "p/2", "2022-03-01").cancelled_events(
        on("2022-02-01"), reason="незачем"
    )
    assert whole == {"event": "cancelled", "on": "2022-02-01", "reason": "незачем"}


def test_of_a_report_the_theme_of_its_site_is_shown_and_of_a_clause_its_text() -> None:
    terms = [{"report": "final", "deadline": "до 30 ноября 2022 года"}]
    orders = {
        "a": order("2022-02-01", GRANT,
                   {"kind": "set_terms", "number": "2", "subjects": ["site"], "terms": terms},
                   {"kind": "instruct", "number": "3", "text": "Сделать."},
                   {"kind": "instruct", "number": "4"}),
    }  # fmt: skip
    titles = [
        marking(small(orders), ref, "2022-03-01").thing.title
        for ref in ("site/final", "a/3", "a/4")
    ]
    assert titles == ["Тема", "Сделать.", "a/4"]
    day = on("2022-03-01")
    answer = due(RegistryRows(small(orders), day), PeriodRequest(month="2022-11"), Filters(), day)
    assert [row.window.title for row in answer.rows] == ["Тема"]
