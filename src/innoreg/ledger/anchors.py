"""What has to be done before a term begins to run: the day on which it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from innoreg.ledger.duties import Duty, clause_duty, item_duty
from innoreg.ledger.groups import GroupResolver
from innoreg.ledger.step import Step, surviving_steps
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap

_KINDS = ("item", "clause", "order")
Chains = Mapping[str, tuple[Step, ...]]


class AnchorDays:
    """The days that anchors bring, by what had happened up to the day of `chains`."""

    def __init__(self, registry: Registry, groups: GroupResolver, chains: Chains) -> None:
        self._registry = registry
        self._groups = groups
        self._chains = chains

    def day_of(self, ref: str, seen: frozenset[str] = frozenset()) -> date | None:
        """The day the row or clause was done, or the order signed; None while that is to come.

        seen: what waits for it, so that two that wait for each other wait for ever.
        """
        target = self._registry.find(ref, _KINDS)
        if target is None or target.ref in seen:
            return None
        if isinstance(target.record, Order) and target.kind == "order":
            return target.record.date
        seen |= {target.ref}
        steps = surviving_steps(self._chains.get(target.ref, ()))
        duty: Duty | None
        if target.item and isinstance(target.record, Roadmap):
            named = target.item.item.counted_from
            day = self.day_of(named, seen) if isinstance(named, str) else named
            duty = item_duty(
                self._registry, self._groups, target.record, target.item, steps, None, day
            )
        else:
            duty = clause_duty(
                self._registry, self._groups, target, tuple(self.anchored(steps, seen))
            )
        return _last_done(duty) if duty and duty.is_closed else None

    def anchored(self, steps: Iterable[Step], seen: frozenset[str] = frozenset()) -> Iterable[Step]:
        """The steps, each with the day that its anchor brings, where that is known."""
        for step in steps:
            day = self.day_of(step.anchor, seen) if step.anchor else None
            yield replace(step, counted_from=(("", day), *step.counted_from)) if day else step


def _last_done(duty: Duty) -> date | None:
    return max((each.done for each in duty.occurrences if each.done), default=None)
