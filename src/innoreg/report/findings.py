"""Diagnostics for people and for CI: text with the line and a caret, JSON, GitHub, GitLab, SARIF, JUnit."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import innoreg
from innoreg.diagnostics import Diagnostic, Place
from innoreg.i18n import N_, _, ngettext
from innoreg.report.jsonio import dumps

SEVERITIES = ("error", "warning", "info")
_SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
# A plan's title may be 600 characters long; only the part around the marked words is shown.
_MARGIN = 60
_MAX_LINE = 160


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings in reading order, and how many files became what."""

    diagnostics: Sequence[Diagnostic]
    files: int
    records: int
    ignored: int

    def count(self, severity: str) -> int:
        """How many of that severity."""
        return sum(d.severity == severity for d in self.diagnostics)


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
    return f"{files}, {records}: {', '.join(counts)}"


def as_text(findings: Findings, lines: Lines, colour: bool = False) -> str:
    """For people: place, severity, code, message, the line with a caret, the next step."""
    blocks = [_block(d, lines, colour) for d in findings.diagnostics]
    return "".join(f"{block}\n" for block in blocks) + summary(findings) + "\n"


_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def concise(d: Diagnostic, colour: bool = False) -> str:
    """`file:line:column: error[code] message`."""
    severity = _paint(f"{_(_SEVERITY_WORDS[d.severity])}[{d.code}]", _COLOURS[d.severity], colour)
    return f"{_paint(str(d.place), '1', colour)}: {severity} {d.message}"


def _block(d: Diagnostic, lines: Lines, colour: bool) -> str:
    parts = [concise(d, colour), *_caret(d.place, lines, _COLOURS[d.severity], colour)]
    parts += [f"    = {related.place}: {related.message}" for related in d.related]
    if d.hint:
        parts.append(f"    → {d.hint}")
    return "\n".join(parts) + "\n"


def _caret(place: Place, lines: Lines, code: str, colour: bool) -> list[str]:
    text = lines(place.file)
    if place.line > len(text):
        return []
    line = text[place.line - 1].replace("\t", " ")
    first = place.column - 1
    last = max(first + 1, (place.end_column or place.column + 1) - 1)
    start = max(0, first - _MARGIN) if len(line) > _MAX_LINE else 0
    end = start + _MAX_LINE
    shown = ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
    offset = first - start + (1 if start else 0)
    marks = "^" * max(1, min(last, end, max(len(line), last)) - first)
    marks = marks[: max(1, len(shown) - offset)]
    gutter = f"{place.line:>5} | "
    return [
        f"{gutter}{shown}",
        " " * (len(gutter) - 2) + "| " + " " * offset + _paint(marks, code, colour),
    ]


def _place(place: Place) -> dict[str, Any]:
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
            "diagnostics": [_json_of(d) for d in findings.diagnostics],
        }
    )


def _json_of(d: Diagnostic) -> dict[str, Any]:
    fields = {"code": d.code, "severity": d.severity, **_place(d.place), "message": str(d.message)}
    if d.hint:
        fields["hint"] = str(d.hint)
    if d.suggestion:
        fields["suggestion"] = d.suggestion
    fields["related"] = [{**_place(r.place), "message": str(r.message)} for r in d.related]
    return fields


_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(findings: Findings) -> str:
    """Workflow commands of GitHub Actions, one line a finding."""
    return "".join(_github(d) for d in findings.diagnostics) + summary(findings) + "\n"


def _github(d: Diagnostic) -> str:
    place: dict[str, str | int] = {"file": d.place.file, "line": d.place.line}
    place["col"] = d.place.column
    if d.place.end_column:
        place |= {"endLine": d.place.line, "endColumn": d.place.end_column}
    place["title"] = d.code
    properties = ",".join(f"{name}={_escaped(str(value), True)}" for name, value in place.items())
    return f"::{_GITHUB[d.severity]} {properties}::{_escaped(whole_message(d))}\n"


def _escaped(text: str, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def whole_message(d: Diagnostic) -> str:
    """Message and next step in one line."""
    return f"{d.message} → {d.hint}" if d.hint else str(d.message)


_GITLAB = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(findings: Findings) -> str:
    """A Code Quality report of GitLab."""
    return dumps(
        [
            {
                "description": whole_message(d),
                "check_name": d.code,
                "fingerprint": _fingerprint(d),
                "severity": _GITLAB[d.severity],
                "location": {"path": d.place.file, "lines": {"begin": d.place.line}},
            }
            for d in findings.diagnostics
        ]
    )


def _fingerprint(d: Diagnostic) -> str:
    """The same for the same finding in either language."""
    words = f"{d.code}\0{d.place}\0{d.message.message}\0{d.message.params}"
    return hashlib.sha256(words.encode()).hexdigest()


_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(findings: Findings) -> str:
    """SARIF 2.1.0 (OASIS)."""
    codes = sorted({d.code for d in findings.diagnostics})
    driver = {
        "name": "innoreg",
        "version": innoreg.__version__,
        "rules": [{"id": code} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_of(d, codes.index(d.code)) for d in findings.diagnostics],
    }
    return dumps(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def _sarif_of(d: Diagnostic, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": _SARIF[d.severity],
        "message": {"text": whole_message(d)},
        "locations": [_sarif_place(d.place)],
        "partialFingerprints": {"innoreg/v1": _fingerprint(d)},
    }
    if d.related:
        result["relatedLocations"] = [
            {"id": n, **_sarif_place(r.place), "message": {"text": str(r.message)}}
            for n, r in enumerate(d.related)
        ]
    return result


def _sarif_place(place: Place) -> dict[str, Any]:
    from urllib.parse import quote

    region: dict[str, int] = {"startLine": place.line, "startColumn": place.column}
    if place.end_column:
        region["endColumn"] = place.end_column
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}


def as_junit(findings: Findings) -> str:
    """JUnit XML: a test case for each finding; errors fail, warnings and remarks pass with a word."""
    from xml.sax.saxutils import quoteattr

    failing = [d for d in findings.diagnostics if d.severity == "error"]
    cases = "".join(_junit_case(d) for d in findings.diagnostics)
    if not findings.diagnostics:
        cases = f'    <testcase classname="innoreg" name={quoteattr(summary(findings))}/>\n'
    total = max(1, len(findings.diagnostics))
    numbers = f'tests="{total}" failures="{len(failing)}" errors="0" skipped="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="innoreg" {numbers}>\n  <testsuite name="innoreg validate" {numbers}>\n'
        f"{cases}  </testsuite>\n</testsuites>\n"
    )


def _junit_case(d: Diagnostic) -> str:
    from xml.sax.saxutils import escape, quoteattr

    name = quoteattr(_xml(f"{d.code} {d.place}"))
    head = f"    <testcase classname={quoteattr(_xml(d.place.file))} name={name}"
    message = _xml(whole_message(d))
    if d.severity == "error":
        return f"{head}>\n      <failure type={quoteattr(d.code)} message={quoteattr(message)}/>\n    </testcase>\n"
    return f"{head}>\n      <system-out>{escape(message)}</system-out>\n    </testcase>\n"


def _xml(text: str) -> str:
    return "".join(
        c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text
    )


FORMS: dict[str, Callable[[Findings], str]] = {
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
}
