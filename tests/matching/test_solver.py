"""The best plan: worked examples, every small task tried out, larger ones by another method."""

import random
from collections.abc import Mapping
from typing import TypeVar

import pytest

from innoreg.matching.blocking_pairs import BlockingPair, blocking_pairs
from innoreg.matching.prices import Change, pair_price, place_prices
from innoreg.matching.solver import best_plan, plan_of, solve
from innoreg.matching.task import Plan, Task
from matching.tasks import base, best_by_trying_all, least_by_scipy, random_task

V = TypeVar("V")


def test_a13_a_mentee_gives_way_so_that_nobody_is_left() -> None:
    task = Task({"a": {"x": 0, "y": 5}, "b": {"x": 0}}, {"x": 1, "y": 1})
    assert best_plan(task) == Plan({"a": "y", "b": "x"}, 5)


def test_a14_serving_everybody_ranks_over_a_pair_that_both_would_prefer() -> None:
    task = Task({"a": {"x": 0, "y": 5}, "b": {"x": 2}}, {"x": 1, "y": 1})
    network = solve(task)
    plan = plan_of(network)
    assert plan == Plan({"a": "y", "b": "x"}, 7)
    assert blocking_pairs(task, plan) == (BlockingPair("a", "x", 0, 5, "b", 2),)
    # Put in by hand it saves 7 points and leaves b without a mentor.
    assert pair_price(network, plan, "a", "x") == Change(-7, ("b",), ())


def test_a15_of_equal_plans_the_alphabetically_first_stands() -> None:
    task = Task({"a": {"x": 10, "y": 10}, "b": {"x": 10, "y": 10}}, {"x": 1, "y": 1})
    assert best_plan(task) == Plan({"a": "x", "b": "y"}, 20)


def test_a16_each_stays_in_its_district_where_there_is_room() -> None:
    assert best_plan(base(2, 2)) == Plan(
        {"luga-1": "luga-l", "luga-2": "luga-l", "tosno-1": "tosno-l", "tosno-2": "tosno-l"}, 24
    )


def test_a17_one_is_left_and_one_more_place_has_a_price() -> None:
    network = solve(base(1, 2))
    plan = plan_of(network)
    assert plan.left == ("luga-2",)
    assert plan.total == 16
    assert place_prices(network, "luga-2") == {"luga-l": 8, "tosno-l": 32}


def test_a18_the_more_urgent_one_is_served() -> None:
    urgent = {"luga-1": (1,), "luga-2": (2,), "tosno-1": (1,), "tosno-2": (1,)}
    plan = best_plan(base(1, 2, priorities=urgent))
    assert plan.left == ("luga-1",)
    assert plan.mentors["luga-2"] == "luga-l"
    assert plan.total == 24


def test_a19_the_one_whom_no_rule_lets_go_elsewhere_is_left() -> None:
    task = base(2, 1)
    network = solve(task)
    plan = plan_of(network)
    assert plan.left == ("tosno-2",)
    assert plan.total == 8
    assert plan.mentees_of("tosno-l") == ("tosno-1",)
    # tosno-2 at tosno-l for 16; at luga-l only when tosno-1 goes there for it: 16 + 34.
    assert place_prices(network, "tosno-2") == {"tosno-l": 16, "luga-l": 50}


def test_a20_the_second_place_of_a_mentor_costs_its_step_of_load() -> None:
    task = Task({"a": {"x": 0, "y": 3}, "b": {"x": 0, "y": 3}}, {"x": 2, "y": 1}, load=(0, 5))
    assert best_plan(task) == Plan({"a": "x", "b": "y"}, 3)


def test_a21_a_pair_that_would_be_new_pays_for_that() -> None:
    # x is nearer by 4, but a has worked with y: the new pair costs 10 more.
    assert best_plan(Task({"a": {"x": 0 + 10, "y": 4}}, {"x": 1, "y": 1})) == Plan({"a": "y"}, 4)


def test_a22_neither_the_order_of_mentees_nor_of_mentors_matters() -> None:
    chance = random.Random(22)
    for _ in range(100):
        task = random_task(chance, 8, 5)
        shuffled = Task(
            {n: _shuffled(chance, of) for n, of in _shuffled(chance, task.points).items()},
            _shuffled(chance, task.places),
            _shuffled(chance, task.priorities),
            task.load,
            task.fixed,
        )
        assert repr(best_plan(shuffled)) == repr(best_plan(task))


def _shuffled(chance: random.Random, of: Mapping[str, V]) -> dict[str, V]:
    found = list(of.items())
    chance.shuffle(found)
    return dict(found)


# Further examples, worked by hand.


def test_a_mentor_without_places_takes_nobody() -> None:
    assert best_plan(Task({"a": {"x": 0}}, {"x": 0})) == Plan({"a": None}, 0)


def test_nothing_to_match_is_a_plan_without_pairs() -> None:
    assert best_plan(Task({}, {"x": 3})) == Plan({}, 0)


def test_a_fixed_pair_takes_a_place_and_a_step_of_load() -> None:
    # b would have x for 0 + 0; the fixed pair holds the first place, so x costs 0 + 5, y 4.
    task = Task(
        {"a": {"x": 7}, "b": {"x": 0, "y": 4}}, {"x": 2, "y": 1}, load=(0, 5), fixed={"a": "x"}
    )
    assert best_plan(task) == Plan({"a": "x", "b": "y"}, 11)


def test_a_fixed_pair_stands_though_another_would_be_left() -> None:
    task = Task({"a": {"x": 0, "y": 0}, "b": {"x": 0}}, {"x": 1, "y": 1}, fixed={"a": "x"})
    assert best_plan(task) == Plan({"a": "x", "b": None}, 0)


def test_the_first_key_of_urgency_outweighs_the_second_whatever_its_size() -> None:
    # One place. b is ahead by the first key; a's second key of 99 does not count against that.
    task = Task({"a": {"x": 0}, "b": {"x": 50}}, {"x": 1}, {"a": (1, 99), "b": (2, 0)})
    assert best_plan(task) == Plan({"a": None, "b": "x"}, 50)


def test_a_far_mentor_is_better_than_none() -> None:
    # Leaving b alone would cost 1 point in all instead of 1000.
    task = Task({"a": {"x": 1, "y": 500}, "b": {"x": 500}}, {"x": 1, "y": 1})
    assert best_plan(task) == Plan({"a": "y", "b": "x"}, 1000)


def test_equal_plans_that_leave_one_serve_the_first_id() -> None:
    task = Task({"a": {"x": 3}, "b": {"x": 3}, "c": {"x": 3}}, {"x": 2})
    assert best_plan(task) == Plan({"a": "x", "b": "x", "c": None}, 6)


def test_equal_plans_by_a_chain_of_three_exchanges() -> None:
    # Total 3 in any rotation: a–z, b–x, c–y and a–x, b–y, c–z among them; the latter is first.
    same = {"x": 1, "y": 1, "z": 1}
    task = Task({"a": same, "b": same, "c": same}, {"x": 1, "y": 1, "z": 1})
    assert best_plan(task) == Plan({"a": "x", "b": "y", "c": "z"}, 3)


def test_the_price_of_an_exchange_counts_what_the_others_pay() -> None:
    # a–y, b–x: 4 + 0. With a at x: a 1, b has to go to y for 9.
    task = Task({"a": {"x": 1, "y": 4}, "b": {"x": 0, "y": 9}}, {"x": 1, "y": 1})
    network = solve(task)
    plan = plan_of(network)
    assert plan == Plan({"a": "y", "b": "x"}, 4)
    assert pair_price(network, plan, "a", "x") == Change(6, (), ())


def test_the_price_of_a_place_follows_a_chain() -> None:
    # c is left. One more place at y: b moves from x to y (1 -> 2), c takes x for 5: 5 + 1.
    task = Task({"b": {"x": 1, "y": 2}, "a": {"y": 0}, "c": {"x": 5}}, {"x": 1, "y": 1},
                {"a": (1,), "b": (1,), "c": (0,)})  # fmt: skip
    network = solve(task)
    assert plan_of(network).left == ("c",)
    assert place_prices(network, "c") == {"x": 5, "y": 6}


def test_blocking_pairs_leave_out_mentors_with_a_free_place_and_fixed_pairs() -> None:
    # b is fixed at y for 9, so a–y (3) cannot push it out; x has room left.
    task = Task({"a": {"x": 5, "y": 3}, "b": {"y": 9}}, {"x": 2, "y": 1}, fixed={"b": "y"})
    assert blocking_pairs(task, best_plan(task)) == ()


# Against other methods.


def test_equals_the_best_of_all_plans_on_3000_small_tasks() -> None:
    chance = random.Random(3000)
    for number in range(3000):
        task = random_task(
            chance, chance.randint(0, 5), chance.randint(1, 4), chance.choice((1, 9))
        )
        assert best_plan(task) == best_by_trying_all(task), (number, task)


@pytest.mark.parametrize("seed", range(100))
def test_equals_scipy_on_larger_tasks(seed: int) -> None:
    chance = random.Random(seed)
    task = random_task(chance, 60, 25, 60)
    task = Task(task.points, task.places, load=task.load)
    plan = best_plan(task)
    assert (len(plan.left), plan.total) == least_by_scipy(task)


def test_prices_equal_solving_again() -> None:
    chance = random.Random(77)
    seen = 0
    for _ in range(300):
        task = random_task(chance, 6, 4)
        network = solve(task)
        plan = plan_of(network)
        for mentee, of in task.points.items():
            if mentee in task.fixed:
                continue
            for mentor in of:
                if mentor == plan.mentors[mentee] or not task.places[mentor]:
                    continue
                forced = Task(
                    task.points, task.places, task.priorities, task.load,
                    {**task.fixed, mentee: mentor},
                )  # fmt: skip
                if sum(m == mentor for m in forced.fixed.values()) > task.places[mentor]:
                    continue
                other, change = best_plan(forced), pair_price(network, plan, mentee, mentor)
                assert plan.total + change.points == other.total
                assert len(plan.left) + len(change.alone) - len(change.served) == len(other.left)
                seen += 1
    assert seen > 1000


def test_the_price_of_a_place_equals_solving_again_with_it() -> None:
    chance = random.Random(78)
    seen = 0
    for _ in range(400):
        task = random_task(chance, 6, 3)
        network = solve(task)
        plan = plan_of(network)
        if len(plan.left) != 1:
            continue
        prices = place_prices(network, plan.left[0])
        for mentor in task.places:
            more = {**task.places, mentor: task.places[mentor] + 1}
            again = best_plan(Task(task.points, more, task.priorities, task.load, task.fixed))
            if again.left:
                # Whoever is left now, this one could not be brought in.
                assert mentor not in prices
            else:
                assert plan.total + prices[mentor] == again.total
                seen += 1
    assert seen > 100
