"""How a registry counts weeks and school years, read without the models where that is certain.

Loading them takes twice as long as all the rest of a short answer.
"""

import re
from collections.abc import Mapping

from innoreg.deadlines import Calendar

_FOLDER = "[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*"
_PLAIN = {
    "schema": "1",
    "title": r"\S(?:.*\S)?",
    "data": _FOLDER,
    "templates": _FOLDER,
    "weeks": "workweek|calendar|seven-day",
    "school_year_end": "08-31|05-31",
    "school_year_august": "opens|closes",
    "due_soon_days": r"[1-9]?\d",
}
"""Values of settings with which certainly nothing is wrong."""


def plain_calendar(settings: Mapping[str, object] | None) -> Calendar | None:
    """The way of counting by settings as they stand in their file.

    None where something may be wrong with them, or they have school quarters of their own.
    """
    if settings is None or not {"schema", "title"} <= settings.keys():
        return None
    if not all(map(_is_plain, settings.items())):
        return None
    usual = Calendar()
    given: Mapping[str, str] = settings  # type: ignore[assignment]
    month, dash, day = given.get("school_year_end", "").partition("-")
    end = (int(month), int(day)) if dash else usual.school_year_end
    august = given.get("school_year_august", usual.august)
    return Calendar(given.get("weeks", usual.weeks), end, august=august)  # type: ignore[arg-type]


def _is_plain(setting: tuple[str, object]) -> bool:
    key, value = setting
    return isinstance(value, str) and bool(re.fullmatch(_PLAIN.get(key, "(?!)"), value, re.ASCII))
