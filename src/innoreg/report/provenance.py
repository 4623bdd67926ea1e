"""The links that made something what it is, each with its clause quoted, as text and JSON."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from innoreg.folding import comparison_key
from innoreg.i18n import _
from innoreg.ledger import HeldRole, State, Step
from innoreg.model.order import Order, OtherAct
from innoreg.model.program import Program
from innoreg.model.protocol import Protocol
from innoreg.model.roadmap import Roadmap
from innoreg.queries.obligation import obligation_at
from innoreg.queries.reasons import Reason
from innoreg.queries.standings import build_entry
from innoreg.report import display_texts
from innoreg.report.citations import (
    citation,
    plan_citation,
    protocol_citation,
    reference_title,
    source_fields,
    term_days,
)
from innoreg.report.display_texts import ROLE_WORDS, report_text, word_for
from innoreg.report.known_days import day_notes, known_fields
from innoreg.report.quotations import clause_texts, in_quotes, item_texts, part_texts
from innoreg.report.record_card import term_lines
from innoreg.report.standings import standing_text, step_fields
from innoreg.report.tables import Line

_APPROVING = comparison_key("утверд")
"""The stem by which a clause says that it approves: «Утвердить», «утверждается»."""


def heading(state: State, ref: str) -> str:
    """What is asked about, its title, and where it stands on the day."""
    name = reference_title(state.registry, ref)
    parts = [f"{ref}  {name}" if name != ref else ref]
    if standing := state.standing(ref):
        day = _("on {day}", day=display_texts.day(state.day))
        parts.append(f"{day}: {standing_text(state, build_entry(state, standing))}")
    return " · ".join(parts)


def notes(state: State, ref: str, reasons: Sequence[Reason]) -> list[str]:
    """What must be known of the days, and that there is nothing where there is nothing."""
    said = day_notes(state, ref)
    if not (reasons or said):
        day = display_texts.day(state.day)
        said.append(_("No document of the register says anything of it by {day}.", day=day))
    return said


class ReasonTexts(NamedTuple):
    """A link in words: its day, what it is, its document, the place in the files, words quoted."""

    day: str
    text: str
    source: str
    place: str
    quotes: list[str]


def reason_texts(state: State, reason: Reason) -> ReasonTexts:
    """The words of one link."""
    return ReasonTexts(
        _day_text(reason),
        _text(state, reason),
        _source(state, reason),
        _place(state, reason),
        quoted(reason),
    )


def cards(state: State, reasons: Sequence[Reason]) -> Iterator[Line]:
    """Each link: day and what it is, its source with the place, the text in quotes."""
    for said in (reason_texts(state, reason) for reason in reasons):
        yield Line("")
        yield Line(f"{said.day}  {said.text}", style="bold")
        yield Line(f"{said.source}  {said.place}", 2, "cyan")
        for text in said.quotes:
            yield Line(text, 4)


def plain_lines(state: State, reasons: Sequence[Reason]) -> Iterator[str]:
    """One line each, for a pipe: day, what, source, place, text."""
    for reason in reasons:
        said = reason_texts(state, reason)
        day = reason.day.isoformat() if reason.day else "-"
        text = " ".join(" ".join(said.quotes).split())
        yield "  ".join([day, said.text, said.source, said.place, text])


def _day_text(reason: Reason) -> str:
    if reason.day:
        return display_texts.day(reason.day)
    before = reason.order is None
    return _("before the register") if before else _("day not known")


def _text(state: State, reason: Reason) -> str:
    said = _own_text(state, reason)
    if reason.subject and reason.kind == "step":
        return f"{said}: {reason.subject} {reference_title(state.registry, reason.subject)}"
    return said


def _own_text(state: State, reason: Reason) -> str:
    if reason.step:
        return _step_text(state, reason.step)
    if reason.role:
        return _role_text(state, reason.role)
    if reason.duty:
        duty = _("duty {ref}", ref=reason.duty.ref)
        words = "; ".join(filter(None, reason.duty.duty.words))
        return f"{duty}, " + (_("term: {words}", words=words) if words else _("without a term"))
    if reason.kind == "controls":
        who = reference_title(state.registry, reason.subject) if reason.subject else ""
        return ": ".join(filter(None, [_("control of the order"), who]))
    if reason.kind == "issued":
        return _("issued the order")
    if reason.kind == "rests_on":
        return _("rests on {act}", act=_act(state, reason))
    if reason.kind == "basis_of":
        return _("basis of {act}", act=citation(state.registry, reason.order, None))
    if reason.kind == "takes_part":
        return _participants_text(state, reason)
    signatory = reason.record.signatory if isinstance(reason.record, Order) else None
    name = reference_title(state.registry, signatory.person) if signatory else ""
    return _("signed by {name}", name=name)


def _act(state: State, reason: Reason) -> str:
    """The act that an order rests on: of the register by its requisites, else in its words."""
    if reason.subject:
        return citation(state.registry, reason.subject, None)
    act = reason.record.basis[int(reason.path[1])] if isinstance(reason.record, Order) else ""
    return act_words(act) if isinstance(act, OtherAct) else str(act)


def act_words(act: OtherAct) -> str:
    """An act outside of the register as a line: its words, its day, its number."""
    day = display_texts.day(act.date) if act.date else None
    number = act.number and (act.number if "№" in act.number else f"№ {act.number}")
    return ", ".join(part for part in (act.text, day, number) if part)


def _participants_text(state: State, reason: Reason) -> str:
    program = reason.record
    assert isinstance(program, Program)
    each = program.participants[int(reason.path[1])]
    named = [ref for ref in (each.organisation, each.district) if ref]
    named += state.groups.members(each.group, each.from_ or state.day)
    if reason.subject in named:
        return _("takes part in {title}", title=reference_title(state.registry, program.ref))
    names = ", ".join(reference_title(state.registry, ref) for ref in named)
    return _("take part: {names}", names=names or each.text or "")


def _step_text(state: State, step: Step) -> str:
    if step.kind == "opening":
        return _("was so before the register")
    if step.kind == "approved" and not _says_approved(step):
        # The nearest kind of clause there is; the document itself approves nothing.
        return _("decided, so that the plan holds")
    if step.kind == "in_force" and step.subject == step.order:
        return _in_force_text(step)
    said = str(step.what)
    if step.addressee:
        said += f" ({reference_title(state.registry, step.addressee)})"
    if step.report:
        said += f" ({report_text(step.report)})"
    return said


def _in_force_text(step: Step) -> str:
    """What an order says of its own entry into force; most say nothing, and hold once signed."""
    order = step.record
    if isinstance(order, Order) and not order.date:
        return _("counts from {day}", day=display_texts.day(order.exists_from))
    states = isinstance(order, Order) and any(
        placed.clause.kind == "entry_into_force" for placed in order.placed_clauses()
    )
    return str(step.what) if states else _("holds from the day it was signed")


def _says_approved(step: Step) -> bool:
    words = " ".join(clause_texts(step.record, step.clause))
    # A clause without words of its own is written from its fields: «Утвердить …».
    return not words or _APPROVING in comparison_key(words)


def _role_text(state: State, held: HeldRole) -> str:
    """Who, in which role, for what, in which programme, when; by a list where a list names them."""
    registry = state.registry
    named = ", ".join(reference_title(registry, ref) for ref in held.scope)
    # A supervisor is one for the whole programme, a consultant is somebody's.
    if held.role == "consultant" and not named:
        named = _("no district named")
    program = _("programme {ref}", ref=held.program) if held.program else ""
    parts = [
        f"{word_for(ROLE_WORDS, held.role)}: {reference_title(registry, held.person)}",
        named,
        program,
        term_days(held.start, held.end),
        _list_of(held),
    ]
    return ", ".join(filter(None, parts))


def _list_of(held: HeldRole) -> str:
    """That the row stands in an appendix: the clause that refers to it need not appoint anybody."""
    if not isinstance(held.record, Order) or held.path[:1] != ("appendices",):
        return ""
    at = held.path[1]
    number = held.record.appendices[at].number if isinstance(at, int) else None
    if number is None:
        return _("by the list in the appendix")
    return _("by the list in appendix {number}", number=number)


def _source(state: State, reason: Reason) -> str:
    if reason.order and reason.duty and isinstance(reason.record, Roadmap):
        said = citation(state.registry, reason.order, None)
        return f"{said}, {plan_citation(state.registry, reason.duty)}"
    if reason.order:
        return citation(state.registry, reason.order, reason.clause)
    if isinstance(reason.record, Protocol):
        return protocol_citation(state.registry, reason.record)
    return _("record {ref}", ref=reason.record.id)


def _place(state: State, reason: Reason) -> str:
    place = state.registry.place(reason.record, *reason.path)
    return f"{place.file}:{place.line}"


def quoted(reason: Reason) -> list[str]:
    """The text of the clause below the texts of its heads; else the words that the link rests on."""
    if reason.role and reason.role.basis:
        return [text for text in (reason.role.text, reason.role.basis) if text]
    if reason.duty and isinstance(reason.record, Roadmap):
        return [in_quotes(text) for text in item_texts(reason.duty)]
    if texts := clause_texts(reason.record, reason.clause):
        own = [reason.role.text] if reason.role and reason.role.text else []
        return [in_quotes(text) for text in (*texts, *own)]
    if reason.kind == "signed" and isinstance(reason.record, Order) and reason.record.signatory:
        return [in_quotes(reason.record.signatory.post)]
    if reason.kind == "issued" and isinstance(reason.record, Order):
        return [in_quotes(reason.record.title)]
    if reason.kind in ("rests_on", "basis_of") and isinstance(reason.record, Order):
        return [in_quotes(reason.record.preamble)] if reason.record.preamble else []
    if reason.kind == "takes_part" and isinstance(reason.record, Program):
        part = reason.record.participants[int(reason.path[1])]
        return [text for text in (in_quotes(part.text) if part.text else "", part.basis) if text]
    if reason.step is None:
        return []
    if reason.step.kind == "opening":
        return list(reason.step.words)
    return [text for text in part_texts(reason.record, reason.path) if text]


def final_terms(state: State, ref: str) -> Iterator[str]:
    """The days of an item, clause or report after all steps; nothing for other subjects."""
    found = obligation_at(state.registry, ref, state.day)
    lines = list(term_lines(found)) if found else []
    if lines:
        said = "; ".join(text for text in found.duty.words if text) if found else ""
        yield " ".join(filter(None, [_("Terms on {day}:", day=display_texts.day(state.day)), said]))
        yield from lines


def as_document(state: State, ref: str, reasons: Sequence[Reason]) -> dict[str, Any]:
    """The chain as one document."""
    standing = state.standing(ref)
    return {
        "format": 1,
        "today": state.day,
        "ref": ref,
        "title": reference_title(state.registry, ref),
        "status": standing.status if standing else None,
        "steps": [_fields(state, reason) for reason in reasons],
        **known_fields(state, ref),
    }


_STEP_NAMES = {"role": "appointed"}


def _fields(state: State, reason: Reason) -> dict[str, Any]:
    found = {
        **(step_fields(state, reason.step) or {}),
        "day": reason.day,
        "step": reason.step.kind if reason.step else _STEP_NAMES.get(reason.kind, reason.kind),
        "order": reason.order,
        "clause": reason.clause,
        "text": _own_text(state, reason),
        "source": source_fields(state.registry, reason.record, *reason.path),
        "quoted": quoted(reason),
    }
    if reason.subject:
        found["subject"] = reason.subject
    if held := reason.role:
        found |= {"person": held.person, "role": held.role, "scope": list(held.scope)}
        found |= {"program": held.program, "from": held.start, "to": held.end}
    if reason.duty:
        found["duty"] = reason.duty.ref
    return found
