"""A problem in the data, as a value: code, severity, place, message, next step, second place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from innoreg.i18n import TN, T

Severity = Literal["error", "warning", "info"]
# So much of a long text tells a reader which it is.
_MUCH = 60

OF_WHOLE = frozenset(
    {"amend-was-differs", "step-before-start", "no-such-report", "accepted-nothing"}
)
"""Codes of what may be missing only because a file could not be read: not told while one cannot."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where: a path relative to the registry's root with `/`, line and column counted from 1.

    Columns count characters, not bytes; `end_column` is the first column after the words.
    """

    file: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains the first («first given here»)."""

    place: Place
    message: T


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do.

    `suggestion` is the very text to put in place of the marked words, where one is likely;
    `accepted` the reason why the keeper lets the finding stand, where one was given.
    """

    code: str
    severity: Severity
    place: Place
    message: T
    hint: T | None = None
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    accepted: str | None = None


class FailedFile(NamedTuple):
    """A file with errors and the first of them.

    readable: what can be read in it is in the answer; otherwise nothing of it is.
    """

    place: Place
    message: T
    readable: bool


def facts_of(found: Diagnostic, marked: str = "") -> str:
    """What a finding is about in no language, to know it again: its values and the words it marks.

    Of long words the beginning is kept, and a hash by which any change of them shows.
    """
    values, marked = _values_of(found.message), marked.strip("\"' ")
    if len(marked) > _MUCH:
        from hashlib import sha256

        marked = f"{marked[:_MUCH]}… {sha256(marked.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return "; ".join(filter(None, (*values, "" if marked in values else marked)))


def _values_of(text: T) -> list[str]:
    values = [value for _name, value in text.params if value is not None]
    if isinstance(text, TN):
        values.append(text.n)
    return [
        ".".join(_values_of(value)) or value.message if isinstance(value, T) else str(value)
        for value in values
    ]


def by_place(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in reading order, the same for any order they were found in."""
    return sorted(
        set(diagnostics),
        key=lambda d: (
            d.place.file,
            d.place.line,
            d.place.column,
            d.code,
            d.message.message,
            str(d.message.params),
        ),
    )
