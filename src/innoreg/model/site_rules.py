"""Rules of a kind of site: when applications are taken, how they are scored, what a site reports."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, StringConstraints

from innoreg.model.base import AuthorityRef, Date, Id, Number, Part, Record, Text, about
from innoreg.model.event import TimeOfDay

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _require_day_of_year(words: str) -> str:
    month, day = int(words[:2]), int(words[3:])
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        raise ValueError("not a month and a day like 05-31")
    return words


DayOfYear = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_require_day_of_year)
]


class ApplicationWindow(Part):
    """From which day of the year to which applications are taken; it may reach over New Year."""

    from_: DayOfYear = about("from", "First day, as month-day.", alias="from")
    to: DayOfYear = about("to", "Last day, included, as month-day.")


class AskedPaper(Part):
    """A paper that belongs to an application."""

    id: Id = about("id", "Its id in the applications: program.")
    title: Text | None = about("title", "What it is called.", None)
    required: bool = about("required", "Whether an application is incomplete without it.", True)


class Experts(Part):
    """Who assesses an application."""

    min: int = about("at least so many", "So many opinions are needed.", 2, ge=1)
    days: int | None = about("days", "Days an expert has from being asked.", None, ge=1)
    spread: Number | None = about(
        "spread", "Two totals that differ by more call a third expert.", None
    )


class ScoredCriterion(Part):
    """What experts give points for."""

    id: Id = about("id", "Its id in the scores: relevance.")
    title: Text | None = about("title", "What it is called.", None)
    max: int = about("most", "The most points; the least are 0.", ge=1)
    weight: Number = about("weight", "Points count so many times.", "1")


class YearlyReport(Part):
    """The yearly report of a site."""

    year_ends: DayOfYear = about("end of the reporting year", "Its last day, as month-day.")
    due: DayOfYear = about("due", "The last day for the report, after the end of the year.")
    time: TimeOfDay | None = about("time", "The time of that day: 17:00.", None)
    min_days: int = about(
        "least days",
        "Days of status that a reporting year must have, else it has no report.",
        1,
        ge=1,
    )
    remind_days: int = about("remind before", "So many days before it is called due.", 14, ge=0)


class StatusTerm(Part):
    """For how long the status is given."""

    max_years: int | None = about("most years", "The longest term.", None, ge=1)
    prolong_asked_days: int = about(
        "ask before", "Prolongation is asked so many days before the end.", 60, ge=0
    )


class SiteRules(Record):
    """The regulation of a kind of site, as data: another regulation is another record."""

    kind_name: ClassVar[str] = "site-rules"

    title: Text | None = about("title", "Name of the regulation.", None)
    basis: Text | None = about("basis", "The document that sets the rules, in words.", None)
    site_type: Text = about("type of site", "regional, federal, municipal, internship.")
    issuer: AuthorityRef = about("issuer", "Whose orders grant the status.")
    from_: Date | None = about(
        "from", "For statuses granted from this day on; absent: for all.", None, alias="from"
    )
    window: ApplicationWindow | None = about("window", "When applications are taken.", None)
    papers: tuple[AskedPaper, ...] = about("papers", "The papers of an application.", ())
    experts: Experts = about("experts", "How many experts, and when a third.", Experts())
    criteria: tuple[ScoredCriterion, ...] = about("criteria", "What experts give points for.", ())
    pass_: Number | None = about(
        "pass mark", "The mean total that may be recommended.", None, alias="pass"
    )
    report: YearlyReport | None = about("report", "The yearly report.", None)
    term: StatusTerm = about("term", "For how long the status is given.", StatusTerm())
    one_per_organisation: bool = about(
        "one per organisation", "Whether an organisation may hold one such status only.", False
    )
