"""The registry's settings: `innoreg.yaml`, which also marks its root."""

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator

from innoreg.model.base import Accepted, ClosedTerm, Part, Text, about


def _require_inside(folder: str) -> str:
    path = PurePosixPath(folder)
    # Also what means another folder on Windows only: a registry is used on every system.
    if path.is_absolute() or ".." in path.parts or "\\" in folder or ":" in folder:
        raise ValueError("not a folder inside the registry")
    # Without `./` and a final slash, for paths of files are put together from it.
    return str(path)


def _require_ordered_days(term: ClosedTerm) -> ClosedTerm:
    # Of records this is a finding of the rules; with wrong settings nothing can be computed.
    if term.to < term.from_:
        raise ValueError("the last day is before the first")
    return term


Folder = Annotated[Text, AfterValidator(_require_inside)]


class Settings(Part):
    """How this registry counts weeks and years, and where its files lie."""

    schema_version: int = about(
        "format of data", "Version of the data format.", alias="schema", ge=1, le=1
    )
    title: Text = about("title", "Name of the register.")
    data: Folder = about("folder of records", "Folder of the records.", "data")
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
    # Set by each school or region: no calendar has them.
    school_quarters: tuple[Annotated[ClosedTerm, AfterValidator(_require_ordered_days)], ...] = (
        about("school quarters", "First and last days of school quarters, all years together.", ())
    )
    accepted: tuple[Accepted, ...] = about(
        "accepted findings",
        "Findings that stand in the whole registry; without `facts` all of that code.",
        (),
    )
