"""Turns pydantic's errors into diagnostics with places; lists the codes of broken files."""

import difflib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from innoreg.diagnostics import Diagnostic
from innoreg.i18n import N_, T
from innoreg.store.file_source import FileSource

# The words of ValueErrors that our own validators raise; pydantic hands them on unchanged.
_OWN_WORDS = {
    "an empty text": N_("an empty text"),
    "not a folder inside the registry": N_(
        "a folder inside the registry is expected, written with / and without .."
    ),
    "not a folder beside the registry: write ../NAME": N_(
        "a folder beside the registry is expected, written as ../NAME"
    ),
    "`data_private` lies among the records: write ../NAME": N_(
        "the folder lies among the records: write ../NAME"
    ),
    "the last day is before the first": N_("the last day is before the first"),
    "a plan is for at most 20 years": N_("a plan is for at most 20 years"),
    "the year is not from 1900 to 2199": N_("the year is not from 1900 to 2199"),
    "names nobody": N_("this names nobody"),
    "a group is of one thing": N_(
        "a group is told by one of the keys kind, flag, site, pairs, role, or by a list in include"
    ),
    "needs a date, or at least a year": N_("an order needs a date, or at least a year"),
}
_SHAPES = {
    "string_type": N_("a text is expected here"),
    "tuple_type": N_("a list is expected here (lines that begin with “- ”)"),
    "model_type": N_("a mapping is expected here (lines of `key: value`)"),
    "model_attributes_type": N_("a mapping is expected here (lines of `key: value`)"),
    "dict_type": N_("a mapping is expected here (lines of `key: value`)"),
}


# The beginning of an error's type -> what is expected; pydantic has several types of each.
_EXPECTED = {
    "int": N_("a whole number is expected, not “{given}”"),
    "bool": N_("true or false is expected, not “{given}”"),
    "float": N_("a number is expected, not “{given}”"),
}
_LIMITS = {
    "greater_than_equal": N_("{given} is too little: at least {limit} is expected"),
    "less_than_equal": N_("{given} is too much: at most {limit} is expected"),
}
# People write 01.03.2022 or 2022/3/1: the suggestion gives the same day as the format wants it.
_DAY_FIRST = re.compile(r"\s*(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"\s*(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?!\d)")
# What fits beside the other words of a message on a line of a terminal.
_LONGEST = 60


def abbreviate(value: object) -> str:
    """A value as messages show it: on one line, a long one cut; {…} and […] for collections."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = " ".join(str(value).split()) if value is not None else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def validation_diagnostics(
    model: type[BaseModel], error: ValidationError, source: FileSource
) -> Iterator[Diagnostic]:
    """One diagnostic for each mistake pydantic found in the data of `source`."""
    # A field of several types gives an error for each of them at the same place: one is enough.
    # Several keys may be missing at one place.
    given: set[tuple[str, object]] = set()
    for detail in error.errors(include_url=False):
        diagnostic = _to_diagnostic(model, detail, source)
        mark = (diagnostic.code, diagnostic.place)
        if mark not in given or diagnostic.code == "missing-key":
            given.add(mark)
            yield diagnostic


def _to_diagnostic(model: type[BaseModel], detail: ErrorDetails, source: FileSource) -> Diagnostic:
    path, kind = detail["loc"], detail["type"]
    key = str(path[-1]) if path else "?"
    ctx = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(model, path, key, source)
    if kind == "missing" and isinstance(path[-1], int):
        words = T("the list is too short: a value is missing at its end")
        return Diagnostic("bad-value", "error", source.place(path[:-1], key=True), words)
    if kind in ("missing", "union_tag_not_found"):
        # pydantic names the part without a kind, not the key that is missing in it.
        if kind == "union_tag_not_found":
            key = str(ctx["discriminator"]).strip("'")
        message, hint = T("the key `{key}` is missing", key=key), T("add `{key}: …` here", key=key)
        return Diagnostic("missing-key", "error", source.place(path), message, hint)
    if kind in ("literal_error", "union_tag_invalid"):
        return _unknown_value(path, detail, source)
    place = source.place(path)
    if kind in _SHAPES:
        return Diagnostic("wrong-shape", "error", place, T(_SHAPES[kind]))
    # Our own check of dates (model.base) names this example; pydantic's types begin with date.
    if kind.startswith("date") or "2022-03-01" in detail["msg"]:
        return _bad_date(path, detail, source)
    return Diagnostic("bad-value", "error", place, *_bad_value(key, detail))


def _unknown_key(
    model: type[BaseModel], path: tuple[str | int, ...], key: str, source: FileSource
) -> Diagnostic:
    place = source.place(path, key=True)
    # Its own message: a remark in `note`, as of other unknown keys, would not help here.
    if path == ("id",):
        message = T("the id is not written inside the file")
        hint = T("the id is the file's name: delete this line, or rename the file")
        return Diagnostic("unknown-key", "error", place, message, hint)
    message = T("unknown key “{key}”", key=abbreviate(key))
    kind = getattr(model, "kind_name", "")
    otherwise = T("see `innoreg schema {kind}`; a remark belongs into `note`", kind=kind)
    close = _suggest(key, known_keys(model, path[:-1]), 0.6, otherwise)
    return Diagnostic("unknown-key", "error", place, message, *close)


def _suggest(given: str, known: list[str], likeness: float, otherwise: T) -> tuple[T, str | None]:
    """The hint and the suggestion: the known word most like the given one, else the other hint."""
    if close := difflib.get_close_matches(given, known, 1, likeness):
        return T("perhaps `{close}`", close=close[0]), close[0]
    return otherwise, None


def known_keys(model: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys of the part that `path` leads to, through lists and unions."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        # pydantic puts the name of the chosen kind of clause or event into the path.
        tagged = [m for m in models if _tag(m) == step]
        models = tagged or [
            inner
            for m in models
            for name, info in m.model_fields.items()
            if step in (name, info.alias)
            for inner in _models_in(info.annotation)
        ]
    return sorted({info.alias or name for m in models for name, info in m.model_fields.items()})


def _tag(model: type[BaseModel]) -> str | None:
    for name in ("kind", "event"):
        if info := model.model_fields.get(name):
            arguments = getattr(info.annotation, "__args__", ())
            return str(arguments[0]) if arguments else None
    return None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _unknown_value(
    path: tuple[str | int, ...], detail: ErrorDetails, source: FileSource
) -> Diagnostic:
    ctx = detail.get("ctx", {})
    # pydantic lists the known values as one text, each between apostrophes.
    expected = re.findall(r"'([^']+)'", str(ctx.get("expected") or ctx.get("expected_tags")))
    if detail["type"] == "union_tag_invalid":
        path = (*path, str(ctx["discriminator"]).strip("'"))
        given = str(ctx["tag"])
    else:
        given = abbreviate(detail["input"])
    message = T("unknown value “{given}” of `{key}`", given=abbreviate(given), key=path[-1])
    close = _suggest(given, expected, 0.5, T("one of: {expected}", expected=", ".join(expected)))
    return Diagnostic("unknown-value", "error", source.place(path), message, *close)


def _bad_date(path: tuple[str | int, ...], detail: ErrorDetails, source: FileSource) -> Diagnostic:
    given = abbreviate(detail["input"])
    place = source.place(path)
    numbers = _DAY_FIRST.match(given) or _YEAR_FIRST.match(given)
    meant = {name: int(digits) for name, digits in numbers.groupdict().items()} if numbers else None
    day = _iso_day(**meant) if meant else None
    if meant and day is None:
        message = T("there is no such day: {given}", given=given)
    else:
        message = T("not a date: “{given}”", given=given)
    hint = T("a date is written year-month-day: {example}", example=day or "2022-03-01")
    return Diagnostic("bad-date", "error", place, message, hint, day)


def _iso_day(year: int, month: int, day: int) -> str | None:
    """The day as the format writes it; None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _bad_value(key: str, detail: ErrorDetails) -> tuple[T, T | None]:
    kind, ctx = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        raised = str(ctx.get("error", ""))
        return T(_OWN_WORDS.get(raised, raised)), None
    given = abbreviate(detail["input"])
    if kind in _LIMITS:
        limit = next(iter(ctx[name] for name in ("ge", "le") if name in ctx))
        return T(_LIMITS[kind], given=given, limit=f"{limit:g}"), None
    if kind == "too_long":
        return T("the list `{key}` is too long", key=key), None
    if kind == "string_pattern_mismatch":
        message = T("“{given}” has not the form of `{key}`", given=given, key=key)
        return message, T("see `innoreg schema`")
    if kind == "too_short":
        return T("the list `{key}` must not be empty", key=key), None
    if words := next((w for start, w in _EXPECTED.items() if kind.startswith(start)), None):
        return T(words, given=given), None
    return T("`{key}`: {reason}", key=key, reason=detail["msg"]), None


SYNTAX_CODES: dict[str, str] = {
    "unreadable-file": "The file cannot be opened. Check its permissions and the disk.",
    "file-too-large": "A record is a small text. Split the file or move attachments elsewhere.",
    "symlink-outside": "A link leaves the registry, so the record is not under version control. "
    "Put the file itself here.",
    "stray-file": "An innoreg that was interrupted left the file. A change of several files is finished "
    "or taken back by the next command that writes; delete what else there is, and do not commit it.",
    "utf8-bom": "The file begins with an invisible byte order mark. Save it as “UTF-8 without BOM”.",
    "utf16": "The file is saved as UTF-16. Save it as UTF-8.",
    "cp1251": "The file is saved in Windows-1251. Save it as UTF-8.",
    "not-utf8": "The file is not text in UTF-8. Save it as UTF-8.",
    "nul-byte": "The file holds a NUL byte, so it is not text or is damaged. Restore it from git.",
    "merge-conflict": "A merge was not finished. Decide which lines stay and remove the markers.",
    "tab-indentation": "YAML is indented with spaces. Replace the tab.",
    "empty-file": "The file holds no record. Fill it or delete it.",
    "several-documents": "One file is one record. Move what follows `---` to a file of its own.",
    "anchor": "Anchors and aliases (`&`, `*`) are not used in records. Write the value out.",
    "yaml-tag": "Tags such as `!!str` are not used in records. Remove the tag.",
    "too-deep": "The record is nested deeper than any plan can be. Check the brackets.",
    "yaml-syntax": "The file is not valid YAML at this place. Often a colon or a quote in a text "
    "without quotes around it, or an indent that does not fit.",
    "duplicate-key": "The same key stands twice, and one value would be lost. Keep one of them.",
    "not-a-mapping": "A record is a list of `key: value` lines.",
    "cyrillic-in-id": "An id is written in Latin letters; Cyrillic ones look the same and are not.",
    "bad-id": "An id is the file's name: small Latin letters, digits and single hyphens.",
    "unknown-folder": "A folder of data/ is a kind of record. Move the file to its kind's folder.",
    "yml-suffix": "Records end in `.yaml`. Rename the file, or it would be passed over.",
    "older-schema": "The record is written for an older version of the format. Run `innoreg migrate`.",
    "newer-schema": "The record is written for a newer innoreg. Update the program.",
    "retired-key": "The format once had such a key, and nothing read it. `innoreg migrate` takes it out.",
    "unknown-key": "The format has no such key. Correct it, or put the remark into `note`.",
    "missing-key": "A key every such record needs is absent.",
    "unknown-value": "The value is none of those the format knows.",
    "bad-date": "A date is written 2022-03-01 and must exist in the calendar.",
    "bad-value": "The value has not the form this key needs.",
    "wrong-shape": "A text, a list and a mapping are not interchangeable here.",
}
"""Code -> what the curator does about it. Their severity is error, but for `stray-file`, `utf8-bom` and `retired-key` (warnings)."""
