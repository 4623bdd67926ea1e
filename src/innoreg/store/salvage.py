"""What is left of a broken record, so that one mistake does not hide the others.

The broken values are taken out of the data, and what was taken out is told, so that every place
behind them stays true; a key that is missing gets a stand-in. Such a record is only good for being
checked; no query ever sees it.
"""

import difflib
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from innoreg.model.base import Record

# A mistake may take three rounds: cut, filled in with “?”, the “?” made one of the known values.
_ROUNDS = 8
_UNKNOWN = "?"
"""Rules pass over a reference that says this."""
_STAND_INS: dict[str, Any] = {
    "schema": "1",
    "period": {"from": "2000-01-01", "to": "2000-12-31"},
    "organisations": [_UNKNOWN],
    "subjects": [_UNKNOWN],
    "mentors": [{"person": _UNKNOWN}],
    "mentees": [{"school": _UNKNOWN}],
}
Path = tuple[str | int, ...]


def errors_behind_mistyped_kinds(
    model: type[Record], data: dict[str, Any], error: ValidationError
) -> Iterator[ValidationError]:
    """What is wrong further in clauses and events whose kind is nearly right.

    Without its kind nothing else in a clause is looked at, so the likely one is put into the data.
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


def salvage_record(
    model: type[Record], data: dict[str, Any]
) -> tuple[Record | None, tuple[Path, ...]]:
    """The record without its broken parts, or None where nothing is left to stand on.

    With it the paths of what was taken out, each as it was after those before it had gone.
    """
    cuts: list[Path] = []
    for _round in range(_ROUNDS):
        try:
            return model.model_validate(data), tuple(cuts)
        except ValidationError as error:
            details = error.errors(include_url=False)
        targets = {target for detail in details if (target := _mend_or_locate(data, detail))}
        for target in sorted(targets, key=_deepest_last_first):
            if _remove(data, target):
                cuts.append(target)
    return None, tuple(cuts)


def _mend_or_locate(data: dict[str, Any], detail: ErrorDetails) -> Path | None:
    """Put something that fits where it can be; else the path of what must be cut."""
    path, kind = detail["loc"], detail["type"]
    trail = _walk(data, path)
    steps, here = tuple(step for step, _value in trail[1:]), trail[-1][1]
    if kind == "missing" and isinstance(here, dict) and isinstance(path[-1], str):
        here[path[-1]] = _stand_in(path)
        return None
    if not steps:
        # The one check of a record as a whole: an order needs a date or a year.
        data["year"] = "2000"
        return None
    if not _is_stand_in(here):
        return steps
    if kind == "literal_error":
        trail[-2][1][steps[-1]] = _quoted_words(detail["ctx"]["expected"])[0]
        return None
    return _enclosing_element(steps)


def _stand_in(path: Path) -> Any:
    """What a missing key is taken to say; numbers of items must not look the same."""
    if path[-1] == "number":
        return _UNKNOWN + ".".join(str(step) for step in path)
    return deepcopy(_STAND_INS.get(str(path[-1]), _UNKNOWN))


def _is_stand_in(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_UNKNOWN)


def _enclosing_element(steps: Path) -> Path:
    """The element of a list, else the key of the record, that holds the value."""
    while len(steps) > 1:
        steps = steps[:-1]
        if isinstance(steps[-1], int):
            break
    return steps


def _quoted_words(words: object) -> list[str]:
    return re.findall(r"'([^']+)'", str(words))


def _walk(data: Any, path: Path) -> list[tuple[str | int, Any]]:
    """The steps of the path that the data have, each with its value; first the data themselves.

    pydantic puts the name of a clause's kind into its paths: it is stepped over.
    """
    trail: list[tuple[str | int, Any]] = [("", data)]
    for step in path:
        here = trail[-1][1]
        if _has(here, step):
            trail.append((step, here[step]))
    return trail


def _deepest_last_first(path: Path) -> tuple[int, ...]:
    """Later elements before earlier ones, and what lies inside an element before itself."""
    return (*(-step if isinstance(step, int) else 0 for step in path), 1)


def _remove(data: Any, path: Path) -> bool:
    *steps, last = path
    for step in steps:
        if not _has(data, step):
            return False
        data = data[step]
    if not _has(data, last):
        return False
    del data[last]
    return True


def _has(data: Any, step: str | int) -> bool:
    return (
        step in data
        if isinstance(data, dict)
        else isinstance(data, list) and isinstance(step, int) and step < len(data)
    )
