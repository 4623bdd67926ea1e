"""The steps that made something what it is, each with its clause quoted, as text and JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from innoreg.i18n import _
from innoreg.ledger import State, Step
from innoreg.model.clause import PlacedClause
from innoreg.model.event import Event
from innoreg.model.order import Order
from innoreg.model.pair import Consent, PairReport
from innoreg.queries.obligation import obligation_at
from innoreg.queries.standings import build_entry
from innoreg.report import display_texts
from innoreg.report.citations import citation, reference_title
from innoreg.report.display_texts import REPORT_WORDS, ROLE_WORDS, word_for
from innoreg.report.jsonio import dumps
from innoreg.report.record_card import term_lines
from innoreg.report.standings import standing_text, step_fields
from innoreg.report.tables import Line


def heading(state: State, ref: str) -> str:
    """What is asked about, its title, and where it stands on the day."""
    name = reference_title(state.registry, ref)
    parts = [f"{ref}  {name}" if name != ref else ref]
    if standing := state.standing(ref):
        day = _("on {day}", day=display_texts.day(state.day))
        parts.append(f"{day}: {standing_text(state, build_entry(state, standing))}")
    return " · ".join(parts)


def cards(state: State, steps: Sequence[Step]) -> Iterator[Line]:
    """Each step: day and what it did, its source with the place, the text in quotes."""
    for step in steps:
        day = display_texts.day(step.day) if step.day else _("before the register")
        yield Line("")
        yield Line(f"{day}  {_step_text(state, step)}", style="bold")
        yield Line(f"{_step_source(state, step)}  {_step_place(state, step)}", 2, "cyan")
        for text in quote_clause(step):
            yield Line(text, 4)
    if not steps:
        yield Line("")
        yield Line(_("Nothing had happened to it by {day}.", day=display_texts.day(state.day)))


def _step_text(state: State, step: Step) -> str:
    if step.kind == "opening":
        return _("was so before the register")
    if step.kind == "appointed":
        role = word_for(ROLE_WORDS, step.other)
        return f"{step.what}".replace(step.other, role) if step.other else str(step.what)
    said = str(step.what)
    if step.addressee:
        said += f" ({reference_title(state.registry, step.addressee)})"
    if step.report:
        said += f" ({word_for(REPORT_WORDS, step.report)})"
    return said


def _step_source(state: State, step: Step) -> str:
    if step.order:
        return citation(state.registry, step.order, step.clause)
    return _("record {ref}", ref=step.record.id)


def _step_place(state: State, step: Step) -> str:
    place = state.registry.place(step.record, *step.path)
    return f"{place.file}:{place.line}"


def quote_clause(step: Step) -> list[str]:
    """The text of the step's clause below the texts of its heads; of an event what it rests on."""
    if isinstance(step.record, Order) and step.clause:
        found = (p for p in step.record.placed_clauses() if p.key == step.clause)
        placed: PlacedClause | None = next(found, None)
        texts: list[str] = []
        while placed:
            texts.insert(0, placed.clause.text or "")
            placed = placed.parent
        return [f"«{text}»" for text in texts if text]
    if step.kind == "opening":
        return list(step.words)
    return [text for text in _event_texts(step) if text]


def _event_texts(step: Step) -> Iterator[str | None]:
    part: Any = step.record
    for key in step.path:
        part = part[key] if isinstance(key, int) else getattr(part, key, None)
        if part is None:
            return
    if isinstance(part, Event.__origin__.__args__):  # type: ignore[attr-defined]
        yield from (getattr(part, name, None) for name in ("evidence", "reason", "basis", "note"))
    elif isinstance(part, PairReport):
        yield part.title
    elif isinstance(part, Consent):
        yield part.person


def final_terms(state: State, ref: str) -> Iterator[str]:
    """The days of an item, clause or report after all steps; nothing for other subjects."""
    found = obligation_at(state.registry, ref, state.day)
    lines = list(term_lines(found)) if found else []
    if lines:
        said = "; ".join(text for text in found.duty.words if text) if found else ""
        yield " ".join(filter(None, [_("Terms on {day}:", day=display_texts.day(state.day)), said]))
        yield from lines


def plain_lines(state: State, steps: Sequence[Step]) -> Iterator[str]:
    """One line each, for a pipe: day, what, source, place, text."""
    for step in steps:
        day = step.day.isoformat() if step.day else "-"
        text = " ".join(" ".join(quote_clause(step)).split())
        yield "  ".join(
            [
                day,
                _step_text(state, step),
                _step_source(state, step),
                _step_place(state, step),
                text,
            ]
        )


def as_json(state: State, ref: str, steps: Sequence[Step]) -> str:
    """The chain as one document."""
    standing = state.standing(ref)
    rows = [{**(step_fields(state, step) or {}), "quoted": quote_clause(step)} for step in steps]
    return dumps(
        {
            "format": 1,
            "today": state.day,
            "ref": ref,
            "title": reference_title(state.registry, ref),
            "status": standing.status if standing else None,
            "steps": rows,
        }
    )
