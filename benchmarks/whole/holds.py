"""What must hold, beside what was measured in the same run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.whole import checking, cold, growth, lists, start, warm
from benchmarks.whole.questions import DUE, QUESTIONS, VALIDATE
from benchmarks.whole.tables import Table
from benchmarks.whole.timing import Measured

HEADING = "Must hold"
_THREE, _TEN, _HUNDRED = "3,000 records", "10,000 records", "100,000 records"
Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure with its limit; `measured` raises KeyError where this run has no such figure."""

    words: str
    limit: float
    unit: str
    measured: Callable[[Tables], float]
    at_least: bool = False

    def met(self, figure: float) -> bool:
        """Whether the figure is within the limit."""
        return figure >= self.limit if self.at_least else figure <= self.limit


def table(tables: Sequence[Table]) -> Table:
    """Every target and whether this run met it."""
    by_heading = {each.heading: each for each in tables}
    rows = (*(_row(target, by_heading) for target in _TARGETS), _answers(tables))
    remark = "Worked out from the tables of the other page."
    return Table(HEADING, remark, ("what", "target", "measured", "met"), rows, {})


def _row(target: Target, tables: Tables) -> tuple[str, ...]:
    sign = "≥" if target.at_least else "≤"
    said = (target.words, f"{sign} {target.limit:g} {target.unit}")
    try:
        figure = target.measured(tables)
    except KeyError:
        return (*said, "not in this run", "–")
    return (*said, f"{figure:.2f}" if figure < 20 else f"{figure:.0f}", _yes(target.met(figure)))


def _answers(tables: Sequence[Table]) -> tuple[str, ...]:
    """Every question to every registry, answered without a cache, with a new and with an old one."""
    by_heading = {each.heading: each.measured for each in tables}
    alike = [
        len({answer for answer in answers if answer}) == 1
        for heading in by_heading
        if (name := heading.removesuffix(": warm")) != heading
        for question in QUESTIONS
        if len(answers := _answered(by_heading, name, question)) == 3
    ]
    words = "the same bytes with `--no-cache`, with a new cache and with one at hand"
    if not alike:
        return words, "always", "not in this run", "–"
    return words, "always", f"{sum(alike)} of {len(alike)} answers", _yes(all(alike))


def _answered(
    measured: Mapping[str, Mapping[str, Measured]], name: str, question: str
) -> list[str]:
    colds, warms = measured[cold.heading(name)], measured[warm.heading(name)]
    found = (colds.get(question), colds.get(f"{question} --no-cache"), warms.get(question))
    return [one.answer for one in found if one]


def _yes(met: bool) -> str:
    return "yes" if met else "**no**"


def _over_bare(heading: str, name: str) -> Callable[[Tables], float]:
    return lambda tables: _find(tables, heading, name).over_base


def _larger(tables: Tables) -> float:
    large, small = (
        _find(tables, growth.HEADING, growth.label(VALIDATE, growth.COLD, records))
        for records in (100_000, 10_000)
    )
    return large.over(small)


def _new_day(tables: Tables) -> float:
    heading = warm.heading(_TEN)
    return _find(tables, heading, DUE + warm.NEXT_DAY).over_base / _over_bare(heading, DUE)(tables)


def _due_over_validate(tables: Tables) -> float:
    heading = cold.heading(_TEN)
    return _find(tables, heading, DUE).over_base / _find(tables, heading, VALIDATE).over_base


def _together(heading: str, question: str, tables: Tables) -> float:
    return _find(tables, heading, question).together


def _find(tables: Tables, heading: str, name: str) -> Measured:
    """The measurement whose name begins so."""
    measured = tables[heading].measured
    exact = (each for each in measured if each == name)
    longer = (each for each in measured if each.startswith(name))
    found = next(exact, None) or next(longer, None)
    if found is None:
        raise KeyError(name)
    return measured[found]


def _times(heading: str, other: str) -> Callable[[Tables], float]:
    """How many times as long another program takes as ours, which ran in the same rounds."""
    return lambda tables: _find(tables, heading, other).over_base


_TARGETS = (
    Target("`--help`", 1.5, "× bare", _over_bare(start.HEADING, start.HELP)),
    Target("completion of a name", 1.5, "× bare", _over_bare(start.HEADING, start.NAME)),
    Target("`deadline` without a registry", 2, "× bare", _over_bare(start.HEADING, start.DEADLINE)),
    Target(
        f"{_TEN}: cold `validate` is faster than check-jsonschema", 15, "times",
        _times(checking.HEADING, "check-jsonschema"), at_least=True,
    ),
    Target(
        f"{_TEN}: cold `validate` is no slower than ajv-cli", 1, "times",
        _times(checking.HEADING, "ajv-cli"), at_least=True,
    ),
    Target(f"{_TEN}: cold `due`", 2, "× cold `validate`", _due_over_validate),
    *(
        Target(
            f"{_TEN}: `{command}`, nothing changed", 1.6, "× bare",
            _over_bare(warm.heading(_TEN), question),
        )
        for command, question in (("validate", VALIDATE), ("due", DUE))
    ),
    Target(f"{_TEN}: `due` on a new day", 1.5, "× on the same day", _new_day),
    *(
        Target(f"{size}: `due`{edit}", limit, "× bare", _over_bare(warm.heading(size), DUE + edit))
        for size, edit, limit in (
            (_THREE, warm.JUST, 7), (_TEN, warm.JUST, 10),
            (_THREE, warm.BEFORE, 7), (_TEN, warm.BEFORE, 10),
            (_THREE, warm.OTHER, 12), (_TEN, warm.OTHER, 28),
        )
    ),
    Target(f"{_HUNDRED}: cold `validate`", 12, "× 10,000 records", _larger),
    *(
        Target(
            f"{_HUNDRED}: cold `{command}`, all its processes together", 1024, "MiB",
            partial(_together, cold.heading(_HUNDRED), question),
        )
        for command, question in (("validate", VALIDATE), ("due", DUE))
    ),
    Target(
        f"{_HUNDRED}: `due` of about 100 rows, nothing changed", 4, "× bare",
        _over_bare(warm.heading(_HUNDRED), warm.ONE_PROGRAM),
    ),
    *(
        Target(
            f"{_HUNDRED}: the same list is faster than {other}'s", 1, "times",
            _times(lists.heading_of_one(100_000), other), at_least=True,
        )
        for other in ("Taskwarrior", "recsel")
    ),
)  # fmt: skip
