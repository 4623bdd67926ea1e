"""Which records demand something by a term, told from their words alone."""

from collections.abc import Iterator

from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items

_DEMANDING = frozenset({"instruct", "return_for_revision", "set_terms"})


def has_terms(record: Record) -> bool:
    """Whether it is a plan with rows, an order that demands something, or a pair with a plan."""
    if isinstance(record, Roadmap):
        return any(True for _item in placed_items(record))
    if isinstance(record, Order):
        return any(placed.clause.kind in _DEMANDING for placed in record.placed_clauses())
    return isinstance(record, Pair) and record.plan is not None


def sample_names(registry: Registry) -> Iterator[tuple[str, str, str, str]]:
    """Each sample as a cache keeps it: id, “terms” where it has some, kind, file."""
    for each in registry.samples:
        terms = "terms" if has_terms(each) else ""
        yield each.id, terms, each.kind_name, registry.source(each).file
