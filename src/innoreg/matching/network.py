"""The network of a task: mentees, mentors and the places, with a plan in it and its dual prices.

The plan is found by shortest augmenting paths with potentials (Jonker and Volgenant; Edmonds and
Karp), one path for each mentee. A mentor's places cost the steps of the load, which never decrease,
so the first places are taken first. A mentee without a mentor costs more than any sum of points:
first as many as possible are served, then the more urgent ones.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from innoreg.matching.task import Task

NOBODY = -1


class Network:
    """The task in numbers; mentees and mentors are known by their place among the sorted ids.

    Heights are the dual prices: for every arc that could still be used its cost plus the height of
    where it starts minus the height of where it ends is not negative. The height of the sink, where
    places and mentees without a mentor lead, stays 0.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.mentees = sorted(set(task.points) - set(task.fixed))
        self.mentors = sorted(task.places)
        number = {name: at for at, name in enumerate(self.mentors)}
        # A mentor without places leaves no arc: nothing would ever be sent there.
        self.arcs = [
            sorted((number[m], points) for m, points in task.points[name].items() if m in number)
            for name in self.mentees
        ]
        self.taken = [0] * len(self.mentors)
        for mentor in task.fixed.values():
            if mentor in number:
                self.taken[number[mentor]] += 1
        self.alone = _costs_of_being_alone(task, self.mentees)
        self.mentor_of = [NOBODY] * len(self.mentees)
        self.helped: list[list[int]] = [[] for _ in self.mentors]
        self.mentee_height = [0] * len(self.mentees)
        self.mentor_height = [0] * len(self.mentors)

    def held(self, mentor: int) -> int:
        """How many mentees the mentor has, the fixed ones included."""
        return self.taken[mentor] + len(self.helped[mentor])

    def has_place(self, mentor: int) -> bool:
        """Whether the mentor could take one more."""
        return self.held(mentor) < self.task.places[self.mentors[mentor]]

    def next_step(self, mentor: int) -> int:
        """Points of the load for one more mentee."""
        return self.task.load_step(self.held(mentor))

    def last_step(self, mentor: int) -> int:
        """Points of the load that one mentee fewer would save."""
        return self.task.load_step(self.held(mentor) - 1)

    def move(self, mentee: int, mentor: int) -> None:
        """Give the mentee another mentor, or nobody."""
        if (before := self.mentor_of[mentee]) != NOBODY:
            self.helped[before].remove(mentee)
        self.mentor_of[mentee] = mentor
        if mentor != NOBODY:
            self.helped[mentor].append(mentee)

    def serve(self, mentee: int) -> None:
        """Bring one mentee into the plan at the least cost, moving others where that is cheaper."""
        distance: list[int | None] = [None] * len(self.mentors)
        via = [NOBODY] * len(self.mentors)
        settled: list[int] = []
        is_settled = [False] * len(self.mentors)
        heap: list[tuple[int, int]] = []
        # The best way to the sink so far: its length, and who ends it: a mentor, or a mentee alone.
        best = self.alone[mentee] + self.mentee_height[mentee]
        end_mentor, end_mentee = NOBODY, mentee
        heights = self.mentor_height
        reached = [(mentee, 0)]
        while True:
            for other, so_far in reached:
                base = so_far + self.mentee_height[other]
                if (alone := base + self.alone[other]) < best:
                    best, end_mentor, end_mentee = alone, NOBODY, other
                for mentor, points in self.arcs[other]:
                    length = base + points - heights[mentor]
                    if length < best:
                        known = distance[mentor]
                        if known is None or length < known:
                            distance[mentor] = length
                            via[mentor] = other
                            heappush(heap, (length, mentor))
            while heap and is_settled[heap[0][1]]:
                heappop(heap)
            if not heap or heap[0][0] >= best:
                break
            length, mentor = heappop(heap)
            is_settled[mentor] = True
            settled.append(mentor)
            if self.has_place(mentor):
                through = length + self.next_step(mentor) + heights[mentor]
                if through < best:
                    best, end_mentor, end_mentee = through, mentor, NOBODY
            reached = [(other, length) for other in self.helped[mentor]]
        for mentor in settled:
            length = distance[mentor] or 0
            heights[mentor] += length - best
            for other in self.helped[mentor]:
                self.mentee_height[other] += length - best
        self.mentee_height[mentee] -= best
        self._move_along(mentee, end_mentor, end_mentee, via)

    def _move_along(self, start: int, end_mentor: int, end_mentee: int, via: list[int]) -> None:
        """Move everybody on the way that `via` keeps, from its end back to its start."""
        mentor = end_mentor
        if mentor == NOBODY:
            if end_mentee == start:
                return
            mentor = self.mentor_of[end_mentee]
            self.move(end_mentee, NOBODY)
        while True:
            mentee = via[mentor]
            before = self.mentor_of[mentee]
            self.move(mentee, mentor)
            if mentee == start:
                return
            mentor = before

    def is_tight(self, mentee: int, mentor: int, points: int) -> bool:
        """Whether some best plan may use this arc."""
        return points + self.mentee_height[mentee] == self.mentor_height[mentor]

    def mentor_names(self) -> Mapping[str, str | None]:
        """The plan in ids, fixed pairs included, sorted by mentee."""
        found: dict[str, str | None] = dict(self.task.fixed)
        for name, mentor in zip(self.mentees, self.mentor_of, strict=True):
            found[name] = None if mentor == NOBODY else self.mentors[mentor]
        return dict(sorted(found.items()))

    def unserved(self) -> Iterator[int]:
        """The mentees whom nobody helps."""
        return (at for at, mentor in enumerate(self.mentor_of) if mentor == NOBODY)


def _costs_of_being_alone(task: Task, mentees: list[str]) -> list[int]:
    """What each mentee costs without a mentor.

    One mentee fewer outweighs every sum of urgencies, and one step of urgency every sum of points.
    """
    urgency = _urgencies(task, mentees)
    most = max((max(of.values(), default=0) for of in task.points.values()), default=0)
    unit = len(mentees) * (most + max(task.load, default=0)) + 1
    weightiest = max(urgency, default=0)
    return [unit * (len(mentees) * weightiest + 1 + value) for value in urgency]


def _urgencies(task: Task, mentees: list[str]) -> list[int]:
    """The keys of each mentee as one number: a sum over mentees compares like the keys one by one."""
    keys = [tuple(task.priorities.get(name, ())) for name in mentees]
    values = [0] * len(mentees)
    for column in range(max(map(len, keys), default=0)):
        of_column = [key[column] if column < len(key) else 0 for key in keys]
        # A key below zero would make being alone cheaper than being helped.
        lowest = min(of_column, default=0)
        shifted = [value - min(lowest, 0) for value in of_column]
        base = len(mentees) * max(shifted, default=0) + 1
        values = [value * base + added for value, added in zip(values, shifted, strict=True)]
    return values
