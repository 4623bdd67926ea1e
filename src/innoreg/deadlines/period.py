"""A stretch of days, and which terms bind to a day: all that a question about dates needs."""

from dataclasses import dataclass
from datetime import date
from typing import Final

BINDING: Final = frozenset({"by", "on", "during", "recurring"})
"""The kinds of term that somebody can be late with."""


@dataclass(frozen=True, slots=True)
class Period:
    """From day to day, both included; raises ValueError when the end precedes the start."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
