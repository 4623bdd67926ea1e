"""What is to be matched and what came out: plain values that know nothing of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Task:
    """Mentees, mentors with places, and what each allowed pair costs in points.

    points: of each mentee the mentors allowed, with points of the pair, whole and not negative.
    places: how many mentees a mentor takes, the fixed ones included. priorities: of each mentee
    the keys of its urgency, the weightiest first; all of one length, more is more urgent.
    load: points added for the first, second, … mentee of one mentor, never decreasing; the last
    step holds for all further ones. fixed: pairs that stand whatever they cost.
    """

    points: Mapping[str, Mapping[str, int]]
    places: Mapping[str, int]
    priorities: Mapping[str, Sequence[int]] = field(default_factory=dict)
    load: Sequence[int] = (0,)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def load_step(self, held: int) -> int:
        """What the next mentee of a mentor who has `held` adds."""
        return self.load[min(held, len(self.load) - 1)] if self.load else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The mentor of each mentee in the order of their ids, None where nobody; the points in all."""

    mentors: Mapping[str, str | None]
    total: int

    @property
    def left(self) -> tuple[str, ...]:
        """Mentees without a mentor."""
        return tuple(mentee for mentee, mentor in self.mentors.items() if mentor is None)

    def mentees_of(self, mentor: str) -> tuple[str, ...]:
        """Whom a mentor helps by the plan."""
        return tuple(mentee for mentee, name in self.mentors.items() if name == mentor)


def plan_points(task: Task, mentors: Mapping[str, str | None]) -> int:
    """The points of a plan: of its pairs, and the steps of the load of each mentor."""
    held: dict[str, int] = {}
    total = 0
    for mentee, mentor in mentors.items():
        if mentor is not None:
            # A fixed pair may be one that no rule would allow: it has no points then.
            total += task.points.get(mentee, {}).get(mentor, 0)
            total += task.load_step(held.get(mentor, 0))
            held[mentor] = held.get(mentor, 0) + 1
    return total
