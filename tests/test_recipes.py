"""What docs/contributing.md says of adding a thing: each is whole, or a test names the file to open."""

from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.commands import validate
from innoreg.model.record_models import FOLDERS, MODELS
from innoreg.report.ci_formats import FORMS
from innoreg.report.due_columns import COLUMNS as DUE_COLUMNS
from innoreg.report.record_list import COLUMNS as LIST_COLUMNS
from innoreg.rules import RULES
from innoreg.rules.rule import Rule
from support import DATA

SOURCE = DATA / "src" / "innoreg"
STARTER = SOURCE / "starter" / "data"


def modules_in(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_kind_of_record_is_whole(kind: str) -> None:
    assert kind in MODELS, "no model in MODELS of src/innoreg/model/record_models.py"
    assert kind in LIST_COLUMNS, "no columns in COLUMNS of src/innoreg/report/record_list.py"
    examples = [*(STARTER / FOLDERS[kind]).glob("*.yaml")]
    assert examples, f"no example in src/innoreg/starter/data/{FOLDERS[kind]}/"


@pytest.mark.parametrize("key", [column.key for column in DUE_COLUMNS])
def test_a_column_of_due_is_explained(key: str) -> None:
    page = (DATA / "docs" / "json.md").read_text(encoding="utf-8")
    chapter = page.partition("## due, overdue\n")[2].partition("\n## ")[0]
    assert f"`{key}`" in chapter, "no row in docs/json.md, «due, overdue»"


@pytest.mark.parametrize("name", modules_in(SOURCE / "rules"))
def test_the_rules_of_a_module_are_asked(name: str) -> None:
    rules = [
        each
        for each in vars(import_module(f"innoreg.rules.{name}")).values()
        if isinstance(each, Rule)
    ]
    missing = [rule.code for rule in rules if rule not in RULES]
    assert missing == [], f"{name} is not in _FILES of src/innoreg/rules/catalog.py"


def test_every_command_is_listed() -> None:
    listed = {name.replace("-", "_") for name in SUMMARIES}
    found = {name.rstrip("_") for name in modules_in(SOURCE / "cli" / "commands")}
    assert found == listed, "see COMMANDS of src/innoreg/cli/command_table.py"


def test_every_form_of_findings_can_be_chosen() -> None:
    assert {"text", "json", *FORMS} == {*get_args(validate.Form)}, (
        "see FORMS of src/innoreg/report/ci_formats.py and Form of src/innoreg/cli/commands/validate.py"
    )
