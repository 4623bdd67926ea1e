"""Pairs that would both gain by leaving the plan; a notice, since serving everybody ranks first."""

from typing import NamedTuple

from innoreg.matching.task import Plan, Task


class BlockingPair(NamedTuple):
    """Mentee and mentor; points: of the pair, and of the pairs that each of them would leave.

    mentee_now: of the mentee's own pair, None where nobody helps it. displaced: whom the mentor
    would give up for it, its dearest mentee, with mentor_now points.
    """

    mentee: str
    mentor: str
    points: int
    mentee_now: int | None
    displaced: str
    mentor_now: int


def blocking_pairs(task: Task, plan: Plan) -> tuple[BlockingPair, ...]:
    """Every such pair, by mentee and mentor; fixed pairs are not left.

    A mentor with a free place takes part in none: the best plan would have used the place.
    """
    of_mentor: dict[str, list[tuple[int, str]]] = {name: [] for name in task.places}
    taken = dict.fromkeys(task.places, 0)
    for mentee, mentor in plan.mentors.items():
        if mentor in of_mentor:
            taken[mentor] += 1
            if mentee not in task.fixed:
                of_mentor[mentor].append((task.points[mentee][mentor], mentee))
    full = {name for name, places in task.places.items() if taken[name] >= places}
    dearest = {name: max(held) for name, held in of_mentor.items() if held and name in full}
    found = []
    for mentee, now in plan.mentors.items():
        if mentee in task.fixed:
            continue
        own = task.points[mentee][now] if now else None
        for mentor, points in sorted(task.points[mentee].items()):
            held, displaced = dearest.get(mentor, (0, ""))
            if mentor != now and (own is None or points < own) and points < held:
                found.append(BlockingPair(mentee, mentor, points, own, displaced, held))
    return tuple(found)
