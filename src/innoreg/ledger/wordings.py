"""The words in force on a day, together with the earlier wordings that orders amended."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from innoreg.folding import comparison_key
from innoreg.ledger.step import Problem, Step, problem_at, surviving_steps
from innoreg.model.clause import Amend
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Registry, Target
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site


class Wording(NamedTuple):
    """Words that held from `day` (None: from the first), by which order and clause.

    words has several elements only where the document itself lists several terms.
    """

    day: date | None
    words: tuple[str, ...]
    order: str | None = None
    clause: str | None = None

    @property
    def text(self) -> str:
        """The words as one text."""
        return "; ".join(self.words)


def original_words(target: Target, field: str) -> tuple[str, ...]:
    """The words of the record itself; () where it has none."""
    if target.item:
        item = target.item.item
        of_item = {
            "deadline": target.item.duty.deadline,
            "responsible": item.responsible_text,
            "result": item.result,
        }
        return _as_tuple(of_item.get(field, item.title))
    if target.clause:
        clause = target.clause.clause
        return _as_tuple({"text": clause.text, "deadline": clause.deadline}.get(field))
    return _as_tuple(_record_words(target, field))


def _record_words(target: Target, field: str) -> str | None:
    record = target.record
    if field in ("title", "text"):
        if target.project:
            return target.project.title
        if isinstance(record, Site):
            return record.theme
        return record.title if isinstance(record, Program | Roadmap | Order) else None
    if field == "to" and isinstance(record, Program | Site | Roadmap) and record.period:
        return record.period.to.isoformat() if record.period.to else None
    return None


def _as_tuple(words: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words or ()


def wordings_of(target: Target, field: str, steps: tuple[Step, ...]) -> tuple[Wording, ...]:
    """Every wording of the field, oldest first; the last one is in force after these steps."""
    first = original_words(target, field)
    found = [Wording(None, first)] if first else []
    for step in _amendments_of(field, steps):
        found.append(Wording(step.day, step.words, step.order, step.clause))
    return tuple(found)


def _amendments_of(field: str, steps: tuple[Step, ...]) -> Iterator[Step]:
    """The amendments of the field that no later order repealed; «text» of an item is its title."""
    # Amending orders speak of the text of an item, records call it the title.
    same = ("text", "title") if field in ("text", "title") else (field,)
    for step in surviving_steps(steps):
        if step.kind == "amended" and step.other in same and step.report is None:
            yield step


def find_differing_amendments(
    registry: Registry, log: Mapping[str, tuple[Step, ...]]
) -> Iterator[Problem]:
    """Amendments whose «old words» are not the words in force before them."""
    changed = ((ref, steps) for ref, steps in log.items() if "amended" in [s.kind for s in steps])
    for ref, steps in changed:
        target = registry.find(ref)
        for index, step in enumerate(steps if target else ()):
            if target and step.kind == "amended" and step.other and step.subject == target.ref:
                yield from _problems_of_amendment(target, step, steps[:index])


def _problems_of_amendment(
    target: Target, step: Step, before: tuple[Step, ...]
) -> Iterator[Problem]:
    clause = _amending_clause(step)
    index = step.path[-1]
    was = clause.changes[index].was if clause and isinstance(index, int) else None
    held = wordings_of(target, step.other or "", before)
    if was and held and _comparable_text(was) != _comparable_text(held[-1].text):
        found = problem_at("amend-was-differs", step, was=was, held=held[-1].text)
        yield replace(found, path=(*step.path, "was"))


def _amending_clause(step: Step) -> Amend | None:
    if isinstance(step.record, Order):
        for placed in step.record.placed_clauses():
            if placed.key == step.clause and isinstance(placed.clause, Amend):
                return placed.clause
    return None


def _comparable_text(text: str) -> str:
    """The text without what copies differ in, a last dot included."""
    return comparison_key(text).rstrip(".")
