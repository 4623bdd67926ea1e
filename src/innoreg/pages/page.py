"""What a page is made of: plain data that the templates lay out, and nothing they must work out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from innoreg.deadlines import Period


class Link(NamedTuple):
    """A text, and the page it leads to, counted from the top of the site; empty: no page."""

    text: str
    href: str = ""


class PartyView(NamedTuple):
    """Somebody who answers; `behind`: the people whom the words of a group mean."""

    link: Link
    behind: tuple[Link, ...] = ()


class DutyView(NamedTuple):
    """One duty as pages show it.

    anchor: its name on the page of its document. state: the class of its colour; sign: the same
    without a colour. words: the term as printed.
    """

    ref: Link
    anchor: str
    title: str
    short: str
    words: str
    due: str
    state: str
    state_text: str
    sign: str
    parties: tuple[PartyView, ...]
    document: Link
    control: str
    level: int = 1


class Day(NamedTuple):
    """One day of a week or month: its label, what falls due, whether it is the day of the site.

    more: where the rest of a full day stands.
    """

    label: str
    duties: tuple[DutyView, ...]
    is_today: bool = False
    is_outside: bool = False
    more: Link = Link("")


class Figure(NamedTuple):
    """A figure with what it counts; leads to its rows."""

    number: str
    label: str
    href: str
    state: str = ""
    more: str = ""


class Reason(NamedTuple):
    """One link of the chain that made something so: day, what, the document, its words."""

    day: str
    text: tuple[Link, ...]
    source: tuple[Link, ...]
    quotes: tuple[str, ...]


class Bar(NamedTuple):
    """A window on the line of its row. is_open: the words give only a last day."""

    title: str
    state: str
    sign: str
    start: date
    end: date
    is_open: bool


class Line(NamedTuple):
    """One line of a timeline: the heading of a section without bars, or a row with its windows.

    ends: the windows once more, by their last days, for the list by months.
    """

    label: str
    href: str
    bars: tuple[Bar, ...] = ()
    ends: tuple[tuple[date, DutyView], ...] = ()
    level: int = 0
    is_head: bool = False


class Timeline(NamedTuple):
    """What is drawn of a plan; whole: the page that has all of it, where this is a part."""

    lines: Sequence[Line]
    period: Period
    today: date
    whole: Link = Link("")


LONGEST_TITLE = 250
"""Letters of a heading; a longer title is cut there, and stands whole below it."""
SectionKind = Literal[
    "duties", "days", "figures", "facts", "cards", "table", "timeline", "chart", "reasons", "links"
]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading; `content` is laid out as `kind` says.

    duties: DutyView. days: Day. figures: Figure. facts: pairs of a label and links. cards: lines of
    links, the first of each a heading. table: rows of links, the first the heads. timeline:
    Timeline. chart: Chart. reasons: Reason. links: links. folded: shown when opened. printed: whether it stands
    on paper too. more: where the rest of a long part stands.
    """

    id: str
    title: str
    kind: SectionKind
    content: Any
    count: int | None = None
    note: str = ""
    folded: bool = False
    printed: bool = True
    more: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site. path: from its top. kicker: what the page is about, in a word or two."""

    path: str
    title: str
    sections: Sequence[Section]
    kicker: str = ""
    lead: str = ""
    wide: bool = False

    @property
    def root(self) -> str:
        """The way from the page to the top of the site: empty, or `../`."""
        return "../" * self.path.count("/")
