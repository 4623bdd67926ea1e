"""Cuts broken values out of a record, so that one mistake does not hide the others from the rules.

The paths of the values taken out are returned, because the places of later elements of a list
depend on them; a missing key gets a stand-in, a misspelt one is read as the key it is most like.
"""

import difflib
import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from innoreg.model.base import Record
from innoreg.store.file_diagnostics import known_keys

# A mistake may take three rounds: cut, filled in with “?”, the “?” made one of the known values.
_ROUNDS = 8
_UNKNOWN = "?"
"""The value of a stand-in: rules pass over a reference that says this."""
_MADE_UP = "2000"
"""The year of an order that gives neither day nor year."""
_DAY = "2000-01-01"
"""The day of a record as a whole that gives none, such as the day of a meeting."""
_STAND_INS: dict[str, Any] = {
    "schema": "1",
    "period": {"from": "2000-01-01", "to": "2000-12-31"},
    "received": _DAY,
    "organisations": [_UNKNOWN],
    "subjects": [_UNKNOWN],
    "mentors": [{"person": _UNKNOWN}],
    "mentees": [{"school": _UNKNOWN}],
}
Path = tuple[str | int, ...]


def errors_behind_mistyped_kinds(
    model: type[Record], data: dict[str, Any], error: ValidationError
) -> Iterator[ValidationError]:
    """The errors that a clause or event still has once its misspelt kind is corrected.

    pydantic looks at nothing else in a part whose kind it does not know, so the likeliest kind is
    put into `data`, as often as that leads to new errors.
    """
    while _guess_kinds(data, error):
        try:
            model.model_validate(data)
            return
        except ValidationError as further:
            error = further
            yield error


def _guess_kinds(data: dict[str, Any], error: ValidationError) -> bool:
    guessed = False
    for detail in error.errors(include_url=False):
        if detail["type"] != "union_tag_invalid":
            continue
        ctx, part = detail["ctx"], _walk(data, detail["loc"])[-1][1]
        close = difflib.get_close_matches(
            str(ctx["tag"]), _quoted_words(ctx["expected_tags"]), 1, 0.5
        )
        if close and isinstance(part, dict):
            part[str(ctx["discriminator"]).strip("'")] = close[0]
            guessed = True
    return guessed


def correct_misspelt_keys(
    model: type[Record], data: dict[str, Any], error: ValidationError
) -> None:
    """Read each unknown key as the absent one that it is most like, so that its value counts."""
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        if detail["type"] != "extra_forbidden" or path == ("id",):
            continue
        part = _walk(data, path[:-1])[-1][1]
        absent = [key for key in known_keys(model, path[:-1]) if key not in part]
        close = difflib.get_close_matches(str(path[-1]), absent, 1, 0.75)
        if close and path[-1] in part:
            part[close[0]] = part.pop(path[-1])


class Salvaged(NamedTuple):
    """What is left of a record; None where that is too little.

    cuts: the paths of what was taken out, each as it was after those before it had gone. guessed:
    the days of the record were made up, so that it can be checked and nothing more.
    """

    record: Record | None
    cuts: tuple[Path, ...]
    guessed: bool


def salvage_record(model: type[Record], data: dict[str, Any]) -> Salvaged:
    """The record without its broken parts. `data` is changed."""
    cuts: list[Path] = []
    for _round in range(_ROUNDS):
        try:
            record = model.model_validate(data)
            guessed = data.get("period") == _STAND_INS["period"] or data.get("year") == _MADE_UP
            guessed |= _DAY in (data.get("received"), data.get("on"))
            return Salvaged(record, tuple(cuts), guessed or ("date",) in cuts)
        except ValidationError as error:
            details = error.errors(include_url=False)
        targets = {target for detail in details if (target := _mend_or_locate(data, detail))}
        # From the end: taking out an element moves those behind it, whose paths are still needed.
        for target in sorted(targets, key=_deepest_last_first):
            if _remove(data, target):
                cuts.append(target)
    return Salvaged(None, tuple(cuts), guessed=True)


def _mend_or_locate(data: dict[str, Any], detail: ErrorDetails) -> Path | None:
    """Put a fitting value into the data where that mends the error; else the path to cut."""
    path, kind = detail["loc"], detail["type"]
    trail = _walk(data, path)
    steps, here = tuple(step for step, _value in trail[1:]), trail[-1][1]
    if kind == "missing" and isinstance(here, dict) and isinstance(path[-1], str):
        here[path[-1]] = _stand_in(path)
        return None
    if not steps:
        # The one check of a record as a whole: an order needs a date or a year.
        data["year"] = _MADE_UP
        return None
    if not _is_stand_in(here):
        return steps
    if kind == "literal_error":
        # The stand-in is a text, and this key takes one of a few words: any of them will do.
        trail[-2][1][steps[-1]] = _quoted_words(detail["ctx"]["expected"])[0]
        return None
    return _enclosing_element(steps)


def _stand_in(path: Path) -> Any:
    """The stand-in for a missing key; those of item numbers differ, else they would be doubles."""
    if path[-1] == "number":
        places = (str(step + 1) for step in path if isinstance(step, int))
        return _UNKNOWN + ".".join(places)
    if path == ("on",):
        return _DAY
    return deepcopy(_STAND_INS.get(str(path[-1]), _UNKNOWN))


def _is_stand_in(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_UNKNOWN)


def _enclosing_element(steps: Path) -> Path:
    """The path of the innermost element of a list around the value, else the record's key."""
    while len(steps) > 1:
        steps = steps[:-1]
        if isinstance(steps[-1], int):
            break
    return steps


def _quoted_words(words: object) -> list[str]:
    return re.findall(r"'([^']+)'", str(words))


def _walk(data: Any, path: Path) -> list[tuple[str | int, Any]]:
    """The steps of the path that the data have, each with its value; first the data themselves.

    pydantic puts the name of a clause's kind into its paths: such steps are passed over.
    """
    trail: list[tuple[str | int, Any]] = [("", data)]
    for step in path:
        here: Any = trail[-1][1]
        # Texts are no lists of letters here.
        if not isinstance(here, str):
            with suppress(LookupError, TypeError):
                trail.append((step, here[step]))
    return trail


def _deepest_last_first(path: Path) -> tuple[int, ...]:
    """Later elements before earlier ones, and what lies inside an element before itself."""
    return (*(-step if isinstance(step, int) else 0 for step in path), 1)


def _remove(data: Any, path: Path) -> bool:
    """Take the value at the path out of the data; False where it is gone already."""
    trail = _walk(data, path)
    if len(trail) <= len(path):
        return False
    del trail[-2][1][path[-1]]
    return True
