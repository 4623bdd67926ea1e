"""Rules of applications and of what councils decide on them."""

from collections.abc import Iterator

from innoreg.i18n import TN, T
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.application_life import CouncilRuling, day_in_year, out_of_window, rulings
from innoreg.ledger.expert_scores import score
from innoreg.ledger.yearly_reports import grant_of, rules_of
from innoreg.model.application import Application
from innoreg.model.protocol import Protocol
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules
from innoreg.rules.message_quotes import day as quoted_day
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, first_one, warning

_FITTING = {
    "application": {"recommend", "revise", "reject"},
    "report": {"accept", "revise"},
    "site": {"prolong", "complete", "end_early"},
    "order": {"approve"},
}


def _with_rules(view: View) -> Iterator[tuple[Application, SiteRules]]:
    for application in view.all(Application):
        if rules := view.registry.get(SiteRules, application.rules):
            yield application, rules


@warning
def application_out_of_time(view: View) -> Iterator[Finding]:
    """An application came before the window of the rules opened, or after it closed.

    It is not registered until `reason` says why it is taken all the same.
    """
    for application, rules in _with_rules(view):
        found = out_of_window(rules, application.received)
        if found is None or application.reason:
            continue
        message = (
            TN(
                "out of the time of applications: {n} day early",
                "out of the time of applications: {n} days early",
                found.days,
            )
            if found.early
            else TN(
                "out of the time of applications: {n} day late",
                "out of the time of applications: {n} days late",
                found.days,
            )
        )
        yield Finding(
            view.place(application, "received"),
            message,
            T("write `reason` if it is taken all the same; until then it is not registered"),
        )


@error
def application_unknown_paper(view: View) -> Iterator[Finding]:
    """An application has a paper that its rules do not know.

    Correct the id, or add the paper to the rules.
    """
    for application, rules in _with_rules(view):
        known = [each.id for each in rules.papers]
        for index, paper in enumerate(application.papers):
            if paper.id not in known:
                yield Finding(
                    view.place(application, "papers", index, "id"),
                    T("the rules {rules} know no paper “{paper}”", rules=rules.id, paper=paper.id),
                    T("papers are: {known}", known=", ".join(known)),
                )


@error
def score_off_scale(view: View) -> Iterator[Finding]:
    """An expert gives more points than the rules allow, or points twice, or for what they do not know.

    Correct the number or the criterion.
    """
    for application, rules in _with_rules(view):
        most = {each.id: each.max for each in rules.criteria}
        for index, review in enumerate(application.reviews):
            seen: set[str] = set()
            for at, each in enumerate(review.scores):
                name, points = each.criterion, each.points
                place = view.place(application, "reviews", index, "scores", at)
                if name in seen:
                    yield Finding(
                        place,
                        T("the criterion “{name}” stands twice", name=name),
                        T("leave one entry"),
                    )
                seen.add(name)
                if name not in most:
                    yield Finding(
                        place,
                        T(
                            "the rules {rules} know no criterion “{name}”",
                            rules=rules.id,
                            name=name,
                        ),
                        T("criteria are: {known}", known=", ".join(most)),
                    )
                elif points > most[name]:
                    yield Finding(
                        place,
                        T("{points} points of {most} for “{name}”",
                          points=points, most=most[name], name=name),
                        T("correct the points"),
                    )  # fmt: skip


@error
def expert_twice(view: View) -> Iterator[Finding]:
    """One expert stands twice in an application.

    Leave one entry: two opinions of one person are one opinion.
    """
    for application in view.all(Application):
        seen: dict[str, int] = {}
        for index, review in enumerate(application.reviews):
            expert = canonical_ref(view.registry, review.expert)
            if expert in seen:
                yield Finding(
                    view.place(application, "reviews", index, "expert"),
                    T("the expert {expert} stands here twice", expert=expert),
                    T("leave one entry"),
                    related=first_one(view, application, "reviews", seen[expert]),
                )
            seen.setdefault(expert, index)


@error
def too_few_experts(view: View) -> Iterator[Finding]:
    """Of the experts of an application so many do not count that too few are left.

    An expert with a conflict of interest, or from the organisation that applies, does not count:
    name others.
    """
    for application, rules in _with_rules(view):
        found = score(view.registry, rules, application, view.outcome.day)
        out = [e for e in found.experts if e.left_out in ("conflict", "same_organisation")]
        named = len(application.reviews)
        if out and named >= rules.experts.min > named - len(out):
            at = application.reviews.index(out[0].review)
            yield Finding(
                view.place(application, "reviews", at, "expert"),
                T(
                    "{n} of {named} experts do not count, and {least} are needed: {experts}",
                    n=len(out),
                    named=named,
                    least=rules.experts.min,
                    experts=", ".join(each.expert for each in out),
                ),
                T("name other experts"),
            )


@warning
def organisation_has_site(view: View) -> Iterator[Finding]:
    """An organisation applies for a status that it holds, though the rules allow one only.

    Reject the application, or end the other status first.
    """
    for application, rules in _with_rules(view):
        if not rules.one_per_organisation:
            continue
        own = {canonical_ref(view.registry, ref) for ref in application.organisations}
        for standing in view.outcome.sites.values():
            site = standing.record
            if not (
                isinstance(site, Site) and standing.has_started and site.type == rules.site_type
            ):
                continue
            holders = {canonical_ref(view.registry, ref) for ref in site.organisations}
            of_this = canonical_ref(view.registry, site.application) == application.id
            if own & holders and not of_this:
                yield Finding(
                    view.place(application, "organisations"),
                    T(
                        "{organisation} holds such a status already: {site}",
                        organisation=", ".join(sorted(own & holders)),
                        site=site.id,
                    ),
                    T("the rules {rules} allow one per organisation", rules=rules.id),
                )


def _rulings_on_applications(view: View) -> Iterator[tuple[Application, SiteRules, CouncilRuling]]:
    decided = rulings(view.registry)
    for application, rules in _with_rules(view):
        for ruling in decided.get(application.id, ()):
            yield application, rules, ruling


@warning
def recommended_below_pass(view: View) -> Iterator[Finding]:
    """A council recommends an application whose experts have no result, or one below the pass mark.

    Say in `words` why, or correct the decision.
    """
    for application, rules, ruling in _rulings_on_applications(view):
        if ruling.decision.decision != "recommend" or ruling.decision.words:
            continue
        found = score(view.registry, rules, application, ruling.protocol.on)
        if found.passes or (found.result.mean is not None and rules.pass_ is None):
            continue
        message = (
            T(
                "“{id}” is recommended below the pass mark {mark}",
                id=application.id,
                mark=rules.pass_,
            )
            if found.result.mean is not None
            else T("“{id}” is recommended before the experts have a result", id=application.id)
        )
        yield Finding(
            view.place(ruling.protocol, "decisions", ruling.at, "decision"),
            message,
            T("say in `words` why, or correct the decision"),
        )


@warning
def granted_without_recommendation(view: View) -> Iterator[Finding]:
    """An order grants the status on an application that no council recommended before.

    Record the protocol, or correct `application` of the site.
    """
    decided = rulings(view.registry)
    for standing in view.outcome.sites.values():
        site = standing.record
        grant = next((s for s in standing.steps if s.kind == "granted"), None)
        if not isinstance(site, Site) or site.application is None or grant is None:
            continue
        own = decided.get(canonical_ref(view.registry, site.application), ())
        before = [r for r in own if grant.day and r.protocol.on <= grant.day]
        if not before or before[-1].decision.decision != "recommend":
            yield Finding(
                view.place_of(grant),
                T(
                    "“{site}” is granted on the application “{id}”, which no council recommended",
                    site=site.id,
                    id=site.application,
                ),
                T("record the protocol, or correct `application` of the site"),
            )


@warning
def term_over_rules(view: View) -> Iterator[Finding]:
    """A status lasts longer than the rules of its kind allow.

    Correct the last day, or the rules.
    """
    for standing in view.outcome.sites.values():
        site, grant = standing.record, grant_of(standing.steps)
        rules = rules_of(view.registry, site, grant) if isinstance(site, Site) else None
        years = rules.term.max_years if rules else None
        if grant is None or grant.end is None or rules is None or years is None:
            continue
        first = max(grant.start or grant.day or grant.end, grant.day or grant.end)
        last = day_in_year(f"{first:%m-%d}", first.year + years)
        # The day of the year on which it began may be counted in.
        if grant.end > last:
            yield Finding(
                view.place_of(grant),
                TN(
                    "“{site}” is granted until {end}, and the rules {rules} allow {n} year",
                    "“{site}” is granted until {end}, and the rules {rules} allow {n} years",
                    years,
                    site=site.id,
                    end=quoted_day(grant.end),
                    rules=rules.id,
                ),
                T("correct the last day, or the rules"),
            )


@error
def decision_unfit(view: View) -> Iterator[Finding]:
    """A decision of a council does not fit what it is on.

    recommend, revise and reject are of applications; accept and revise of reports; prolong, complete
    and end_early of sites; approve of draft orders.
    """
    for protocol in view.all(Protocol):
        for index, each in enumerate(protocol.decisions):
            target = view.registry.find(each.subject, ("application", "site", "order"))
            if target is None:
                continue
            kind = "report" if each.report and target.kind == "site" else target.kind
            if each.decision not in _FITTING[kind] or (each.report and kind != "report"):
                yield Finding(
                    view.place(protocol, "decisions", index, "decision"),
                    T("“{decision}” cannot be decided on “{subject}”",
                      decision=each.decision, subject=each.subject),
                    T("fitting are: {known}", known=", ".join(sorted(_FITTING[kind]))),
                )  # fmt: skip


@warning
def votes_more_than_present(view: View) -> Iterator[Finding]:
    """More members voted than were present.

    Correct the vote, or `present`.
    """
    for protocol in view.all(Protocol):
        for index, each in enumerate(protocol.decisions):
            vote = each.vote
            cast = vote.for_ + vote.against + vote.abstained if vote else 0
            if protocol.present is not None and cast > protocol.present:
                yield Finding(
                    view.place(protocol, "decisions", index, "vote"),
                    T(
                        "{cast} votes, and {present} were present",
                        cast=cast,
                        present=protocol.present,
                    ),
                    T("correct the vote, or `present`"),
                )
