"""Steps that no order made: openings, events, consents and reports of the records."""

from collections.abc import Iterator

from innoreg.ledger.effects import Acts
from innoreg.ledger.places import canonical
from innoreg.ledger.step import Step, StepKind
from innoreg.model.assignment import Opening
from innoreg.model.base import Record
from innoreg.model.event import Event
from innoreg.model.pair import Pair
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.site import Site

EVENTS: dict[str, StepKind] = {
    "done": "done",
    "extended": "extended",
    "cancelled": "cancelled",
    "reopened": "reopened",
}


def openings(registry: Registry) -> Iterator[Step]:
    """What was so before the register began."""
    for site in registry.all(Site):
        yield from _opening(site, site.id, site.opening, ("opening",))
    for pair in registry.all(Pair):
        yield from _opening(pair, pair.id, pair.opening, ("opening",))
    for program in registry.all(Program):
        yield from _opening(program, program.id, program.opening, ("opening",))
        for index, project in enumerate(program.projects):
            path = ("projects", index, "opening")
            yield from _opening(program, f"{program.id}/{project.id}", project.opening, path)


def _opening(record: Record, ref: str, opening: Opening | None, path: Path) -> Iterator[Step]:
    if opening is None:
        return
    yield Step(
        opening.from_,
        ref,
        "opening",
        record,
        path,
        start=opening.from_,
        end=opening.to,
        words=(opening.basis,),
    )
    if opening.completed:
        yield Step(opening.completed, ref, "completed", record, (*path, "completed"))


def happenings(registry: Registry) -> Iterator[Step]:
    """Events of sites; consents and reports of pairs."""
    for site in registry.all(Site):
        yield from _events(registry, site, site.id, site.events, ("events",))
    for pair in registry.all(Pair):
        yield from _consents(pair)
        for index, report in enumerate(pair.reports):
            yield Step(report.on, pair.id, "reported", pair, ("reports", index))


def events_of_items(registry: Registry) -> Iterator[Step]:
    """What happened to the items of plans."""
    for roadmap in registry.all(Roadmap):
        for key, path, item, *_above in placed_items(roadmap):
            if item.events:
                ref = f"{roadmap.id}/{key}"
                yield from _events(registry, roadmap, ref, item.events, (*path, "events"))


def clause_events(own: Acts) -> Iterator[Step]:
    """What happened to the terms of an order's clauses."""
    for act in own.acts:
        if events := act.placed.clause.events:
            path = (*act.placed.path, "events")
            yield from _events(own.registry, own.order, act.ref, events, path)


def _events(
    registry: Registry, record: Record, ref: str, events: tuple[Event, ...], path: Path
) -> Iterator[Step]:
    for index, event in enumerate(events):
        done: StepKind = "submitted" if isinstance(record, Site) else "done"
        yield Step(
            event.on,
            ref,
            done if event.event == "done" else EVENTS[event.event],
            record,
            (*path, index),
            report=event.report,
            occurrence=event.occurrence,
            addressee=canonical(registry, event.for_),
            words=(event.to,) if event.event == "extended" else (),
            other=_shown(event),
        )


def _shown(event: Event) -> str | None:
    """What moved or cancelled it, or shows that it was done."""
    if event.event == "done":
        return event.evidence
    return None if event.event == "reopened" else event.basis


def _consents(pair: Pair) -> Iterator[Step]:
    """On each day of an answer: refused while anybody's last answer is no; consented by all."""
    asked = {m.person for m in (*pair.mentors, *pair.mentees) if m.person}
    asked |= {c.person for c in pair.consents}
    answers: dict[str, bool] = {}
    for index, consent in sorted(enumerate(pair.consents), key=lambda each: each[1].on):
        answers[consent.person] = consent.given
        if not all(answers.values()):
            yield Step(consent.on, pair.id, "refused", pair, ("consents", index))
        elif asked <= answers.keys():
            yield Step(consent.on, pair.id, "consented", pair, ("consents", index))
