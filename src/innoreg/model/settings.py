"""The registry's settings: `innoreg.yaml`, which also marks its root."""

from pathlib import PurePosixPath
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, PrivateAttr, model_validator

from innoreg.model.base import Accepted, ClosedTerm, Date, Part, Text, about
from innoreg.record_kinds import FOLDERS

_Term = TypeVar("_Term", bound=ClosedTerm)


def _require_inside(folder: str) -> str:
    path = PurePosixPath(folder)
    # Also what means another folder on Windows only: a registry is used on every system.
    if path.is_absolute() or ".." in path.parts or "\\" in folder or ":" in folder:
        raise ValueError("not a folder inside the registry")
    # Without `./` and a final slash, for paths of files are put together from it.
    return str(path)


def _require_beside(folder: str) -> str:
    """A folder that is none of the registry's own records, as the paths of its files begin."""
    path = PurePosixPath(folder)
    if path.is_absolute() or "\\" in folder or ":" in folder or str(path) == ".":
        raise ValueError("not a folder beside the registry: write ../NAME")
    return str(path)


def _require_ordered_days(term: _Term) -> _Term:
    # Of records this is a finding of the rules; with wrong settings nothing can be computed.
    if term.to < term.from_:
        raise ValueError("the last day is before the first")
    return term


def _require_kind(name: str) -> str:
    # A name that hides nothing would show what somebody wanted hidden. Keys are looked at where
    # the public edition is made: models are not known here.
    if name.partition(".")[0] not in FOLDERS:
        raise ValueError("no kind of record: write `person` or `person.positions`")
    return name


class SchoolBreak(ClosedTerm):
    """Days without lessons."""

    season: Literal["autumn", "winter", "spring", "summer", "extra"] = about(
        "which holidays", "Which holidays; `extra` are those of the youngest in February."
    )


_Periods = tuple[Annotated[ClosedTerm, AfterValidator(_require_ordered_days)], ...]
Folder = Annotated[Text, AfterValidator(_require_inside)]


class Settings(Part):
    """How this registry counts weeks and years, and where its files lie."""

    schema_version: int = about(
        "format of data", "Version of the data format.", alias="schema", ge=1, le=1
    )
    title: Text = about("title", "Name of the register.")
    data: Folder = about("folder of records", "Folder of the records.", "data")
    data_private: Annotated[Text, AfterValidator(_require_beside)] | None = about(
        "folder of protected records",
        "Folder of the protected records, a repository of its own; it may be missing on a computer.",
        None,
    )
    templates: Folder = about(
        "folder of templates", "Folder of the templates of documents.", "templates"
    )
    weeks: Literal["workweek", "calendar", "seven-day"] = about(
        "weeks of a month",
        "How weeks of a month are counted: rows with a weekday, all rows, or days 1-7, 8-14, …",
        "workweek",
    )
    school_year_end: Literal["08-31", "05-31"] = about(
        "end of the school year", "Last day of a school year.", "08-31"
    )
    school_year_august: Literal["opens", "closes"] | None = about(
        "August of a school year",
        "Whether an August without a year opens a plan of a school year or closes it.",
        None,
    )
    # Set by each school or region: no calendar has them.
    school_quarters: _Periods = about(
        "school quarters", "First and last days of school quarters, all years together.", ()
    )
    school_trimesters: _Periods = about(
        "trimesters", "First and last days of trimesters, all years together.", ()
    )
    school_semesters: _Periods = about(
        "semesters", "First and last days of semesters, all years together.", ()
    )
    school_holidays: tuple[Annotated[SchoolBreak, AfterValidator(_require_ordered_days)], ...] = (
        about("school holidays", "First and last days of school holidays, all years together.", ())
    )
    # Decrees come every year, and not everybody rests on Saturdays.
    six_day_week: bool = about(
        "six-day week", "Whether Saturdays are working days, for terms counted in these.", False
    )
    days_off: _Periods = about(
        "days off", "Further days off, first and last, as decrees set them; all years together.", ()
    )
    days_worked: tuple[Date, ...] = about(
        "days worked", "Days that are worked though weekends or holidays, as decrees set them.", ()
    )
    silent_days: int = about(
        "days without a meeting",
        "A mentoring pair without a meeting for more days than this is marked.",
        60,
        ge=1,
    )
    steady_points: int = about(
        "steady results",
        "Low results that changed by fewer percentage points than this are called steady.",
        5,
        ge=1,
        le=100,
    )
    hidden_from_public: tuple[Annotated[Text, AfterValidator(_require_kind)], ...] = about(
        "hidden from the public",
        "Kinds of records (`school`) and keys of theirs (`person.positions`) that `--public` leaves"
        " out, besides what is never public.",
        (),
    )
    accepted: tuple[Accepted, ...] = about(
        "accepted findings",
        "Findings that stand in the whole registry; without `facts` all of that code.",
        (),
    )
    _private: str | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _keeps_folders_apart(self) -> "Settings":
        private, data = self.data_private, self.data
        below = private and not private.startswith("../") if data == "." else False
        if private and (below or f"{private}/".startswith(f"{data}/")):
            raise ValueError("`data_private` lies among the records: write ../NAME")
        return self

    def with_private(self, folder: str | None) -> "Settings":
        """The same settings, with the folder of protected records that is at hand."""
        # Equal only with it: what is kept by settings is kept apart.
        made = self.model_copy()
        made._private = folder
        return made

    @property
    def private(self) -> str | None:
        """The folder of protected records at hand, as the paths of its files begin."""
        return self._private

    @property
    def lacking(self) -> str | None:
        """The folder of protected records that is named and not at hand."""
        return None if self._private else self.data_private
