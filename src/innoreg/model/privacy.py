"""Who may see what: the class of every kind of record, and the fields that anybody may see.

The one list of what is public. A field that is not named here is not public, whenever it was added:
a new field shows nothing before somebody has thought of it.
"""

from collections.abc import Mapping
from typing import get_args

from innoreg.model import clause as clauses
from innoreg.model import criteria as criteria_parts
from innoreg.model import site_rules
from innoreg.model.assignment import Assignment, Opening, OpeningAssignment
from innoreg.model.authority import Authority, Letterhead
from innoreg.model.base import ClosedTerm, Forms, Part, Record, Term, Visibility
from innoreg.model.criteria import Criteria
from innoreg.model.district import District, FormerDistrict
from innoreg.model.event import Cancelled, Done, Extended, Reopened
from innoreg.model.group import Group, NamedGroup, Query
from innoreg.model.indicator import Indicator, Target
from innoreg.model.order import Appendix, Evaluation, ListedSchool, Order, Registration, Signatory
from innoreg.model.pair import Pair
from innoreg.model.party import Party
from innoreg.model.person import Person, Position
from innoreg.model.program import Program, Project, Stage, TitleVariant
from innoreg.model.roadmap import (
    AddressedGroup,
    Columns,
    ExplicitWindow,
    Item,
    Roadmap,
    Section,
)
from innoreg.model.school import Flag, FormerSchool, Location, School
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules

CLASSES: tuple[Visibility, ...] = get_args(Visibility)
"""From what everybody may see to what needs consent or a law."""
KIND_CLASS: Mapping[str, Visibility] = {
    "district": "public", "person": "public", "authority": "public", "school": "public",
    "program": "public", "site": "public", "roadmap": "public", "order": "public",
    "criteria": "public", "group": "public",
    "site-rules": "public", "indicator": "public",
    "pair": "internal", "protocol": "internal",
    # A row of few pupils shows a mark, a profile names failings, a matching conflicts of interest.
    "results": "restricted", "profile": "restricted", "matching": "restricted",
    # Experts, their points, their conflicts of interest.
    "application": "restricted",
}  # fmt: skip
"""The class of a record of each kind; a kind that is not named is restricted."""
PUBLIC_FLAGS = frozenset({"leader", "stable_high", "resilient"})
"""Lists that do their schools credit; the others are shown only where their order was published."""
NAMING_CLAUSES = frozenset({"assign_pairs", "amend_pairs"})
"""Clauses that name pairs: public only where the order was published."""

_RECORD = "id schema_version sample "
_CLAUSE = "number text deadline counted_from addressees appendix events clauses kind "
_PUBLIC: Mapping[type[Part], str] = {
    District: _RECORD + "name short_name aliases type oktmo former forms",
    FormerDistrict: "name type oktmo to",
    Forms: "gen dat acc ins loc",
    Term: "from_ to",
    ClosedTerm: "from_ to",
    Person: _RECORD + "name full_name aliases positions forms indeclinable protected",
    Position: "from_ to title organisation basis",
    Authority: _RECORD + "name short_name aliases type superior parent district inn ogrn nonworking"
    " letterhead forms",
    Letterhead: "lines order_kind order_word place font font_size margins emblem profile",
    School: _RECORD + "name short_name aliases type district inn ogrn levels languages place flags"
    " former forms",
    Location: "settlement lat lon",
    Flag: "from_ to flag basis",
    FormerSchool: "from_ to name",
    Program: _RECORD + "title short titles type parent period stages projects opening assignments",
    TitleVariant: "text source",
    Stage: "from_ to stage basis",
    Project: "id title titles organisations opening",
    Opening: "from_ to basis known_from completed",
    OpeningAssignment: "from_ to number person role scope program text basis known_from",
    Assignment: "from_ to number person role scope program text",
    Site: _RECORD + "type organisations theme program project within period opening events",
    Done: "on occurrence report event time",
    Extended: "on occurrence report event to basis",
    Cancelled: "on occurrence report event basis reason",
    Reopened: "on occurrence report event reason",
    Roadmap: _RECORD + "type title program project period columns sections items",
    Columns: "number title deadline responsible result",
    Section: "deadline responsible_text responsible number title items",
    Item: "deadline responsible_text responsible number title short windows counted_from result"
    " addressees events items",
    ExplicitWindow: "from_ to",
    AddressedGroup: "group text",
    Party: "person organisation district role group text part",
    Group: "kind flag site pairs role type district circle program status group include exclude expect",
    SiteRules: _RECORD
    + "title basis site_type issuer from_ window papers experts criteria pass_ report"
    " term one_per_organisation",
    site_rules.ApplicationWindow: "from_ to",
    site_rules.AskedPaper: "id title required",
    site_rules.Experts: "min days spread",
    site_rules.ScoredCriterion: "id title max weight",
    site_rules.YearlyReport: "year_ends due time min_days remind_days",
    site_rules.StatusTerm: "max_years prolong_asked_days",
    Indicator: _RECORD + "title unit direction basis warn_at targets compute",
    Target: "on value district",
    NamedGroup: _RECORD + "title query expect include exclude",
    Query: "kind flag site pairs role type district circle program status",
    Order: _RECORD + "issuer order_kind draft published number date year place title preamble basis"
    " order_word clauses appendices signatory distribution registrations period",
    Signatory: "person post",
    Registration: "number date by",
    Appendix: "from_ to number kind title roadmap role program assignments sites rows evaluated"
    " columns text",
    ListedSchool: "school",
    Evaluation: "criteria year on digest",
    clauses.Approve: _CLAUSE + "subjects",
    clauses.Grant: _CLAUSE + "subjects from_ to",
    clauses.SetTerms: _CLAUSE + "subjects program terms",
    clauses.ReportTerm: "report deadline",
    clauses.Complete: _CLAUSE + "subjects",
    clauses.Extend: _CLAUSE + "subjects to",
    clauses.Terminate: _CLAUSE + "subjects reason",
    clauses.AcceptResults: _CLAUSE + "subjects report",
    clauses.ReturnForRevision: _CLAUSE + "subjects",
    clauses.Appoint: _CLAUSE + "assignments",
    clauses.AssignPairs: _CLAUSE + "from_ to",
    clauses.AmendPairs: _CLAUSE + "order",
    clauses.ListSchools: _CLAUSE + "flag from_ to",
    clauses.Instruct: _CLAUSE,
    clauses.TakeNote: _CLAUSE,
    clauses.Inform: _CLAUSE,
    clauses.Amend: _CLAUSE + "order changes",
    clauses.Change: "subject field was now",
    clauses.Repeal: _CLAUSE + "subjects",
    clauses.EntryIntoForce: _CLAUSE + "on",
    clauses.Control: _CLAUSE + "person post by_signatory",
    Criteria: _RECORD + "title flag basis minimum_participants rule",
    criteria_parts.Rule: "all any not_ count same value listed rank text",
    criteria_parts.LowShares: "procedures kind share at_least at_most years min",
    criteria_parts.FieldValue: "field below at_least is_ years",
    criteria_parts.OnList: "flag years",
    criteria_parts.PlaceInRow: "procedures kind by from_ percent ties",
}
PUBLIC_FIELDS: Mapping[type[Part], frozenset[str]] = {
    model: frozenset(names.split()) for model, names in _PUBLIC.items()
}
"""The fields of a part that anybody may see; of a part that is not here none."""


def is_protected(kind: str, data: Mapping[str, object]) -> bool:
    """Whether a record of the kind that says this belongs into the folder of protected records."""
    if kind == "pair":
        return data.get("level") not in (None, "school")
    if kind == "person":
        return bool(data.get("protected"))
    return KIND_CLASS.get(kind, "restricted") == "restricted"


LACKABLE = frozenset(
    {"pair", "person", *(kind for kind, least in KIND_CLASS.items() if least == "restricted")}
)
"""The kinds of which records may lie in the folder of protected records."""


def default_class(record: Record) -> Visibility:
    """The class of a record by its kind; of a pair of people personal."""
    if isinstance(record, Pair) and record.level != "school":
        return "personal"
    if isinstance(record, Person) and record.protected:
        return "personal"
    return KIND_CLASS.get(record.kind_name, "restricted")


def class_of(record: Record) -> Visibility:
    """The class of a record: `visibility` may raise that of its kind, and never lowers it."""
    given = record.visibility or "public"
    return max(default_class(record), given, key=CLASSES.index)
