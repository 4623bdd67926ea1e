"""Why a condition holds for a school, does not, or cannot be told: facts as values, no words."""

from dataclasses import dataclass

from innoreg.model.criteria import FieldValue, LowShares, OnList, PlaceInRow
from innoreg.model.exact_numbers import Exact
from innoreg.model.registry import Path

Truth = bool | None
"""None: unknown."""


@dataclass(frozen=True, slots=True)
class RowFact:
    """A row against a threshold. part: the people the share is of; lacking: so many are wanting.

    Where the threshold is `at_most`, lacking are so many too many.
    """

    year: int
    procedure: str
    name: str
    part: int
    participants: int
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known of a year: these procedures, or none of its results at all (())."""

    year: int
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareReason:
    """Of `count` and `same`. found: how many reach the threshold; nearest: of the others the closest.

    of `same`: `reached` are the rows of the procedures that reach it in every year.
    """

    kind: str
    path: Path
    truth: Truth
    condition: LowShares
    text: str | None
    found: int
    reached: tuple[RowFact, ...]
    nearest: RowFact | None
    gaps: tuple[Gap, ...]
    left_out: tuple[RowFact, ...]
    levels_known: bool


@dataclass(frozen=True, slots=True)
class ValueReason:
    """Of `value`: what the profile of each year says; None where it says nothing."""

    path: Path
    truth: Truth
    condition: FieldValue
    text: str | None
    values: tuple[tuple[int, str | None], ...]
    kind: str = "value"


@dataclass(frozen=True, slots=True)
class ListReason:
    """Of `listed`: whether it stood on the list in each year; None where no list is known."""

    path: Path
    truth: Truth
    condition: OnList
    text: str | None
    years: tuple[tuple[int, Truth], ...]
    kind: str = "listed"


@dataclass(frozen=True, slots=True)
class RankReason:
    """Of `rank`: the school's measure and its place among those that have it; limit: how many enter."""

    path: Path
    truth: Truth
    condition: PlaceInRow
    text: str | None
    measure: Exact | None
    place: int | None
    limit: int
    schools: int
    gaps: tuple[Gap, ...]
    left_out: tuple[RowFact, ...]
    kind: str = "rank"


Reason = ShareReason | ValueReason | ListReason | RankReason


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a school belongs on the list, with the reason of each condition in its order."""

    school: str
    truth: Truth
    reasons: tuple[Reason, ...]
