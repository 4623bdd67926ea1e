"""Which matching is meant, and the same one with other values for the sake of a question."""

import difflib
from typing import Any

from pydantic import ValidationError

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.matching import Matching
from innoreg.model.registry import Registry
from innoreg.queries.lacking_records import refuse_if_lacking


def find_matching(registry: Registry, words: str) -> Matching:
    """The matching of that id, or the only one of that year; WrongUsage if there is none."""
    if found := registry.get(Matching, words):
        return found
    every = registry.all(Matching)
    of_year = [each for each in every if str(each.year) == words]
    if len(of_year) == 1:
        return of_year[0]
    if of_year:
        raise WrongUsage(
            T("several matchings are of {year}", year=words),
            T("say which: {ids}", ids=", ".join(each.id for each in of_year)),
        )
    refuse_if_lacking(registry)
    known = ", ".join(each.id for each in every)
    raise WrongUsage(
        T("no matching is called “{words}”", words=words),
        T("there are: {ids}", ids=known) if known else T("`innoreg new matching ID` makes one"),
    )


def with_what_if(registry: Registry, matching: Matching, words: str) -> Matching:
    """The matching with one value changed: `capacity.luga-leader=3`, `hard.max_km=100`, `load=0,5`."""
    key, equals, value = words.partition("=")
    steps = key.split(".")
    if not (equals and value and all(steps)):
        raise WrongUsage(
            T("“{words}” is not KEY=VALUE", words=words),
            T("for example: --what-if capacity.default=3"),
        )
    data = matching.model_dump(by_alias=True, mode="json")
    if len(steps) == 2 and steps[0] == "capacity" and steps[1] != "default":
        _set_places(registry, data, steps[1], _read_value(value))
    else:
        _set_value(data, steps, _read_value(value), key)
    try:
        return Matching.model_validate(data)
    except ValidationError as error:
        raise WrongUsage(
            T("“{value}” is no value of {key}", value=value, key=key),
            T("{reason}", reason=error.errors()[0]["msg"]),
        ) from None


def _set_places(registry: Registry, data: dict[str, Any], mentor: str, places: Any) -> None:
    if registry.find(mentor, ("school",)) is None:
        close = difflib.get_close_matches(mentor, registry.ids(("school",)), 3, 0.5)
        hint = T("perhaps {close}", close=", ".join(close)) if close else None
        raise WrongUsage(T("no school is called “{id}”", id=mentor), hint)
    name = canonical_ref(registry, mentor)
    rows = data["capacity"]["of"]
    kept = [row for row in rows if canonical_ref(registry, row["mentor"]) != name]
    data["capacity"]["of"] = [*kept, {"mentor": name, "places": places}]


def _set_value(data: dict[str, Any], steps: list[str], value: Any, key: str) -> None:
    part: Any = data
    for step in steps[:-1]:
        part = part.get(step) if isinstance(part, dict) else None
    last = steps[-1]
    if not isinstance(part, dict) or last not in part or isinstance(part[last], dict):
        keys = ", ".join(f"{name}.{one}" for name in ("hard", "points") for one in data[name])
        raise WrongUsage(
            T("a matching has no value “{key}”", key=key),
            T("for example capacity.default, load, {keys}", keys=keys),
        )
    part[last] = value if not isinstance(part[last], list) or isinstance(value, list) else [value]


def _read_value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if text == "null":
        return None
    if "," in text:
        return [_read_value(one.strip()) for one in text.split(",")]
    return int(text) if text.isdecimal() else text
