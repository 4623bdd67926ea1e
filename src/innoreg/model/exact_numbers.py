"""Shares and thresholds on whole numbers: rounding is for print only and never decides."""

from typing import NamedTuple


class Exact(NamedTuple):
    """A decimal number as it is written: 37,5 is 375 of 10."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


def exact(text: str) -> Exact:
    """The number that a text with a comma or a dot writes."""
    whole, _dot, rest = text.replace(",", ".").partition(".")
    return Exact(int(whole + rest), 10 ** len(rest))


def is_less(one: Exact, other: Exact) -> bool:
    """Whether the first is less than the second."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def reaches(part: int, whole: int, percent: Exact) -> bool:
    """Whether `part` of `whole` is not less than so many percent."""
    return 100 * part * percent.denominator >= percent.numerator * whole


def exceeds(part: int, whole: int, percent: Exact) -> bool:
    """Whether `part` of `whole` is more than so many percent."""
    return 100 * part * percent.denominator > percent.numerator * whole


def least_part(whole: int, percent: Exact) -> int:
    """The smallest part of `whole` that reaches so many percent."""
    return -(-percent.numerator * whole // (100 * percent.denominator))


def greatest_part(whole: int, percent: Exact) -> int:
    """The greatest part of `whole` that is not more than so many percent."""
    return percent.numerator * whole // (100 * percent.denominator)


def percent_tenths(part: int, whole: int) -> int:
    """So many tenths of a percent `part` is of `whole`, half up; `whole` is not 0."""
    return (2000 * part + whole) // (2 * whole)
