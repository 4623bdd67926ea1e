"""The manual: generated pages are fresh, links lead somewhere, every page says in both languages the same."""

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


ENGLISH, RUSSIAN = DATA / "docs", DATA / "docs" / "ru"
NAMES = sorted({page.name for folder in (ENGLISH, RUSSIAN) for page in folder.glob("*.md")})
ENGLISH_ONLY = {"measurements.md", "performance.md"}
"""What `make bench` writes for developers: numbers of one machine."""
TRANSLATED = [name for name in NAMES if name not in ENGLISH_ONLY]


def test_every_page_has_its_twin() -> None:
    alone = [
        f"docs/{'' if (ENGLISH / name).exists() else 'ru/'}{name}"
        for name in TRANSLATED
        if not ((ENGLISH / name).exists() and (RUSSIAN / name).exists())
    ]
    assert alone == [], "these pages have no twin: write docs/NAME.md and docs/ru/NAME.md"


@pytest.mark.parametrize("name", TRANSLATED)
def test_twins_have_the_same_parts(name: str) -> None:
    english, russian = (parts(folder / name) for folder in (ENGLISH, RUSSIAN))
    for place, (one, other) in enumerate(zip(english, russian, strict=False), 1):
        assert one[0] == other[0], (
            f"part {place} of docs/{name} is {told(one)}, of docs/ru/{name} {told(other)}: "
            "change the twin as well"
        )
    longer, left = ("", english) if len(english) > len(russian) else ("ru/", russian)
    rest = left[min(len(english), len(russian)) :]
    assert not rest, f"only docs/{longer}{name} has {told(rest[0])}: change the twin as well"


def told(part: tuple[str, str]) -> str:
    return f"{part[0]} “{part[1]}”"


def parts(page: Path) -> list[tuple[str, str]]:
    """The headings, blocks of code, tables and lists of a page in order, each with its first words.

    A block counts with its commands, a table with its rows, a list with its entries.
    """
    found: list[tuple[str, str]] = []
    # A block of code ends with a fence as long as the one it begins with.
    pieces = re.split(r"^(`{3,})(.*)\n([\s\S]*?)^\1$", page.read_text(encoding="utf-8"), flags=re.M)
    for place in range(0, len(pieces), 4):
        for chunk in re.split(r"\n\s*\n|\n(?=#)", pieces[place]):
            found += _part(chunk.strip())
        if place + 3 < len(pieces):
            code = pieces[place + 3]
            commands = len(re.findall(r"^(?:\$ )?innoreg ", code, re.M))
            kind = f"a block of {pieces[place + 2] or 'code'} with {commands} commands"
            found.append((kind, code.partition("\n")[0]))
    return found


def _part(chunk: str) -> list[tuple[str, str]]:
    first = chunk.partition("\n")[0]
    if heading := re.match(r"(#+) ", chunk):
        return [(f"a heading of level {len(heading[1])}", first), *_part(chunk.partition("\n")[2])]
    for sign, what in ((r"\|", "table of {n} rows"), (r"(?:-|\d+\.) ", "list of {n} entries")):
        if re.match(sign, chunk):
            return [("a " + what.format(n=len(re.findall(rf"^{sign}", chunk, re.M))), first)]
    return [("a paragraph", first)] if chunk else []


@pytest.mark.parametrize("name", TRANSLATED)
def test_russian_pages_speak_russian(name: str) -> None:
    text = (RUSSIAN / name).read_text(encoding="utf-8")
    words = re.sub(r"(`{3,})[\s\S]*?\1|`[^`]*`|\]\([^)]*\)", " ", text)
    english = re.findall(r"\b(?:[A-Za-z]{2,} ){3,}[A-Za-z]{2,}\b", words)
    assert english == [], "these words have no Russian yet (`make messages`, or the page itself)"
