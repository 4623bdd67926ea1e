"""Every mentee against every mentor of a matching: what forbids the pair, and its points."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from innoreg.matching.task import Task
from innoreg.model.matching import Matching

Rule = Literal[
    "no_consent",
    "refused",
    "levels",
    "levels_unknown",
    "language",
    "language_unknown",
    "too_far",
    "no_coordinates",
    "same_head",
    "forbidden",
]
Criterion = Literal[
    "other_district",
    "other_circle",
    "km",
    "other_settlement",
    "subject_gap",
    "new_pair",
    "not_wished",
]


class Refusal(NamedTuple):
    """Why two schools cannot be a pair; words: the kilometres, the levels, the reason given."""

    rule: Rule
    words: str = ""


class Score(NamedTuple):
    """Points of one criterion; words: what they are for; unknown: the data to tell is missing."""

    criterion: Criterion
    points: int
    words: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One mentee and one mentor: refused by these rules, or allowed with these points."""

    refusals: tuple[Refusal, ...]
    scores: tuple[Score, ...]

    @property
    def points(self) -> int:
        """The points of the pair."""
        return sum(score.points for score in self.scores)


@dataclass(frozen=True)
class MatchTable:
    """The schools of a matching and all pairs between them, by mentee and mentor.

    without_profile: mentees whose deficits are not known.
    """

    matching: Matching
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    priorities: Mapping[str, tuple[int, ...]]
    places: Mapping[str, int]
    fixed: Mapping[str, str]
    without_profile: tuple[str, ...]

    @cached_property
    def task(self) -> Task:
        """The table as a task for the solver."""
        points = {
            mentee: {
                mentor: self.cells[mentee, mentor].points
                for mentor in self.mentors
                if not self.cells[mentee, mentor].refusals or self.fixed.get(mentee) == mentor
            }
            for mentee in self.mentees
        }
        return Task(points, self.places, self.priorities, self.matching.load, self.fixed)
