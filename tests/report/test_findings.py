"""The forms of `validate`: each is read back by a tool of its own kind."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import T, use_language
from innoreg.report.ci_formats import FORMS
from innoreg.report.findings import Findings, as_text
from innoreg.rules import RULES

SARIF_SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.json")
"""The schema published for SARIF 2.1.0, as packaged by Microsoft in jest-sarif (MIT)."""

FOUND = Findings(
    [
        Diagnostic(
            "unknown-reference",
            "error",
            Place("data/roadmaps/план, A:1.yaml", 2, 9, 14),
            T("no “{id}”: 100%\nreally <&>", id="жук\x07"),
            T("perhaps {close}", close="x"),
            "x",
            (Related(Place("data/people/x.yaml", 1, 1), T("it stands here first")),),
        ),
        Diagnostic("numbering-gap", "warning", Place("data/roadmaps/b.yaml", 3, 1), T("a gap")),
        Diagnostic("a-remark", "info", Place("data/roadmaps/b.yaml", 4, 1), T("by the way")),
    ],
    files=5,
    records=3,
    ignored=1,
)
NOTHING = Findings([], files=1, records=1, ignored=0)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_text_shows_the_line_with_a_caret() -> None:
    text = as_text(FOUND, lambda _file: ["schema: 1", "subject: нечто и ещё"])
    assert text.splitlines()[:5] == [
        "data/roadmaps/план, A:1.yaml:2:9: error[unknown-reference] no “жук\\u0007”: 100%",
        "really <&>",
        "    2 | subject: нечто и ещё",
        "      |         ^^^^^",
        "    = data/people/x.yaml:1:1: it stands here first",
    ]
    assert text.splitlines()[-1] == "5 files, 3 records: 1 error, 1 warning, 1 remark"


def test_a_line_of_a_thousand_characters_is_cut_around_the_words() -> None:
    line = "title: " + "а" * 900 + "НЕТ" + "б" * 900
    found = Findings([Diagnostic("x", "error", Place("f", 1, 908, 911), T("m"))], 1, 0, 0)
    shown, caret = as_text(found, lambda _file: [line]).splitlines()[1:3]
    assert len(shown) < 180
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "НЕТ"


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("at", [0, 30, 100, 395])
def test_on_a_terminal_the_line_keeps_to_its_width_and_the_caret_under_its_words(
    width: int, at: int
) -> None:
    line = ("слово " * 200)[:at] + "НЕТ" + ("слово " * 200)[: 400 - at]
    found = Findings([Diagnostic("x", "error", Place("f", 1, at + 1, at + 4), T("m"))], 1, 0, 0)
    shown, caret = as_text(found, lambda _file: [line], width=width).splitlines()[1:3]
    assert len(shown) in (width - 1, width)
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "НЕТ"


def test_many_findings_are_counted_by_code_at_the_end() -> None:
    def text(warnings: int) -> list[str]:
        many = [Diagnostic("gap", "warning", Place("f", n), T("m")) for n in range(1, warnings + 1)]
        error = Diagnostic("lost", "error", Place("g"), T("m"))
        return as_text(Findings([*many, error], 2, 2, 0), lambda _file: []).splitlines()

    assert text(20)[-5:] == [
        "",
        "     1 error[lost]",
        "    20 warning[gap]",
        "",
        "2 files, 2 records: 1 error, 20 warnings",
    ]
    assert text(3)[-3:] == ["g:1:1: error[lost] m", "", "2 files, 2 records: 1 error, 3 warnings"]


def test_json_is_the_contract() -> None:
    document = json.loads(FORMS["json"](FOUND))
    assert {k: document[k] for k in ("format", "files", "records", "ignored", "errors", "warnings")} == {
        "format": 1, "files": 5, "records": 3, "ignored": 1, "errors": 1, "warnings": 1,
    }  # fmt: skip
    assert document["diagnostics"][0] == {
        "code": "unknown-reference",
        "severity": "error",
        "file": "data/roadmaps/план, A:1.yaml",
        "line": 2,
        "column": 9,
        "end_column": 14,
        "message": "no “жук\x07”: 100%\nreally <&>",
        "hint": "perhaps x",
        "suggestion": "x",
        "related": [
            {
                "file": "data/people/x.yaml",
                "line": 1,
                "column": 1,
                "message": "it stands here first",
            }
        ],
    }


@pytest.mark.parametrize("findings", [FOUND, NOTHING])
def test_sarif_satisfies_its_published_schema(findings: Findings) -> None:
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    document = json.loads(FORMS["sarif"](findings))
    jsonschema.Draft4Validator(schema).validate(document)
    assert [r["level"] for r in document["runs"][0]["results"]] == [
        {"error": "error", "warning": "warning", "info": "note"}[d.severity]
        for d in findings.diagnostics
    ]


@pytest.mark.parametrize("findings", [FOUND, NOTHING])
def test_junit_is_xml_whose_counts_hold(findings: Findings) -> None:
    root = ET.fromstring(FORMS["junit"](findings))
    suite = root.find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases) == max(1, len(findings.diagnostics))
    assert (
        int(suite.attrib["failures"])
        == len(suite.findall("testcase/failure"))
        == findings.count("error")
    )


def test_junit_gives_back_the_very_words() -> None:
    words = "no “x” & 'y' \"z\": <b>\n\t100% ]]>"
    found = [
        Diagnostic("x", severity, Place('data/"a" & <b>.yaml', 2, 3), T(words))
        for severity in ("error", "warning")
    ]
    suite = ET.fromstring(FORMS["junit"](Findings(found, 1, 0, 0)))
    assert [case.get("classname") for case in suite.iter("testcase")] == ['data/"a" & <b>.yaml'] * 2
    (failure,) = suite.iter("failure")
    (out,) = suite.iter("system-out")
    assert failure.get("message") == out.text == words


def test_github_escapes_what_would_break_a_command() -> None:
    first, second, third, *_rest = FORMS["github"](FOUND).splitlines()
    assert first == (
        "::error file=data/roadmaps/план%2C A%3A1.yaml,line=2,col=9,endLine=2,endColumn=14,"
        "title=unknown-reference::no “жук\x07”: 100%25%0Areally <&> → perhaps x"
    )
    assert second.startswith("::warning ")
    assert third.startswith("::notice ")


def test_a_caret_line_cannot_command_the_terminal_and_does_not_show_line_ends() -> None:
    found = Findings([Diagnostic("x", "error", Place("f", 1, 7), T("m"))], 1, 0, 0)
    shown, caret = as_text(found, lambda _file: ["a: \x1b[2J\tx\r"]).splitlines()[1:3]
    assert (shown, caret) == ("    1 | a:  [2J x", "      |       ^")


def test_ci_systems_count_paths_from_the_top_of_the_repository() -> None:
    found = replace(FOUND, folder="реестр")
    assert "file=реестр/data/" in FORMS["github"](found)
    assert json.loads(FORMS["gitlab"](found))[0]["location"]["path"].startswith("реестр/data/")
    (result, *_rest) = json.loads(FORMS["sarif"](found))["runs"][0]["results"]
    uris = [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for place in (*result["locations"], *result["relatedLocations"])
    ]
    assert all(unquote(uri).startswith("реестр/data/") for uri in uris)
    assert json.loads(FORMS["json"](found))["diagnostics"][0]["file"].startswith("data/")


def test_a_file_name_that_is_no_utf8_breaks_no_form() -> None:
    found = Findings([Diagnostic("x", "error", Place("data/\udcff.yaml"), T("m"))], 1, 0, 0)
    for form in FORMS.values():
        assert "x" in form(found)
    ET.fromstring(FORMS["junit"](found))


def test_sarif_explains_its_codes() -> None:
    advice = {"numbering-gap": "A number is\nleft out.\n\nAdd the item,\nor leave it."}
    document = json.loads(FORMS["sarif"](replace(FOUND, advice=advice)))
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(document)
    assert document["runs"][0]["tool"]["driver"]["rules"][1] == {
        "id": "numbering-gap",
        "shortDescription": {"text": "A number is left out."},
        "fullDescription": {"text": "A number is left out. Add the item, or leave it."},
        "help": {"text": "Add the item, or leave it."},
    }


def test_sarif_names_the_language_of_its_words() -> None:
    use_language("ru")
    advice = {rule.code: rule.advice for rule in RULES}
    (run,) = json.loads(FORMS["sarif"](replace(FOUND, advice=advice)))["runs"]
    assert run["language"] == "ru"
    assert run["tool"]["driver"]["rules"][1]["help"]["text"].startswith("Посмотрите в документ")


def test_a_fingerprint_stays_when_lines_are_put_in_above_and_equal_findings_differ() -> None:
    def found(*lines: int) -> Findings:
        return Findings(
            [Diagnostic("x", "error", Place("f", line), T("m")) for line in lines], 1, 0, 0
        )

    def prints(findings: Findings) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(FORMS["gitlab"](findings))]

    assert prints(found(3, 9)) == prints(found(5, 11))
    assert len(set(prints(found(3, 9)))) == 2


def test_gitlab_fingerprints_tell_findings_apart_and_do_not_depend_on_the_language() -> None:
    english = json.loads(FORMS["gitlab"](FOUND))
    use_language("ru")
    russian = json.loads(FORMS["gitlab"](FOUND))
    prints = [issue["fingerprint"] for issue in english]
    assert len(set(prints)) == 3
    assert prints == [issue["fingerprint"] for issue in russian]
    assert english[0]["location"] == {"path": "data/roadmaps/план, A:1.yaml", "lines": {"begin": 2}}
    assert {issue["severity"] for issue in english} == {"major", "minor", "info"}
