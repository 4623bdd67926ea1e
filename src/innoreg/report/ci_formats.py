"""Diagnostics as CI systems read them: GitHub, GitLab, SARIF, JUnit."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import innoreg
from innoreg.diagnostics import Diagnostic, Place
from innoreg.i18n import _, current_language
from innoreg.report.findings import Findings, as_json, summary
from innoreg.report.jsonio import dumps

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(findings: Findings) -> str:
    """Workflow commands of GitHub Actions, one line a finding."""
    return "".join(_github_command(findings, d) for d in findings.open) + summary(findings) + "\n"


def _github_command(findings: Findings, d: Diagnostic) -> str:
    place: dict[str, str | int] = {
        "file": _repository_path(findings, d.place),
        "line": d.place.line,
    }
    place["col"] = d.place.column
    if d.place.end_column:
        place |= {"endLine": d.place.line, "endColumn": d.place.end_column}
    place["title"] = d.code
    properties = ",".join(f"{name}={_escape(str(value), True)}" for name, value in place.items())
    return f"::{_GITHUB[d.severity]} {properties}::{_escape(full_message(d))}\n"


def _escape(text: str, in_property: bool = False) -> str:
    # What the runner itself takes for the ends of commands and of their properties.
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def _repository_path(findings: Findings, place: Place) -> str:
    return f"{findings.folder}/{place.file}" if findings.folder else place.file


def full_message(d: Diagnostic) -> str:
    """Message and next step in one line."""
    return f"{d.message} → {d.hint}" if d.hint else str(d.message)


_GITLAB = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(findings: Findings) -> str:
    """A Code Quality report of GitLab."""
    return dumps(
        [
            {
                "description": full_message(d),
                "check_name": d.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB[d.severity],
                "location": {
                    "path": _repository_path(findings, d.place),
                    "lines": {"begin": d.place.line},
                },
            }
            for d, fingerprint in _with_fingerprints(findings.open)
        ]
    )


def _with_fingerprints(found: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each with a hash that neither the language nor lines put in above it change."""
    import hashlib

    seen = Counter[str]()
    for d in found:
        words = "\0".join((d.code, d.place.file, d.message.message, str(d.message.params)))
        # Two findings with the same words in one file are told apart by their order.
        seen[words] += 1
        raw = f"{words}\0{seen[words]}".encode("utf-8", "surrogateescape")
        yield d, hashlib.sha256(raw).hexdigest()


_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(findings: Findings) -> str:
    """SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks of it beyond the standard."""
    from innoreg.installation import find_address

    codes = sorted({d.code for d in findings.listed})
    driver = {
        "name": "innoreg",
        "version": innoreg.__version__,
        "language": current_language(),
        "rules": [_sarif_rule(code, findings.advice.get(code, code)) for code in codes],
    }
    if address := find_address():
        driver["informationUri"] = address
    results = [
        _sarif_result(findings, d, codes.index(d.code), fingerprint)
        for d, fingerprint in _with_fingerprints(findings.listed)
    ]
    run = {
        "tool": {"driver": driver},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dumps(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def _sarif_rule(code: str, advice: str) -> dict[str, Any]:
    short, whole = (_(part) for part in advice_parts(advice))
    return {
        "id": code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": short if whole == short else f"{short} {whole}"},
        "help": {"text": whole},
    }


def advice_parts(advice: str) -> tuple[str, str]:
    """What a code means and what to do about it, each as one line of the catalog."""
    first, _blank, rest = advice.partition("\n\n")
    return " ".join(first.split()), " ".join((rest or first).split())


def _sarif_result(
    findings: Findings, d: Diagnostic, index: int, fingerprint: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": _SARIF[d.severity],
        "message": {"text": full_message(d)},
        "locations": [_sarif_location(findings, d.place)],
        # v2: fingerprints made in another way would reopen every finding that was closed.
        "partialFingerprints": {"innoreg/v2": fingerprint},
    }
    if findings.accepted:
        # The standard wants it of every result or of none.
        why = {"kind": "external", "status": "accepted", "justification": d.accepted}
        result["suppressions"] = [why] if d.accepted else []
    if d.related:
        result["relatedLocations"] = [
            {"id": n, **_sarif_location(findings, r.place), "message": {"text": str(r.message)}}
            for n, r in enumerate(d.related)
        ]
    return result


def _sarif_location(findings: Findings, place: Place) -> dict[str, Any]:
    from urllib.parse import quote

    region: dict[str, int] = {"startLine": place.line, "startColumn": place.column}
    if place.end_column:
        region["endColumn"] = place.end_column
    uri = quote(_repository_path(findings, place), errors="surrogateescape")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def as_junit(findings: Findings) -> str:
    """JUnit XML: a test case for each finding; errors fail, others pass with the message as output."""
    shown = findings.open
    failing = [d for d in shown if d.severity == "error"]
    cases = "".join(_junit_case(d) for d in shown)
    if not shown:
        cases = f'    <testcase classname="innoreg" name={_quote_attribute(summary(findings))}/>\n'
    total = max(1, len(shown))
    numbers = f'tests="{total}" failures="{len(failing)}" errors="0" skipped="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="innoreg" {numbers}>\n  <testsuite name="innoreg validate" {numbers}>\n'
        f"{cases}  </testsuite>\n</testsuites>\n"
    )


def _junit_case(d: Diagnostic) -> str:
    name = _quote_attribute(f"{d.code} {d.place}")
    head = f"    <testcase classname={_quote_attribute(d.place.file)} name={name}"
    message = full_message(d)
    if d.severity == "error":
        return f"{head}>\n      <failure type={_quote_attribute(d.code)} message={_quote_attribute(message)}/>\n    </testcase>\n"
    return f"{head}>\n      <system-out>{_escape_xml(message)}</system-out>\n    </testcase>\n"


# xml.sax.saxutils brings in all of HTTP with it: a fifth of the time a short answer takes.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


# What is no character of XML 1.0; halves of pairs are what Python makes of bytes that are no UTF-8.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _escape_xml(text: str) -> str:
    """The text between two tags; what XML cannot hold at all becomes a sign of it."""
    return _NOT_XML.sub("\ufffd", text).translate(_MARKUP)


def _quote_attribute(text: str) -> str:
    """The text as the value of an attribute, which keeps no line ends unless they are spelt out."""
    return f'"{_escape_xml(text).translate(_IN_QUOTES)}"'


FORMS: dict[str, Callable[[Findings], str]] = {
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
}
