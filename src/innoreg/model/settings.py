"""The registry's settings: `innoreg.yaml`, which also marks its root."""

from pathlib import PurePosixPath
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator

from innoreg.model.base import ClosedTerm, Part, Text, about

_Term = TypeVar("_Term", bound=ClosedTerm)


def _inside(folder: str) -> str:
    path = PurePosixPath(folder)
    if path.is_absolute() or ".." in path.parts or "\\" in folder or ":" in folder:
        raise ValueError("not a folder inside the registry")
    return str(path)


def _forward(term: _Term) -> _Term:
    if term.to < term.from_:
        raise ValueError("the last day is before the first")
    return term


class SchoolBreak(ClosedTerm):
    """Days without lessons."""

    season: Literal["autumn", "winter", "spring", "summer", "extra"] = about(
        "Which holidays; `extra` are those of the youngest in February."
    )


_Periods = tuple[Annotated[ClosedTerm, AfterValidator(_forward)], ...]
Folder = Annotated[Text, AfterValidator(_inside)]


class Settings(Part):
    """How this registry counts weeks and years, and where its files lie."""

    schema_version: int = about("Version of the data format.", alias="schema", ge=1, le=1)
    title: Text = about("Name of the register.")
    data: Folder = about("Folder of the records.", "data")
    templates: Folder = about("Folder of the templates of documents.", "templates")
    weeks: Literal["workweek", "calendar", "seven-day"] = about(
        "How weeks of a month are counted: rows with a weekday, all rows, or days 1-7, 8-14, …",
        "workweek",
    )
    school_year_end: Literal["08-31", "05-31"] = about("Last day of a school year.", "08-31")
    school_year_august: Literal["opens", "closes"] | None = about(
        "Whether an August without a year opens a plan of a school year or closes it.", None
    )
    school_quarters: _Periods = about(
        "First and last days of school quarters, all years together.", ()
    )
    school_trimesters: _Periods = about(
        "First and last days of trimesters, all years together.", ()
    )
    school_semesters: _Periods = about("First and last days of semesters, all years together.", ())
    school_holidays: tuple[Annotated[SchoolBreak, AfterValidator(_forward)], ...] = about(
        "First and last days of school holidays, all years together.", ()
    )
    due_soon_days: int = about("How many days before its end a term is due soon.", 7, ge=0, le=366)
