"""What another plan would cost: one more place, or one pair put in by hand, each by one search."""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from innoreg.matching.network import NOBODY, Network
from innoreg.matching.task import Plan, plan_points

_Move = tuple[int, int]
"""A mentee and the mentor it goes to, or NOBODY."""
_Way = dict[int, tuple[int, _Move | None]]


@dataclass(frozen=True, slots=True)
class Change:
    """Another plan against the best one: points more, and who loses or gains a mentor by it."""

    points: int
    alone: tuple[str, ...]
    served: tuple[str, ...]


def place_prices(network: Network, mentee: str) -> Mapping[str, int]:
    """Points that serving `mentee` would add if one mentor had one more place, by mentor.

    Everybody who has a mentor keeps one, though it may be another. A mentor whose place would not
    help, because no rule lets the mentee or anybody in between go there, is absent.
    """
    start = network.mentees.index(mentee)
    distance = _distances_without_sink(network, start)
    heights = network.mentor_height
    return {
        network.mentors[mentor]: length
        - network.mentee_height[start]
        + heights[mentor]
        + network.next_step(mentor)
        for mentor, length in sorted(distance.items())
    }


def _distances_without_sink(network: Network, start: int) -> dict[int, int]:
    """The shortest ways from a mentee to every mentor, each arc counted with its heights."""
    found: dict[int, int] = {}
    heap: list[tuple[int, int]] = []
    reached, so_far = [start], 0
    while True:
        for mentee in reached:
            base = so_far + network.mentee_height[mentee]
            for mentor, points in network.arcs[mentee]:
                if mentor not in found:
                    heappush(heap, (base + points - network.mentor_height[mentor], mentor))
        while heap and heap[0][1] in found:
            heappop(heap)
        if not heap:
            return found
        so_far, mentor = heappop(heap)
        found[mentor] = so_far
        reached = network.helped[mentor]


def pair_price(network: Network, plan: Plan, mentee: str, mentor: str) -> Change:
    """What it would cost to give `mentee` this mentor, everybody else placed as well as possible."""
    who, whom = network.mentees.index(mentee), network.mentors.index(mentor)
    moves = [(who, whom), *_cheapest_chain(network, who, whom)]
    mentors = dict(plan.mentors)
    for other, to in moves:
        mentors[network.mentees[other]] = None if to == NOBODY else network.mentors[to]
    return Change(
        plan_points(network.task, mentors) - plan.total,
        tuple(name for name in plan.mentors if plan.mentors[name] and not mentors[name]),
        tuple(name for name in plan.mentors if mentors[name] and not plan.mentors[name]),
    )


def _cheapest_chain(network: Network, mentee: int, mentor: int) -> list[_Move]:
    """The moves after which `mentor` has room for `mentee` and nobody gains by moving again.

    It is the shortest way through the network from the mentor to what the mentee leaves: its mentor,
    or the sink. The sink stands behind the last mentor in the numbering.
    """
    sink = len(network.mentors)
    goal = sink if network.mentor_of[mentee] == NOBODY else network.mentor_of[mentee]
    came: _Way = {mentor: (NOBODY, None)}
    lengths = {mentor: 0}
    done: set[int] = set()
    heap = [(0, mentor)]
    while heap:
        length, node = heappop(heap)
        if node == goal:
            break
        if node in done:
            continue
        done.add(node)
        for following, cost, move in _arcs_from(network, node, mentee):
            reached = length + cost
            if following not in done and reached < lengths.get(following, reached + 1):
                lengths[following] = reached
                came[following] = (node, move)
                heappush(heap, (reached, following))
    moves, node = [], goal
    while node != mentor:
        node, move = came[node]
        if move:
            moves.append(move)
    return moves


def _arcs_from(network: Network, node: int, mentee: int) -> list[tuple[int, int, _Move | None]]:
    """The ways on from a mentor or the sink, their cost with heights, and who moves; never `mentee`."""
    sink, heights = len(network.mentors), network.mentor_height
    found: list[tuple[int, int, _Move | None]] = []
    if node == sink:
        for mentor, helped in enumerate(network.helped):
            if helped:
                found.append((mentor, -network.last_step(mentor) - heights[mentor], None))
        leaving = list(network.unserved())
    else:
        if network.has_place(node):
            found.append((sink, network.next_step(node) + heights[node], None))
        leaving = network.helped[node]
    for other in leaving:
        if other == mentee:
            continue
        base = network.mentee_height[other]
        if node != sink:
            found.append((sink, network.alone[other] + base, (other, NOBODY)))
        found += [
            (mentor, base + points - heights[mentor], (other, mentor))
            for mentor, points in network.arcs[other]
        ]
    return found
