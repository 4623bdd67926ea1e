"""What a council decided as raw records: the draft of an order, and a record of each new site."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.ledger import State
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.application_life import day_in_year
from innoreg.model.application import Application
from innoreg.model.protocol import Protocol
from innoreg.model.site_rules import SiteRules
from innoreg.queries.council_agenda import WaitingRuling, unordered_rulings
from innoreg.queries.usual_signatory import usual_signatory

Raw = dict[str, Any]
_TITLE = "О региональных инновационных площадках"
_BASIS = "решение {council}"


def waiting_rulings(state: State, protocol: str | None) -> list[WaitingRuling]:
    """What waits for an order, of one protocol or of all; Refused where nothing does."""
    found = [
        each
        for each in unordered_rulings(state)
        if protocol is None or each.ruling.protocol.id == canonical_ref(state.registry, protocol)
    ]
    if not found:
        raise Refused(
            T("no decision of a council waits for an order"),
            T("`innoreg council` shows what was decided"),
        )
    return found


def draft_records(
    state: State, found: list[WaitingRuling], order: str, issuer: str | None
) -> Iterator[tuple[str, str, Raw]]:
    """Kind, id and mapping of each new record, the sites first.

    issuer: absent, the one that the rules of the applications name.
    """
    registry = state.registry
    sites: dict[str, str] = {}
    for each in found:
        application = registry.get(Application, each.subject)
        if application and each.ruling.decision.decision == "recommend":
            sites[each.subject] = name = _free_id(state, application.id)
            yield "site", name, _site(state, application)
    whose = issuer or _issuer_of(state, found)
    clauses = [_clause(state, each, sites.get(each.subject, each.subject)) for each in found]
    clauses.append({"kind": "control", "by_signatory": True})
    raw: Raw = {
        "schema": 1,
        "issuer": whose,
        "draft": True,
        "order_kind": "Распоряжение",
        "year": state.day.year,
        "title": _TITLE,
        "basis": [_basis(state, each) for each in _protocols(found)],
        "clauses": [{"number": f"{n}.", **clause} for n, clause in enumerate(clauses, 1)],
    }
    if signatory := usual_signatory(registry, whose):
        raw["signatory"] = {"person": signatory.person, "post": signatory.post}
    if any(each.ruling.protocol.sample for each in found):
        # What rests on invented records is invented itself.
        raw["sample"] = True
    yield "order", order, raw


def _free_id(state: State, name: str) -> str:
    """The id of the application, which is taken, with «site» behind it."""
    found, number = f"{name}-site", 1
    while found in state.registry.by_id:
        number += 1
        found = f"{name}-site-{number}"
    return found


def _site(state: State, application: Application) -> Raw:
    rules = state.registry.get(SiteRules, application.rules)
    raw: Raw = {
        "schema": 1,
        "type": rules.site_type if rules else "regional",
        "organisations": list(application.organisations),
        "theme": application.theme,
    }
    if application.program:
        raw["program"] = application.program
    raw["application"] = application.id
    return {**raw, "sample": True} if application.sample else raw


def _issuer_of(state: State, found: list[WaitingRuling]) -> str:
    """The issuer that the rules of an application name, or whoever granted the status of a site."""
    registry = state.registry
    for each in found:
        application = registry.get(Application, each.subject)
        rules = registry.get(SiteRules, application.rules) if application else None
        if rules:
            return rules.issuer
        standing = state.sites.get(each.subject)
        granted = (
            next((s for s in standing.steps if s.kind == "granted"), None) if standing else None
        )
        record = granted.record if granted else None
        if issuer := getattr(record, "issuer", None):
            return str(issuer)
    raise Refused(T("who issues the order is not known"), T("say it: --issuer ID of an authority"))


def _clause(state: State, each: WaitingRuling, subject: str) -> Raw:
    decision = each.ruling.decision
    raw: Raw = {"subjects": [subject]}
    if decision.decision == "recommend":
        last = decision.to or _longest(state, each)
        return {"kind": "grant", **raw, **({"to": last.isoformat()} if last else {})}
    if decision.decision == "prolong":
        assert decision.to is not None
        return {"kind": "extend", **raw, "to": decision.to.isoformat()}
    if decision.decision == "complete":
        return {"kind": "complete", **raw}
    return {"kind": "terminate", **raw, "reason": decision.reason}


def _longest(state: State, each: WaitingRuling) -> date | None:
    """The last day of the longest term by the rules, counted from the day of the draft."""
    application = state.registry.get(Application, each.subject)
    rules = state.registry.get(SiteRules, application.rules) if application else None
    years = rules.term.max_years if rules else None
    return day_in_year(f"{state.day:%m-%d}", state.day.year + years) if years else None


def _protocols(found: list[WaitingRuling]) -> list[Protocol]:
    by_id = {each.ruling.protocol.id: each.ruling.protocol for each in found}
    return sorted(by_id.values(), key=lambda each: (each.on, each.id))


def _basis(state: State, protocol: Protocol) -> Raw:
    council = state.registry.find(protocol.council, ("authority",))
    name = getattr(council.record, "name", protocol.council) if council else protocol.council
    raw: Raw = {"text": _BASIS.format(council=name), "date": protocol.on.isoformat()}
    return {**raw, "number": f"протокол № {protocol.number}"} if protocol.number else raw
