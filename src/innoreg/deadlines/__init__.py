"""The deadline language: official Russian wordings of a term, read into a kind and windows."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innoreg.deadlines.expanding import expand
    from innoreg.deadlines.months import parse_month
    from innoreg.deadlines.parsing import parse, parse_once
    from innoreg.deadlines.period import Period
    from innoreg.deadlines.plain import as_plain
    from innoreg.deadlines.values import (
        Calendar,
        Caution,
        Deadline,
        Reading,
        Refusal,
        Window,
    )

__all__ = [
    "Calendar",
    "Caution",
    "Deadline",
    "Period",
    "Reading",
    "Refusal",
    "Window",
    "as_plain",
    "expand",
    "parse",
    "parse_month",
    "parse_once",
]

# A question about days needs periods and months; the language itself takes ten times as long.
_MODULES = {
    "expand": "expanding",
    "parse_month": "months",
    "parse": "parsing",
    "parse_once": "parsing",
    "Period": "period",
    "as_plain": "plain",
    **dict.fromkeys(("Calendar", "Caution", "Deadline", "Reading", "Refusal", "Window"), "values"),
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"innoreg.deadlines.{_MODULES[name]}"), name)
    raise AttributeError(name)
