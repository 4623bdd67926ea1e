"""Days that must follow one another: from before to, flags with a period."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, cast

from pydantic import BaseModel

from innoreg.i18n import T
from innoreg.model.registry import Path
from innoreg.model.school import School
from innoreg.rules.rule import Finding, error, warning
from innoreg.rules.texts import day
from innoreg.rules.view import View


class _Stretch(Protocol):
    """A part with a first and a last day."""

    from_: date
    to: date


@error
def dates_reversed(view: View) -> Iterator[Finding]:
    """A period ends before it begins.

    Correct one of the two days.
    """
    for record in view.registry.records:
        for path, part in _stretches(record):
            if part.from_ > part.to:
                yield Finding(
                    view.place(record, *path, "to"),
                    T(
                        "ends on {to}, before it begins on {start}",
                        to=day(part.to),
                        start=day(part.from_),
                    ),
                    T("correct one of the two days"),
                )


def _stretches(part: BaseModel) -> Iterator[tuple[Path, _Stretch]]:
    """Every part below with both a first and a last day."""
    fields = part.__dict__
    if fields.get("from_") is not None and fields.get("to") is not None:
        yield (), cast(_Stretch, part)
    for name, value in fields.items():
        if isinstance(value, BaseModel):
            yield from (((name, *path), found) for path, found in _stretches(value))
        elif isinstance(value, tuple):
            for index, element in enumerate(value):
                if isinstance(element, BaseModel):
                    yield from (((name, index, *p), found) for p, found in _stretches(element))


@warning
def flag_without_period(view: View) -> Iterator[Finding]:
    """A school stands on a yearly list, but no year is given: a flag is no property for ever.

    Give `from` and `to` of the list.
    """
    for school in view.registry.all(School):
        for index, flag in enumerate(school.flags):
            if flag.from_ is None and flag.to is None:
                yield Finding(
                    view.place(school, "flags", index),
                    T("the flag {flag} has no period", flag=flag.flag),
                    T("give `from` and `to`: the lists are made anew every year"),
                )
