"""What happened to applications, reports and sites outside of orders, as steps of the journal."""

from collections.abc import Iterator, Mapping

from innoreg.ledger.application_life import registered_on, sites_by_application
from innoreg.ledger.expert_scores import total_of
from innoreg.ledger.step import Step, StepKind
from innoreg.model.application import Application
from innoreg.model.protocol import Protocol
from innoreg.model.registry import Registry, Target
from innoreg.model.site_rules import SiteRules

_ON_APPLICATION: Mapping[str, StepKind] = {
    "recommend": "recommended", "revise": "returned", "reject": "rejected"
}  # fmt: skip


def application_steps(registry: Registry) -> Iterator[Step]:
    """It came, was registered, came back corrected; an expert answered."""
    for one in registry.all(Application):
        yield Step(one.received, one.id, "applied", one, ("received",))
        rules = registry.get(SiteRules, one.rules)
        if rules and (day := registered_on(rules, one)):
            yield Step(day, one.id, "registered", one, ("papers",), other=one.number)
        for index, review in enumerate(one.reviews):
            if review.on:
                total = total_of(rules, review.by_criterion) if rules else None
                words = () if total is None else (str(total),)
                path = ("reviews", index)
                yield Step(review.on, one.id, "reviewed", one, path, words=words)
        for index, on in enumerate(one.corrected):
            yield Step(on, one.id, "corrected", one, ("corrected", index))


def protocol_steps(registry: Registry, *, on_reports: bool) -> Iterator[Step]:
    """What councils decided: on reports of sites, or on all else."""
    for protocol in registry.all(Protocol):
        for index, each in enumerate(protocol.decisions):
            target = registry.find(each.subject, ("application", "site", "order"))
            if target is None or bool(each.report) is not on_reports:
                continue
            kind, other = _kind_of(target, each.decision)
            yield Step(
                protocol.on,
                target.ref,
                kind,
                protocol,
                ("decisions", index),
                end=each.until or each.to,
                report=each.report,
                other=other,
            )


def _kind_of(target: Target, decision: str) -> tuple[StepKind, str | None]:
    if target.kind == "application":
        return _ON_APPLICATION.get(decision, "advised"), None
    if decision == "accept":
        return "accepted", None
    if decision == "revise":
        return "returned", None
    return "advised", decision


def applications_by_site(registry: Registry) -> Mapping[str, str]:
    """The application (a canonical reference) that the status of each site was granted on."""
    return {site.id: ref for ref, site in sites_by_application(registry).items()}
