"""What an editor with the language server of YAML shows of records (docs/editor.md)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.editor_client import EditorClient
from node import node_file
from repository import innoreg
from support import tree

PEOPLE = {
    "people/ivanov-ii.yaml": 'schema: 1\nname: "Иванов И.И."\n',
    "people/petrova-as.yaml": 'schema: 1\nname: "Петрова А.С."\n',
}
PLAN = """\
schema: 1
type: roadmap
title: "План"
period:
  from: "2027-01-01"
  to: "2027-12-31"
items:
  - number: "1."
    title: "Семинар"
    deadline: "март"
    responsible:
      - person: ivanov-ii
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tree(tmp_path_factory.mktemp("editor"), {**PEOPLE, "roadmaps/plan.yaml": PLAN})
    done = innoreg("schema", "--write", cwd=folder, INNOREG_LANG="ru")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[EditorClient]:
    program = node_file("yaml-language-server/bin/yaml-language-server")
    with EditorClient(["node", str(program), "--stdio"], root) as client:
        yield client


def test_a_good_record_has_nothing_underlined(editor: EditorClient, root: Path) -> None:
    uri = editor.open_file(root / "data/roadmaps/plan.yaml", PLAN)
    assert editor.diagnostics[uri] == []


def test_a_record_that_is_younger_than_the_schemas_is_good_too(
    editor: EditorClient, root: Path
) -> None:
    text = PLAN.replace("ivanov-ii", "not-yet-there")
    uri = editor.open_file(root / "data/roadmaps/other.yaml", text)
    assert editor.diagnostics[uri] == []


def test_a_wrong_key_is_underlined(editor: EditorClient, root: Path) -> None:
    uri = editor.open_file(root / "data/roadmaps/wrong.yaml", PLAN.replace("deadline", "dedline"))
    places = [found["range"]["start"]["line"] for found in editor.diagnostics[uri]]
    assert 9 in places


def test_an_id_is_offered_with_the_name(editor: EditorClient, root: Path) -> None:
    text = PLAN.replace("ivanov-ii", "")
    uri = editor.open_file(root / "data/roadmaps/begun.yaml", text)
    answer = editor.ask_at("textDocument/completion", uri, text, "person: ")
    offered = {one["label"]: one["insertText"] for one in answer["items"]}
    assert (
        offered.items()
        >= {
            "ivanov-ii – Иванов И.И.": "ivanov-ii",
            "petrova-as – Петрова А.С.": "petrova-as",
        }.items()
    )


def test_a_key_is_explained_in_the_language_of_the_person(editor: EditorClient, root: Path) -> None:
    uri = editor.open_file(root / "data/roadmaps/hover.yaml", PLAN)
    said = editor.ask_at("textDocument/hover", uri, PLAN, "    deadl")["contents"]["value"]
    assert "Срок слово в слово" in said


def test_a_value_of_a_list_is_explained(editor: EditorClient, root: Path) -> None:
    text = 'schema: 1\nname: "Школа № 1"\ndistrict: near\ntype: \n'
    uri = editor.open_file(root / "data/schools/one.yaml", text)
    answer = editor.ask_at("textDocument/completion", uri, text, "type: ")
    assert {one["label"]: one.get("documentation") for one in answer["items"]}["school"] == "школа"


def test_schemas_are_kept_out_of_git(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    said = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain", "-uall"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert ".vscode/settings.json" in said
    assert "schemas/" not in said


def test_settings_lead_to_the_folder_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "innoreg.yaml").write_text(
        "schema: 1\ntitle: Проба\ndata: записи\n", encoding="utf-8"
    )
    (tmp_path / "записи/people").mkdir(parents=True)
    (tmp_path / "записи/people/ivanov-ii.yaml").write_text(
        PEOPLE["people/ivanov-ii.yaml"], encoding="utf-8"
    )
    assert innoreg("schema", "--write", cwd=tmp_path).returncode == 0
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]["schemas/person.json"] == "записи/people/**/*.yaml"
