"""Tasks written down by hand or at random, and plans found by trying everything."""

import random
from itertools import product

from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from innoreg.matching.task import Plan, Task, plan_points

# The base of the worked examples: 20 points for another district, 8 for each subject not covered.
BASE = {
    "luga-1": {"luga-l": 0, "tosno-l": 34},
    "luga-2": {"luga-l": 8, "tosno-l": 32},
    "tosno-1": {"tosno-l": 0, "luga-l": 34},
    "tosno-2": {"tosno-l": 16},
}


def base(luga: int, tosno: int, **more: object) -> Task:
    """The base with so many places at luga-l and tosno-l."""
    return Task(BASE, {"luga-l": luga, "tosno-l": tosno}, **more)  # type: ignore[arg-type]


def random_task(chance: random.Random, mentees: int, mentors: int, most: int = 9) -> Task:
    """A task with some pairs forbidden, ties, urgencies, steps of load and now and then a fixed pair."""
    names = [f"m{number}" for number in range(mentors)]
    points = {
        f"s{number}": {name: chance.randint(0, most) for name in names if chance.random() < 0.75}
        for number in range(mentees)
    }
    places = {name: chance.randint(0, 3) for name in names}
    keys = chance.choice((0, 0, 1, 2))
    priorities = {name: tuple(chance.randint(0, 2) for _ in range(keys)) for name in points}
    load = chance.choice(((0,), (0, 1), (0, 2, 5), (1, 1, 4)))
    fixed = {}
    open_ = [name for name in names if places[name]]
    if points and open_ and chance.random() < 0.25:
        fixed = {chance.choice(sorted(points)): chance.choice(open_)}
    return Task(points, places, priorities, load, fixed)


def best_by_trying_all(task: Task) -> Plan:
    """The best of all plans there are, compared as the order of the objective says."""
    names = sorted({*task.points, *task.fixed})
    choices = [
        [task.fixed[name]] if name in task.fixed else [*sorted(task.points[name]), None]
        for name in names
    ]
    best: tuple[object, dict[str, str | None], int] | None = None
    for chosen in product(*choices):
        held = [mentor for mentor in chosen if mentor]
        if any(held.count(mentor) > task.places.get(mentor, 0) for mentor in set(held)):
            continue
        mentors = dict(zip(names, chosen, strict=True))
        left = [name for name, mentor in mentors.items() if mentor is None]
        keys = [task.priorities.get(name, ()) for name in left]
        width = max(map(len, task.priorities.values()), default=0)
        urgency = [sum(key[at] for key in keys) for at in range(width)]
        total = plan_points(task, mentors)
        in_order = [(mentor is None, mentor or "") for mentor in chosen]
        value = (len(left), urgency, total, in_order)
        if best is None or value < best[0]:  # type: ignore[operator]
            best = (value, mentors, total)
    assert best is not None
    return Plan(best[1], best[2])


def least_by_scipy(task: Task) -> tuple[int, int]:
    """Fewest mentees left and fewest points, as scipy finds them; without urgencies and fixed pairs.

    Its columns are the single places of the mentors, and one for each mentee to be left.
    """
    names = sorted(task.points)
    columns = [
        (mentor, task.load_step(place))
        for mentor, places in sorted(task.places.items())
        for place in range(places)
    ]
    most = max((max(of.values(), default=0) for of in task.points.values()), default=0)
    nobody = len(names) * (most + max(task.load) + 1) + 1
    barred = nobody * (len(names) + 1)
    rows = [
        [
            task.points[name][mentor] + step if mentor in task.points[name] else barred
            for mentor, step in columns
        ]
        + [nobody] * len(names)
        for name in names
    ]
    # Whole numbers far below 2**53, which its floating point holds exactly.
    row_at, column_at = linear_sum_assignment(rows)
    total = sum(rows[row][column] for row, column in zip(row_at, column_at, strict=True))
    left = total // nobody
    return left, total - left * nobody
