"""The registry's calendar, read without the models where its settings are certainly right.

Loading the models takes twice as long as all the rest of a short answer.
"""

import re
from collections.abc import Mapping

from innoreg.deadlines import Calendar

# Plainer than the model demands: whatever is unusual goes the long way and is validated.
_FOLDER = "[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*"
_PLAIN = {
    "schema": "1",
    "title": r"\S(?:.*\S)?",
    "data": _FOLDER,
    "templates": _FOLDER,
    "weeks": "workweek|calendar|seven-day",
    "school_year_end": "08-31|05-31",
    "school_year_august": "opens|closes",
}
"""Patterns of the values that the model of the settings accepts without doubt."""


def plain_calendar(settings: Mapping[str, object] | None) -> Calendar | None:
    """The calendar of settings as they stand in their file.

    None where something may be wrong with them, or they have school quarters of their own: then
    the model must read them.
    """
    # The two keys that settings cannot do without.
    if settings is None or not {"schema", "title"} <= settings.keys():
        return None
    for key, value in settings.items():
        # A key that is not in the table matches nothing.
        if not isinstance(value, str) or not re.fullmatch(_PLAIN.get(key, "(?!)"), value, re.ASCII):
            return None
    usual = Calendar()
    given: Mapping[str, str] = settings  # type: ignore[assignment]
    month, dash, day = given.get("school_year_end", "").partition("-")
    end = (int(month), int(day)) if dash else usual.school_year_end
    august = given.get("school_year_august", usual.august)
    return Calendar(given.get("weeks", usual.weeks), end, august=august)  # type: ignore[arg-type]
