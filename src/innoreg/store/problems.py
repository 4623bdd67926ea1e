"""What pydantic says of a record -> diagnostics at their places, in words of the format."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from innoreg.diagnostics import Diagnostic
from innoreg.i18n import N_, T
from innoreg.store.source import FileSource

_OWN_WORDS = {
    "an empty text": N_("an empty text"),
    "names nobody": N_("this names nobody"),
    "needs a date, or at least a year": N_("an order needs a date, or at least a year"),
}
_SHAPES = {
    "string_type": N_("a text is expected here"),
    "tuple_type": N_("a list is expected here (lines that begin with “- ”)"),
    "model_type": N_("a mapping is expected here (lines of `key: value`)"),
    "model_attributes_type": N_("a mapping is expected here (lines of `key: value`)"),
    "dict_type": N_("a mapping is expected here (lines of `key: value`)"),
}


def problems(
    model: type[BaseModel], error: ValidationError, source: FileSource
) -> Iterator[Diagnostic]:
    """One diagnostic for each thing that is wrong, the doubles of a union's branches left out."""
    told: set[tuple[str, object]] = set()
    for detail in error.errors(include_url=False):
        diagnostic = _diagnostic(model, detail, source)
        mark = (diagnostic.code, diagnostic.place)
        if mark not in told or diagnostic.code in ("missing-key",):
            told.add(mark)
            yield diagnostic


def _diagnostic(model: type[BaseModel], detail: ErrorDetails, source: FileSource) -> Diagnostic:
    path, kind = detail["loc"], detail["type"]
    key = str(path[-1]) if path else "?"
    ctx = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(model, path, key, source)
    if kind in ("missing", "union_tag_not_found"):
        if kind == "union_tag_not_found":
            key = str(ctx["discriminator"]).strip("'")
        message, hint = T("the key `{key}` is missing", key=key), T("add `{key}: …` here", key=key)
        return Diagnostic("missing-key", "error", source.place(path), message, hint)
    if kind in ("literal_error", "union_tag_invalid"):
        return _unknown_value(path, detail, source)
    place = source.place(path)
    if kind in _SHAPES:
        return Diagnostic("wrong-shape", "error", place, T(_SHAPES[kind]))
    if kind.startswith("date") or "2022-03-01" in detail["msg"]:
        return _bad_date(path, detail, source)
    return Diagnostic("bad-value", "error", place, *_bad_value(key, detail))


def _unknown_key(
    model: type[BaseModel], path: tuple[str | int, ...], key: str, source: FileSource
) -> Diagnostic:
    place = source.place(path, key=True)
    if path == ("id",):
        message = T("the id is not written inside the file")
        hint = T("the id is the file's name: delete this line, or rename the file")
        return Diagnostic("unknown-key", "error", place, message, hint)
    close = difflib.get_close_matches(key, known_keys(model, path[:-1]), 1, 0.6)
    message = T("unknown key “{key}”", key=key)
    hint = (
        T("perhaps `{close}`", close=close[0])
        if close
        else T("see `innoreg schema {kind}`; a remark belongs into `note`", kind=_kind(model))
    )
    return Diagnostic("unknown-key", "error", place, message, hint, close[0] if close else None)


def _kind(model: type[BaseModel]) -> str:
    return str(getattr(model, "kind_name", ""))


def known_keys(model: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys of the part that `path` leads to, through lists and unions."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        tagged = [m for m in models if _tag(m) == step]
        models = tagged or [
            inner
            for m in models
            for name, info in m.model_fields.items()
            if step in (name, info.alias)
            for inner in _models_in(info.annotation, info.metadata)
        ]
    return sorted({info.alias or name for m in models for name, info in m.model_fields.items()})


def _tag(model: type[BaseModel]) -> str | None:
    for name in ("kind", "event"):
        if info := model.model_fields.get(name):
            arguments = getattr(info.annotation, "__args__", ())
            return str(arguments[0]) if arguments else None
    return None


def _models_in(annotation: Any, _metadata: object = ()) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _unknown_value(
    path: tuple[str | int, ...], detail: ErrorDetails, source: FileSource
) -> Diagnostic:
    ctx = detail.get("ctx", {})
    expected = re.findall(r"'([^']+)'", str(ctx.get("expected") or ctx.get("expected_tags")))
    if detail["type"] == "union_tag_invalid":
        path = (*path, str(ctx["discriminator"]).strip("'"))
        given = str(ctx["tag"])
    else:
        given = str(detail["input"])
    close = difflib.get_close_matches(given, expected, 1, 0.5)
    message = T("unknown value “{given}” of `{key}`", given=given, key=path[-1])
    hint = (
        T("perhaps `{close}`", close=close[0])
        if close
        else T("one of: {expected}", expected=", ".join(expected))
    )
    return Diagnostic(
        "unknown-value", "error", source.place(path), message, hint, close[0] if close else None
    )


def _bad_date(path: tuple[str | int, ...], detail: ErrorDetails, source: FileSource) -> Diagnostic:
    given = str(detail["input"])
    place = source.place(path)
    hint = T("a date is written year-month-day: 2022-03-01")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        return Diagnostic(
            "bad-date", "error", place, T("there is no such day: {given}", given=given), hint
        )
    russian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", given)
    suggestion = f"{russian[3]}-{russian[2]:0>2}-{russian[1]:0>2}" if russian else None
    return Diagnostic(
        "bad-date", "error", place, T("not a date: “{given}”", given=given), hint, suggestion
    )


def _bad_value(key: str, detail: ErrorDetails) -> tuple[T, T | None]:
    kind, ctx = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        words = str(ctx.get("error", ""))
        return T(_OWN_WORDS.get(words, words)), None
    given = str(detail["input"])
    if kind == "string_pattern_mismatch":
        message = T("“{given}” has not the form of `{key}`", given=given, key=key)
        return message, T("see `innoreg schema`")
    if kind == "too_short":
        return T("the list `{key}` must not be empty", key=key), None
    if kind.startswith("int"):
        return T("a whole number is expected, not “{given}”", given=given), None
    if kind.startswith("bool"):
        return T("true or false is expected, not “{given}”", given=given), None
    if kind.startswith("float"):
        return T("a number is expected, not “{given}”", given=given), None
    return T("`{key}`: {reason}", key=key, reason=detail["msg"]), None
