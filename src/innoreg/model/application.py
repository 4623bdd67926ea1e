"""Applications for the status of a site: the papers, the experts, and what became of them."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from innoreg.model.base import (
    Date,
    Id,
    OrganisationRef,
    Part,
    PersonRef,
    ProgramRef,
    Record,
    SiteRulesRef,
    Text,
    about,
)


class HandedPaper(Part):
    """A paper of the application, on the day it came."""

    id: Id = about("id", "Which paper, by its id in the rules.")
    on: Date = about("day", "The day it came.")


class Points(Part):
    """The points of an expert for one criterion."""

    criterion: Id = about("criterion", "Which criterion, by its id in the rules.")
    points: int = about("points", "So many points.", ge=0)


class Review(Part):
    """One expert: asked, and then the scores and the opinion."""

    expert: PersonRef = about("expert", "Who.")
    asked: Date | None = about("asked", "The day the application was sent to the expert.", None)
    on: Date | None = about("day", "The day of the opinion; absent: not given yet.", None)
    scores: tuple[Points, ...] = about("scores", "Points by criterion.", ())
    opinion: Literal["support", "revise", "reject"] | None = about(
        "opinion", "support, revise, reject.", None
    )
    conflict: bool = about(
        "conflict of interest",
        "Whether the expert declares one: the opinion does not count.",
        False,
    )
    words: Text | None = about("in words", "What the expert writes.", None)

    @property
    def by_criterion(self) -> Mapping[str, int]:
        """The points by criterion; of two for one the first counts, the rules report the second."""
        return {each.criterion: each.points for each in reversed(self.scores)}


class Application(Record):
    """What an organisation asks for. Its state is computed; a rejected one stays as it is."""

    kind_name: ClassVar[str] = "application"

    rules: SiteRulesRef = about("rules", "The rules it is taken by.")
    organisations: tuple[OrganisationRef, ...] = about(
        "organisations", "Who asks for the status.", min_length=1
    )
    theme: Text = about("theme", "Theme, word for word.")
    program: ProgramRef | None = about("programme", "The programme it works in.", None)
    number: Text | None = about("number", "Number of the registration, in quotes.", None)
    received: Date = about("received", "The day it came.")
    reason: Text | None = about(
        "reason", "Why it is taken though it came out of time, in words.", None
    )
    papers: tuple[HandedPaper, ...] = about("papers", "The papers that came.", ())
    reviews: tuple[Review, ...] = about("reviews", "The experts and their opinions.", ())
    corrected: tuple[Date, ...] = about("corrected", "Days on which it came back corrected.", ())
