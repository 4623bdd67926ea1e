"""The best plan of a task; of equally good ones the first by mentee id, then by mentor id."""

from innoreg.matching.network import NOBODY, Network
from innoreg.matching.task import Plan, Task, plan_points

_SINK = "sink"
_Node = int | str
"""A mentor by number, or the sink: places not taken and mentees without a mentor."""


def best_plan(task: Task) -> Plan:
    """The plan that leaves fewest mentees, then the least urgent ones, then has fewest points.

    Of equals it is the alphabetically first one; nobody counts as last.
    """
    return plan_of(solve(task))


def plan_of(network: Network) -> Plan:
    """The plan that a solved network holds."""
    mentors = network.mentor_names()
    return Plan(mentors, plan_points(network.task, mentors))


def solve(task: Task) -> Network:
    """The network with the best plan in it; its heights answer what a change would cost."""
    network = Network(task)
    for mentee in range(len(network.mentees)):
        network.serve(mentee)
    _make_first(network)
    return network


def _make_first(network: Network) -> None:
    """Exchange mentors at no cost until the plan is alphabetically first.

    Two best plans differ only in arcs that the heights call tight, so mentee by mentee each smaller
    mentor is tried whom a chain of tight arcs makes free; the mentees before stay as they are.
    """
    tight = [
        [mentor for mentor, points in arcs if network.is_tight(mentee, mentor, points)]
        for mentee, arcs in enumerate(network.arcs)
    ]
    for mentee, mentors in enumerate(tight):
        now = network.mentor_of[mentee]
        smaller = [mentor for mentor in mentors if now == NOBODY or mentor < now]
        if smaller and (moves := _free_chain(network, tight, mentee, smaller)):
            for who, mentor in moves:
                network.move(who, mentor)


def _free_chain(
    network: Network, tight: list[list[int]], mentee: int, smaller: list[int]
) -> list[tuple[int, int]]:
    """The moves that give `mentee` the first possible of the `smaller` mentors; [] without any."""
    now = network.mentor_of[mentee]
    goal: _Node = _SINK if now == NOBODY else now
    # From a node that failed for one candidate the goal cannot be reached for the next one either.
    seen: set[_Node] = set()
    for candidate in smaller:
        if candidate in seen:
            continue
        came: dict[_Node, tuple[_Node, tuple[int, int] | None]] = {}
        seen.add(candidate)
        stack: list[_Node] = [candidate]
        while stack:
            node = stack.pop()
            if node == goal:
                return [(mentee, candidate), *_moves(came, candidate, node)]
            for following, move in _steps_from(network, tight, node, mentee):
                if following not in seen:
                    seen.add(following)
                    came[following] = (node, move)
                    stack.append(following)
    return []


def _steps_from(
    network: Network, tight: list[list[int]], node: _Node, mentee: int
) -> list[tuple[_Node, tuple[int, int] | None]]:
    """Where a unit of the plan can go on at no cost, and whom that moves where.

    Mentees up to `mentee` are settled and move no more.
    """
    found: list[tuple[_Node, tuple[int, int] | None]] = []
    if isinstance(node, str):
        for mentor, height in enumerate(network.mentor_height):
            # A place given back: somebody else of this mentor goes on from there.
            if network.helped[mentor] and network.last_step(mentor) + height == 0:
                found.append((mentor, None))
        leaving = [other for other in network.unserved() if other > mentee]
    else:
        height = network.mentor_height[node]
        if network.has_place(node) and network.next_step(node) + height == 0:
            found.append((_SINK, None))
        leaving = [other for other in network.helped[node] if other > mentee]
        found += [
            (_SINK, (other, NOBODY))
            for other in leaving
            if network.alone[other] + network.mentee_height[other] == 0
        ]
    found += [(mentor, (other, mentor)) for other in leaving for mentor in tight[other]]
    return found


def _moves(
    came: dict[_Node, tuple[_Node, tuple[int, int] | None]], start: _Node, end: _Node
) -> list[tuple[int, int]]:
    found = []
    while end != start:
        end, move = came[end]
        if move:
            found.append(move)
    return found
