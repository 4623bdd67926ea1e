"""The generated pages are what the program says, and no page names a file that is not there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from innoreg.cli.command_table import SUMMARIES
from support import DATA


def test_generated_pages_are_fresh() -> None:
    check = subprocess.run(
        [sys.executable, "-X", "utf8", "tools/make_docs.py", "--check"],
        cwd=DATA,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_every_command_is_in_the_manual() -> None:
    manual = (DATA / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in SUMMARIES if f"### innoreg {name}\n" not in manual] == []


def test_every_package_is_in_the_plan_of_the_house() -> None:
    plan = (DATA / "docs" / "contributing.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (DATA / "src" / "innoreg").glob("*/__init__.py")}
    assert {name for name in packages if f"{name}/ " not in plan} == set()


PAGES = [*DATA.glob("*.md"), *(DATA / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DATA)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text)
    for file, heading in links:
        target = page.parent / file if file else page
        assert target.exists(), f"{file} is not there"
        assert not heading or heading in anchors(target), f"{file} has no heading #{heading}"


def anchors(page: Path) -> set[str]:
    """What links to the headings of a page end with, by the rule of GitHub and GitLab."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in headings}
