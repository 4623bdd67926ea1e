"""`validate --format sarif` before the validator of SARIF, with GitHub's rules for code scanning."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import LANGUAGES, T, use_language
from innoreg.report.ci_formats import FORMS
from innoreg.report.findings import Findings
from innoreg.rules import RULES
from innoreg.store.file_diagnostics import SYNTAX_CODES
from node import node_file
from repository import innoreg
from support import DATA, tree

SUFFIX = ".exe" if sys.platform == "win32" else ""
ADDRESS = "https://example.org/innoreg"
FAULTY: dict[str, str | bytes] = {
    "people/иванов 100%.yaml": "schema: 1\nname: [Иванов\n",
    "people/old.yaml": "schema: 1\nname: Иванов И.И.\n".encode("cp1251"),
    "sites/site.yaml": "schema: 1\ndistrict: nowhere\nsubject: Опыт\n",
}

Faults = dict[str, set[str]]


def installed(folder: Path, *lines: str, direct: Mapping[str, object] | None = None) -> Path:
    """A folder for the path of modules in which innoreg is a package with this metadata."""
    name = tomllib.loads((DATA / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    info = folder / f"{name.replace('-', '_')}-0.1.0.dist-info"
    info.mkdir(parents=True)
    metadata = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 0.1.0", *lines, ""]
    (info / "METADATA").write_text("\n".join(metadata), encoding="utf-8")
    if direct:
        (info / "direct_url.json").write_text(json.dumps(direct), encoding="utf-8")
    return folder


def log_of(registry: Path, modules: Path, language: str, levels: set[str]) -> str:
    """What the program prints; its findings are of these levels."""
    answer = innoreg(
        "validate", "--format", "sarif", cwd=registry,
        INNOREG_LANG=language, PYTHONPATH=str(modules),
    )  # fmt: skip
    (run,) = json.loads(answer.stdout)["runs"]
    assert {result["level"] for result in run["results"]} == levels, answer.stderr
    return answer.stdout


def log_of_every_code(language: str) -> str:
    """A finding of each code there is, in files whose names need care."""
    advice = {**SYNTAX_CODES, **{rule.code: rule.advice for rule in RULES}}
    places = [Place("data/план, A:1 100%.yaml", 2, 9, 14), Place("data/\udcff#?.yaml")]
    found = [
        Diagnostic(
            code, "error", places[n % 2], T("a\nb <&>"), related=(Related(places[0], T("c")),)
        )
        for n, code in enumerate(advice)
    ]
    use_language(language)
    log = FORMS["sarif"](Findings(found, 5, 3, 0, advice=advice))
    use_language("en")
    return log


def broken_rules(logs: dict[str, str], folder: Path) -> Faults:
    """The rules of the validator that each log breaks, by the log's name."""
    program = node_file(f"@microsoft/sarif-multitool-*/Sarif.Multitool{SUFFIX}")
    # tools/node/.npmrc lets no package run anything while installed, so nobody has set this mark.
    program.chmod(0o755)
    for name, text in logs.items():
        (folder / f"{name}.sarif").write_text(text, encoding="utf-8")
    report = folder / "report.json"
    done = subprocess.run(
        [program, "validate", folder / "*.sarif", "--rule-kind", "Sarif;Ghas", "--output", report],
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (run,) = json.loads(report.read_text(encoding="utf-8-sig"))["runs"]
    broken: Faults = {name: set() for name in logs}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        broken[Path(place["uri"]).stem].add(result["ruleId"])
    return broken


def test_no_rule_of_github_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addressed = installed(tmp_path / "known", f"Project-URL: Repository, {ADDRESS}")
    nameless = installed(tmp_path / "unknown", direct={"url": "file:///src", "dir_info": {}})
    monkeypatch.syspath_prepend(addressed)
    innoreg("init", "fresh", cwd=tmp_path)
    (tmp_path / "faulty").mkdir()
    faulty = tree(tmp_path / "faulty", FAULTY)
    logs = {"fresh": log_of(tmp_path / "fresh", addressed, "en", set())}
    for language in LANGUAGES:
        logs[f"data-{language}"] = log_of(DATA, addressed, language, {"warning", "note"})
        logs[f"faulty-{language}"] = log_of(faulty, addressed, language, {"error"})
        logs[f"codes-{language}"] = log_of_every_code(language)
    logs["nameless"] = log_of(faulty, nameless, "en", {"error"})
    logs["spoilt"] = logs["faulty-en"].replace("fullDescription", "noDescription")

    found = broken_rules(logs, tmp_path)
    # The validator does look, and at what GitHub requires.
    assert "GH2012" in found.pop("spoilt")
    # The standard advises to say where a tool lives; nobody can before the owner fills it in.
    assert found.pop("nameless") == {"SARIF2005"}
    assert found == {name: set() for name in found}


def test_the_address_is_the_owners_else_the_repository_innoreg_came_from(tmp_path: Path) -> None:
    git = {"vcs": "git", "commit_id": "0" * 40}
    at_git = {"url": "https://git.example.org/innoreg", "vcs_info": git}
    by_ssh = {"url": "ssh://git@git.example.org/innoreg", "vcs_info": git}
    named = installed(tmp_path / "a", f"Project-URL: Repository, {ADDRESS}", direct=at_git)
    unnamed = installed(tmp_path / "b", direct=at_git)
    private = installed(tmp_path / "c", direct=by_ssh)
    (tmp_path / "registry").mkdir()
    registry = tree(tmp_path / "registry", {})

    def address(modules: Path) -> str | None:
        log = json.loads(log_of(registry, modules, "en", set()))
        told: str | None = log["runs"][0]["tool"]["driver"].get("informationUri")
        return told

    assert address(named) == ADDRESS
    assert address(unnamed) == "https://git.example.org/innoreg"
    assert address(private) is None
