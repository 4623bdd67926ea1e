"""A small invented register that single tests add their orders to."""

from collections.abc import Mapping
from typing import Any

from innoreg.ledger import Duty, Problem, Standing, State, replay
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items
from ledger.registers import on, order, register

BASE: dict[str, dict[str, dict[str, Any]]] = {
    "districts": {
        "luga": {"name": "Лужский район", "short_name": "Лужский", "type": "municipal_district"},
        "tosno": {"name": "Тосненский", "short_name": "Тосненский", "type": "municipal_district"},
    },
    "authorities": {
        "kopo": {"name": "Комитет", "type": "committee"},
        "council": {"name": "Координационный совет", "type": "council"},
    },
    "people": {name: {"name": name} for name in ("ivanova", "petrova", "sidorov", "teacher-1")},
    "schools": {
        "luga-1": {
            "name": "Школа № 1",
            "type": "school",
            "district": "luga",
            "flags": [{"flag": "leader", "from": "2022-01-01"}],
        },
        "luga-2": {
            "name": "Школа № 2",
            "type": "school",
            "district": "luga",
            "flags": [{"flag": "low_results", "from": "2022-01-01", "to": "2022-12-31"}],
        },
        "tosno-1": {
            "name": "Школа № 1",
            "type": "school",
            "district": "tosno",
            "flags": [{"flag": "low_results", "from": "2022-01-01", "to": "2022-12-31"}],
        },
    },
    "programs": {
        "mentoring": {
            "title": "Сетевое наставничество",
            "period": {"from": "2021-01-01", "to": "2023-12-31"},
            "projects": [{"id": "lab", "title": "Лаборатория"}],
        }
    },
    "sites": {"site": {"type": "regional", "organisations": ["luga-1"], "theme": "Тема"}},
    "pairs": {
        "pair": {
            "level": "school",
            "mentors": [{"school": "luga-1"}],
            "mentees": [{"school": "luga-2"}],
            "to": "2022-06-30",
        }
    },
}

GRANT = {"kind": "grant", "number": "1", "subjects": ["site"], "to": "2022-12-31"}


def small(
    orders: Mapping[str, Mapping[str, Any]], **more: Mapping[str, Mapping[str, Any]]
) -> Registry:
    """The base register with these orders; `more` adds to a kind or replaces its records."""
    merged = {kind: {**BASE.get(kind, {}), **more.get(kind, {})} for kind in {**BASE, **more}}
    return register({**merged, "orders": orders})


def after(
    day: str, orders: Mapping[str, Mapping[str, Any]], **more: Mapping[str, Mapping[str, Any]]
) -> State:
    """The state of `small(orders, …)` on the day."""
    return replay(small(orders, **more), on(day))


def items(state: State, plan: str) -> list[Duty]:
    """Every row of the plan as a duty, in reading order."""
    roadmap = state.registry.get(Roadmap, plan)
    assert roadmap is not None
    return [state.item(roadmap, placed) for placed in placed_items(roadmap)]


def basis(standing: Standing) -> tuple[str | None, str | None]:
    """The order and clause of the last step."""
    assert standing.by is not None
    return standing.by.order, standing.by.clause


def statuses(state: State, ref: str) -> list[str]:
    """Where each window of a duty stands on the day of the state."""
    return [o.status(state.day) for o in state.duties[ref].occurrences]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in problems]


def granted() -> dict[str, Any]:
    """An order of 1 February 2022 that makes the site active to the end of the year."""
    return order("2022-02-01", GRANT)
