"""Diagnostics as text with the line and a caret, and as JSON."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from innoreg.diagnostics import Diagnostic, Place
from innoreg.hidden_signs import HIDDEN, paint, show_hidden_signs
from innoreg.i18n import N_, _, ngettext
from innoreg.report.jsonio import dumps
from innoreg.report.wrapping import fold_lines

SEVERITIES = ("error", "warning", "info")
_SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
# A plan's title may be 600 characters long; only the part around the marked words is shown.
_PIPE_WIDTH = 170
# So many findings are seen at a glance; of more it helps to know of which kinds they are.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings in reading order, and how many files became what.

    `folder` is where the registry lies in its repository, from whose top CI systems count paths;
    `advice` says of a code what to do about it. `errors_only` and `with_accepted` choose which of
    the findings are shown; the counts are of all.
    """

    diagnostics: Sequence[Diagnostic]
    files: int
    records: int
    ignored: int
    folder: str = ""
    advice: Mapping[str, str] = field(default_factory=dict)
    errors_only: bool = False
    with_accepted: bool = False

    def count(self, severity: str) -> int:
        """How many of that severity are open, not accepted."""
        return sum(d.severity == severity and not d.accepted for d in self.diagnostics)

    @property
    def accepted(self) -> int:
        """How many the keeper lets stand."""
        return sum(d.accepted is not None for d in self.diagnostics)

    @property
    def listed(self) -> list[Diagnostic]:
        """The findings that are to be shown."""
        return [d for d in self.diagnostics if d.severity == "error" or not self.errors_only]

    @property
    def open(self) -> list[Diagnostic]:
        """The findings that are to be shown to whoever must do something about them."""
        return [d for d in self.listed if self.with_accepted or not d.accepted]


Lines = Callable[[str], Sequence[str]]
"""File -> its lines, empty where it cannot be read; only asked for files with findings."""


def summary(findings: Findings) -> str:
    """The last line: what was looked at and what was found."""
    files = ngettext("{n} file", "{n} files", findings.files)
    records = ngettext("{n} record", "{n} records", findings.records)
    counts = [
        ngettext("{n} error", "{n} errors", findings.count("error")),
        ngettext("{n} warning", "{n} warnings", findings.count("warning")),
    ]
    if infos := findings.count("info"):
        counts.append(ngettext("{n} remark", "{n} remarks", infos))
    if findings.accepted:
        counts.append(ngettext("{n} accepted", "{n} accepted", findings.accepted))
    return f"{files}, {records}: {', '.join(counts)}"


def as_text(
    findings: Findings, lines: Lines, colour: bool = False, width: int = _PIPE_WIDTH
) -> str:
    """For people: place, severity, code, message, the line with a caret, the next step.

    The lines of files are cut to `width` columns, lest the caret stand under other words.
    """
    shown = findings.open
    blocks = [_finding_block(d, lines, colour, width) for d in shown]
    blocks += [_count_by_code(shown, colour)] if len(blocks) > _FEW else []
    return "".join(f"{block}\n" for block in blocks) + summary(findings) + "\n"


def _count_by_code(diagnostics: Sequence[Diagnostic], colour: bool) -> str:
    """How many of each code, errors first, then the most frequent."""
    counts = Counter((SEVERITIES.index(d.severity), d.code) for d in diagnostics)
    ordered = sorted(counts.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1]))
    return "".join(
        f"{n:>6} {_label(SEVERITIES[severity], code, colour)}\n" for (severity, code), n in ordered
    )


_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def concise_line(d: Diagnostic) -> str:
    """`file:line:column: error[code] message`."""
    label = _label(d.severity, d.code, colour=False)
    return show_hidden_signs(f"{d.place}: {label} {d.message}")


def _label(severity: str, code: str, colour: bool) -> str:
    return paint(f"{_(_SEVERITY_WORDS[severity])}[{code}]", _COLOURS[severity] if colour else "")


def _finding_block(d: Diagnostic, lines: Lines, colour: bool, width: int) -> str:
    parts = [
        _heading_line(d, colour, width),
        *_marked_line(d.place, lines, _COLOURS[d.severity] if colour else "", width),
    ]
    more = [f"    = {related.place}: {related.message}" for related in d.related]
    if d.accepted:
        more.append(_("    accepted: {reason}", reason=d.accepted))
    elif d.hint:
        more.append(f"    → {d.hint}")
    folded = (fold_lines(show_hidden_signs(line), width) for line in more)
    return "\n".join((*parts, *folded)) + "\n"


def _heading_line(d: Diagnostic, colour: bool, width: int) -> str:
    """The concise line, no wider than the terminal; coloured afterwards, since colours take no room."""
    line = fold_lines(concise_line(d), width)
    if not colour:
        return line
    place, label = show_hidden_signs(str(d.place)), _label(d.severity, d.code, colour=False)
    line = line.replace(place, paint(place, "1"), 1)
    return line.replace(label, _label(d.severity, d.code, colour), 1)


def _marked_line(place: Place, lines: Lines, code: str, width: int) -> list[str]:
    """The line and the marks under it; `code` is their colour, empty for none."""
    text = lines(place.file)
    if place.line > len(text):
        return []
    gutter = f"{place.line:>5} | "
    line = text[place.line - 1].rstrip("\r")
    # One sign for one, else the caret would stand under other words.
    line = HIDDEN.sub(" ", line.replace("\t", " "))
    first = place.column - 1
    last = max(first + 1, (place.end_column or place.column + 1) - 1)
    start, end = _visible_part(line, first, width - len(gutter))
    shown = ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
    offset = first - start + (1 if start else 0)
    marks = "^" * max(1, min(last, end, max(len(line), last)) - first)
    marks = marks[: max(1, len(shown) - offset)]
    under = " " * (len(gutter) - 2) + "| " + " " * offset
    return [f"{gutter}{shown}", under + paint(marks, code)]


def _visible_part(line: str, first: int, room: int) -> tuple[int, int]:
    """Start and end of the part of a line that is shown in `room` columns, `first` in it."""
    if len(line) <= room:
        return 0, len(line)
    # An «…» at either end; the marked words stand a little left of the middle, as text is read.
    inner = room - 2
    start = max(0, min(first - inner * 3 // 8, len(line) - inner))
    return start, start + inner


def _place_fields(place: Place) -> dict[str, Any]:
    fields: dict[str, Any] = {"file": place.file, "line": place.line, "column": place.column}
    if place.end_column:
        fields["end_column"] = place.end_column
    return fields


def as_json(findings: Findings) -> str:
    """The contract's document of `validate`."""
    return dumps(
        {
            "format": 1,
            "files": findings.files,
            "records": findings.records,
            "ignored": findings.ignored,
            "errors": findings.count("error"),
            "warnings": findings.count("warning"),
            "accepted": findings.accepted,
            "diagnostics": [_fields(d) for d in findings.listed],
        }
    )


def _fields(d: Diagnostic) -> dict[str, Any]:
    fields = {
        "code": d.code,
        "severity": d.severity,
        **_place_fields(d.place),
        "message": str(d.message),
    }
    if d.hint:
        fields["hint"] = str(d.hint)
    if d.suggestion:
        fields["suggestion"] = d.suggestion
    if d.accepted:
        fields["accepted"] = d.accepted
    fields["related"] = [{**_place_fields(r.place), "message": str(r.message)} for r in d.related]
    return fields
