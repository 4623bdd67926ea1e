"""An application on a day: papers, window, experts, the council's ruling, and the site it became."""

from calendar import isleap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.expert_scores import Scores, score
from innoreg.model.application import Application
from innoreg.model.protocol import Decision, Protocol
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules

ApplicationState = Literal[
    "absent", "applied", "incomplete", "registered", "under_review", "reviewed", "recommended",
    "returned", "rejected", "granted",
]  # fmt: skip
"""Not there yet; came out of time; papers missing; taken; with the experts; they have answered;
what the council ruled; an order granted the status."""


class OutOfWindow(NamedTuple):
    """An application that came before the window opened or after it closed, by so many days."""

    early: bool
    days: int


class CouncilRuling(NamedTuple):
    """A decision of a council, with its protocol and place in it."""

    protocol: Protocol
    at: int

    @property
    def decision(self) -> Decision:
        """The decision."""
        return self.protocol.decisions[self.at]


@dataclass(frozen=True, slots=True)
class ApplicationLife:
    """Where an application stands. rules: None where the register does not hold them.

    missing: required papers not there by the day. out_of_window: though a reason may be written.
    registered: the day from which it counts. third_needed: see `expert_scores`.
    ruling: the last one by the day; corrected: the day it came back after it.
    site: the one that an order made of it, granted or to be granted.
    """

    state: ApplicationState
    application: Application
    rules: SiteRules | None
    missing: tuple[str, ...]
    out_of_window: OutOfWindow | None
    registered: date | None
    scores: Scores | None
    ruling: CouncilRuling | None
    corrected: date | None
    site: str | None

    @property
    def third_needed(self) -> bool:
        """Whether two experts are too far apart."""
        return bool(self.scores and self.scores.result.third_needed)

    @property
    def is_ready(self) -> bool:
        """Whether the council can decide on it."""
        return self.state == "reviewed"


def day_in_year(words: str, year: int) -> date:
    """The day that a month and a day name in a year; 29 February is the 28th in a common one."""
    month, day = int(words[:2]), int(words[3:])
    return date(year, month, 28 if (month, day) == (2, 29) and not isleap(year) else day)


def out_of_window(rules: SiteRules, received: date) -> OutOfWindow | None:
    """By how many days an application missed the window, the nearer end of one; None within it."""
    if rules.window is None:
        return None
    best: OutOfWindow | None = None
    for year in range(received.year - 1, received.year + 2):
        first = day_in_year(rules.window.from_, year)
        over = rules.window.to < rules.window.from_
        last = day_in_year(rules.window.to, year + 1 if over else year)
        if first <= received <= last:
            return None
        found = (
            OutOfWindow(False, (received - last).days)
            if last < received
            else OutOfWindow(True, (first - received).days)
        )
        if best is None or found.days < best.days:
            best = found
    return best


def rulings(registry: Registry) -> Mapping[str, tuple[CouncilRuling, ...]]:
    """Every decision by what it is on (a canonical reference), oldest first."""
    found: dict[str, list[CouncilRuling]] = {}
    for protocol in sorted(registry.all(Protocol), key=lambda each: (each.on, each.id)):
        for at, decision in enumerate(protocol.decisions):
            subject = canonical_ref(registry, decision.subject)
            found.setdefault(subject, []).append(CouncilRuling(protocol, at))
    return {ref: tuple(several) for ref, several in found.items()}


def sites_by_application(registry: Registry) -> Mapping[str, Site]:
    """The site made of each application; of two the first file counts."""
    found: dict[str, Site] = {}
    for site in registry.all(Site):
        if site.application:
            found.setdefault(canonical_ref(registry, site.application), site)
    return found


def registered_on(rules: SiteRules, application: Application) -> date | None:
    """The day on which all required papers were there; None while one is missing, or out of window."""
    if out_of_window(rules, application.received) and application.reason is None:
        return None
    came = {paper.id: paper.on for paper in reversed(application.papers)}
    required = [paper.id for paper in rules.papers if paper.required]
    if any(each not in came for each in required):
        return None
    return max([application.received, *(came[each] for each in required)])


def application_lives(
    registry: Registry, day: date, granted: Mapping[str, bool]
) -> Iterator[ApplicationLife]:
    """Every application on the day. granted: of each site whether an order has granted it by then."""
    decided, sites = rulings(registry), sites_by_application(registry)
    for application in registry.all(Application):
        own = tuple(r for r in decided.get(application.id, ()) if r.protocol.on <= day)
        site = sites.get(application.id)
        has_status = bool(site and granted.get(site.id))
        yield _life(registry, application, day, own, site.id if site else None, has_status)


def _life(
    registry: Registry,
    application: Application,
    day: date,
    own: tuple[CouncilRuling, ...],
    site: str | None,
    granted: bool,
) -> ApplicationLife:
    rules = registry.get(SiteRules, application.rules)
    ruling = own[-1] if own else None
    corrected = max(
        (on for on in application.corrected if on <= day and ruling and on >= ruling.protocol.on),
        default=None,
    )
    missing: tuple[str, ...] = ()
    late, since, scores = None, None, None
    if rules:
        came = {paper.id for paper in application.papers if paper.on <= day}
        missing = tuple(p.id for p in rules.papers if p.required and p.id not in came)
        late = out_of_window(rules, application.received)
        since = registered_on(rules, application)
        since = since if since and since <= day else None
        scores = score(registry, rules, application, day)
    state = _state(application, day, ruling, corrected, granted)
    if state is None:
        state = _state_of_papers(missing, since, scores)
    return ApplicationLife(
        state, application, rules, missing, late, since, scores, ruling, corrected, site
    )


def _state(
    application: Application,
    day: date,
    ruling: CouncilRuling | None,
    corrected: date | None,
    granted: bool,
) -> ApplicationState | None:
    """What an order, the council or the calendar says; None where the papers decide."""
    if day < application.received:
        return "absent"
    if granted:
        return "granted"
    if ruling is None or (ruling.decision.decision == "revise" and corrected):
        return None
    found: Mapping[str, ApplicationState] = {
        "recommend": "recommended", "revise": "returned", "reject": "rejected"
    }  # fmt: skip
    return found.get(ruling.decision.decision)


def _state_of_papers(
    missing: tuple[str, ...], registered: date | None, scores: Scores | None
) -> ApplicationState:
    if registered is None:
        return "incomplete" if missing else "applied"
    if scores is None or not scores.experts:
        return "registered"
    return "reviewed" if scores.result.mean is not None else "under_review"
