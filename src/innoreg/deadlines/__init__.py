"""The deadline language: official Russian wordings of a term, read into a kind and windows.

Other packages take what they need from here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innoreg.deadlines.deadline import (
        BINDING_KINDS,
        Calendar,
        Caution,
        Deadline,
        Offset,
        Period,
        Refusal,
        SchoolHolidays,
        Window,
        WorkingDays,
    )
    from innoreg.deadlines.deadline_json import deadline_to_dict, with_anchor
    from innoreg.deadlines.expansion import expand
    from innoreg.deadlines.month_names import parse_month
    from innoreg.deadlines.offsets import day_of_offset
    from innoreg.deadlines.parser import parse, parse_once
    from innoreg.deadlines.pipeline import Reading, explain
    from innoreg.deadlines.row_order import august_of_rows, names_august
    from innoreg.deadlines.workdays import nearest_workday

__all__ = [
    "BINDING_KINDS",
    "Calendar",
    "Caution",
    "Deadline",
    "Offset",
    "Period",
    "Reading",
    "Refusal",
    "SchoolHolidays",
    "Window",
    "WorkingDays",
    "august_of_rows",
    "day_of_offset",
    "deadline_to_dict",
    "expand",
    "explain",
    "names_august",
    "nearest_workday",
    "parse",
    "parse_month",
    "parse_once",
    "with_anchor",
]

# Loaded when asked for (PEP 562): a question about days needs periods and months, and the
# language itself takes ten times as long.
_HOMES = {
    **dict.fromkeys(
        (
            "BINDING_KINDS",
            "Calendar",
            "Caution",
            "Deadline",
            "Offset",
            "Period",
            "Refusal",
            "SchoolHolidays",
            "Window",
            "WorkingDays",
        ),
        "deadline",
    ),
    "august_of_rows": "row_order",
    "names_august": "row_order",
    "day_of_offset": "offsets",
    "deadline_to_dict": "deadline_json",
    "expand": "expansion",
    "parse_month": "month_names",
    "parse": "parser",
    "parse_once": "parser",
    "Reading": "pipeline",
    "explain": "pipeline",
    "nearest_workday": "workdays",
    "with_anchor": "deadline_json",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"innoreg.deadlines.{_HOMES[name]}"), name)
    raise AttributeError(name)
