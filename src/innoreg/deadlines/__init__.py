"""The deadline language: official Russian wordings of a term, read into a kind and windows."""

from innoreg.deadlines.expand import expand
from innoreg.deadlines.months import parse_month
from innoreg.deadlines.parse import parse
from innoreg.deadlines.plain import as_plain
from innoreg.deadlines.values import (
    Calendar,
    Caution,
    Deadline,
    Period,
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
]
