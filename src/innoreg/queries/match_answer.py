"""The proposed plan of a matching with what explains it: each pair, each school left, each load."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from innoreg.matching.blocking_pairs import BlockingPair, blocking_pairs
from innoreg.matching.network import Network
from innoreg.matching.prices import Change, pair_price, place_prices
from innoreg.matching.solver import plan_of, solve
from innoreg.matching.task import Plan
from innoreg.queries.match_table import Cell, MatchTable


@dataclass(frozen=True, slots=True)
class BetterMentor:
    """A mentor with fewer points than the one proposed: who has its places, what it would cost."""

    mentor: str
    points: int
    held_by: tuple[str, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """A pair of the plan. rank: its place among the `allowed` mentors by points, equal ones alike.

    better: the mentor with the fewest points where it is not this one. fixed: it is so by `fix`.
    """

    mentee: str
    mentor: str
    cell: Cell
    rank: int
    allowed: int
    better: BetterMentor | None
    fixed: bool


@dataclass(frozen=True, slots=True)
class LeftSchool:
    """A mentee without a mentor: by mentor who refuses (`cells`) or whose places others have.

    place_prices: points that one more place of a mentor would add for this school.
    """

    mentee: str
    cells: Mapping[str, Cell]
    held_by: Mapping[str, tuple[str, ...]]
    place_prices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """A mentor: its places, the mentees of the plan, the points that the steps of load add."""

    mentor: str
    places: int
    mentees: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class BlockedPair:
    """A pair that both schools would prefer, and what the plan would become with it."""

    pair: BlockingPair
    change: Change


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """Everything `innoreg match` tells."""

    table: MatchTable
    plan: Plan
    pairs: tuple[ProposedPair, ...]
    left: tuple[LeftSchool, ...]
    loads: tuple[MentorLoad, ...]
    blocking: tuple[BlockedPair, ...]

    @property
    def idle(self) -> tuple[str, ...]:
        """Mentors with places and without mentees."""
        return tuple(each.mentor for each in self.loads if each.places and not each.mentees)


def match(table: MatchTable) -> MatchAnswer:
    """The best plan of the table and its explanation."""
    network = solve(table.task)
    plan = plan_of(network)
    return MatchAnswer(
        table,
        plan,
        tuple(_pairs(table, network, plan)),
        tuple(_left(table, network, plan)),
        tuple(_loads(table, plan)),
        tuple(
            BlockedPair(pair, pair_price(network, plan, pair.mentee, pair.mentor))
            for pair in blocking_pairs(table.task, plan)
        ),
    )


def _pairs(table: MatchTable, network: Network, plan: Plan) -> Iterator[ProposedPair]:
    for mentee, mentor in plan.mentors.items():
        if mentor is None:
            continue
        points = table.task.points[mentee]
        own = points[mentor]
        fewer = sorted((other, name) for name, other in points.items() if other < own)
        fixed = mentee in table.fixed
        better = None
        # Nobody may exchange a fixed pair, and a mentor without places has nothing to exchange.
        if not fixed and (open_ := [each for each in fewer if table.places[each[1]]]):
            best, name = open_[0]
            if any(other not in table.fixed for other in plan.mentees_of(name)):
                better = BetterMentor(
                    name, best, plan.mentees_of(name), pair_price(network, plan, mentee, name)
                )
        yield ProposedPair(
            mentee,
            mentor,
            table.cells[mentee, mentor],
            len(fewer) + 1,
            len(points),
            better,
            fixed,
        )


def _left(table: MatchTable, network: Network, plan: Plan) -> Iterator[LeftSchool]:
    for mentee in plan.left:
        yield LeftSchool(
            mentee,
            {mentor: table.cells[mentee, mentor] for mentor in table.mentors},
            {mentor: plan.mentees_of(mentor) for mentor in table.mentors},
            place_prices(network, mentee),
        )


def _loads(table: MatchTable, plan: Plan) -> Iterator[MentorLoad]:
    for mentor in table.mentors:
        held = plan.mentees_of(mentor)
        points = sum(table.task.load_step(number) for number in range(len(held)))
        yield MentorLoad(mentor, table.places[mentor], held, points)
