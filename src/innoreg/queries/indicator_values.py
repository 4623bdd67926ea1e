"""Indicators on a day: the value of each checkpoint, by district and of the region, against its target.

Everything is exact; only the print rounds. What was not reported is not known, and no target is
ever interpolated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.district import District
from innoreg.model.exact_numbers import exact
from innoreg.model.indicator import Indicator
from innoreg.model.indicator_table import ReportedValue, read_values
from innoreg.model.registry import Registry

Light = Literal["green", "yellow", "red", "grey"]
"""Reached; missed by little; missed; no data. Without a target, or of a part of the region: none."""
REGION = ""
_DAY = timedelta(days=1)


class Figure(NamedTuple):
    """So much of so much; a whole of None: the number itself.

    of: of the region how many districts it sums up; None of a district.
    """

    part: Fraction
    whole: Fraction | None
    on: date
    of: int | None = None

    def value(self, unit: str) -> Fraction:
        """The value in the unit of the indicator."""
        if self.whole is None:
            return self.part
        return self.part / self.whole * (100 if unit == "percent" else 1)


class Cell(NamedTuple):
    """One place and checkpoint. figure: None where nothing is known. target: None where none is set.

    light: None without a target, and where not all districts have reported. of_target: the value as
    percent of the target.
    """

    figure: Figure | None
    value: Fraction | None
    target: Fraction | None
    light: Light | None
    of_target: Fraction | None


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """An indicator on a day: checkpoints in order of time, and the cells of each place.

    rows: by district (a canonical reference), the region under REGION. districts: how many there
    are. unread: lines of the table that cannot be read, so that any value may be missing.
    """

    indicator: Indicator
    day: date
    checkpoints: tuple[date, ...]
    rows: Mapping[str, tuple[Cell, ...]]
    districts: int
    unread: int


def light_of(indicator: Indicator, value: Fraction, target: Fraction) -> Light:
    """Green where the target is reached, yellow within `warn_at` percent of it, else red."""
    if indicator.direction == "up":
        if value >= target:
            return "green"
        return "yellow" if 100 * value >= indicator.warn_at * target else "red"
    if value <= target:
        return "green"
    return "yellow" if indicator.warn_at * value <= 100 * target else "red"


def answer_indicator(
    registry: Registry,
    indicator: Indicator,
    day: date,
    computed: Mapping[date, Mapping[str, Figure]] | None = None,
    years: Iterable[int] = (),
) -> IndicatorAnswer:
    """The indicator as known on the day.

    computed: of an indicator with a formula its figures by checkpoint and place. years: shown
    besides, each by its end.
    """
    table = read_values(registry, indicator)
    values = _by_place(registry, (v for v in table.values if v.on <= day))
    points = checkpoints(indicator, (v for own in values.values() for v in own), years)
    targets = _targets(registry, indicator)
    districts = [each.id for each in registry.all(District)]
    rows: dict[str, tuple[Cell, ...]] = {}
    for place in (*districts, REGION):
        cells = []
        for at, point in enumerate(points):
            if computed is not None:
                figure = computed.get(point, {}).get(place)
            else:
                # A report counts for the first checkpoint after it, and for no later one.
                since = points[at - 1] + _DAY if at else date.min
                figure = _figure(indicator, values, districts, place, since, point)
            target = _target_of(targets, place, point)
            cells.append(_cell(indicator, figure, target, len(districts)))
        rows[place] = tuple(cells)
    return IndicatorAnswer(indicator, day, points, rows, len(districts), len(table.defects))


def checkpoints(
    indicator: Indicator, values: Iterable[ReportedValue], years: Iterable[int] = ()
) -> tuple[date, ...]:
    """The days of the targets; the end of a year that has none, or was reported after its last one."""
    found = {target.on for target in indicator.targets}
    last = {day.year: day for day in sorted(found)}
    more = {v.on.year for v in values if v.on > last.get(v.on.year, date.min)}
    more |= {year for year in years if year not in last}
    return tuple(sorted(found | {date(year, 12, 31) for year in more}))


def _by_place(
    registry: Registry, values: Iterable[ReportedValue]
) -> Mapping[str, Sequence[ReportedValue]]:
    found: dict[str, list[ReportedValue]] = {}
    for value in values:
        place = canonical_ref(registry, value.district) if value.district else REGION
        found.setdefault(place, []).append(value)
    return found


def _latest(values: Iterable[ReportedValue], since: date, until: date) -> ReportedValue | None:
    # Of two of one day the later line counts: it was written later.
    fitting = [value for value in values if since <= value.on <= until]
    return max(fitting, key=lambda value: (value.on, value.line), default=None)


def _figure(
    indicator: Indicator,
    values: Mapping[str, Sequence[ReportedValue]],
    districts: Sequence[str],
    place: str,
    since: date,
    until: date,
) -> Figure | None:
    own = _latest(values.get(place, ()), since, until)
    if own:
        # What was reported for the whole region is not a sum of districts.
        return Figure(
            own.numerator, own.denominator, own.on, len(districts) if place == REGION else None
        )
    if place != REGION:
        return None
    reported = [
        value for each in districts if (value := _latest(values.get(each, ()), since, until))
    ]
    if not reported:
        return None
    wholes = [value.denominator for value in reported if value.denominator is not None]
    part, last = sum((v.numerator for v in reported), Fraction()), max(v.on for v in reported)
    if len(wholes) == len(reported):
        return Figure(part, sum(wholes, Fraction()), last, len(reported))
    # People add up; points and bare numbers of districts have no sum that means anything.
    return Figure(part, None, last, len(reported)) if indicator.unit == "people" else None


def _targets(registry: Registry, indicator: Indicator) -> Mapping[tuple[str, date], Fraction]:
    return {
        (canonical_ref(registry, each.district) if each.district else REGION, each.on): Fraction(
            *exact(each.value)
        )
        for each in reversed(indicator.targets)
    }


def _target_of(
    targets: Mapping[tuple[str, date], Fraction], place: str, point: date
) -> Fraction | None:
    """A district's own target wins over the common one."""
    own = targets.get((place, point))
    return own if own is not None else targets.get((REGION, point))


def _cell(
    indicator: Indicator, figure: Figure | None, target: Fraction | None, districts: int
) -> Cell:
    if figure is None:
        return Cell(None, None, target, "grey" if target is not None else None, None)
    value = figure.value(indicator.unit)
    of_target = 100 * value / target if target else None
    if target is None or (figure.of is not None and figure.of < districts):
        return Cell(figure, value, target, None, of_target)
    return Cell(figure, value, target, light_of(indicator, value, target), of_target)
