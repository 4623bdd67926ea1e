"""The wheel: what is in it, that anybody gets the same bytes, what its page says."""

import re
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from innoreg.cli.manual_pages import TOPICS
from innoreg.installation import DISTRIBUTION
from installed.environments import Environment, built, sources
from repository import finished
from support import DATA

RELATIVE_LINK = re.compile(r"\]\((?!https?://)[^)]*\)")


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def page(wheel: Path) -> str:
    said = metadata(wheel).get_payload(decode=True)
    assert isinstance(said, bytes)
    return said.decode()


def files(folder: Path) -> set[str]:
    return {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and p.suffix not in (".pyc", ".po")
    }


def test_the_package_and_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {n for n in archive.namelist() if not n.startswith("innovation_register-")}
    own = {f"innoreg/{name}" for name in files(DATA / "src" / "innoreg")}
    templates = {f"innoreg/render/templates/{name}" for name in files(DATA / "templates")}
    manual = {f"innoreg/manual/{way}{topic}.md" for topic in TOPICS for way in ("", "ru/")}
    assert inside == own | templates | manual
    assert {"innoreg/py.typed", "innoreg/locale/ru/LC_MESSAGES/innoreg.mo"} <= inside


def test_the_manual_is_read_from_the_package(from_wheel: Environment, tmp_path: Path) -> None:
    topics = from_wheel.innoreg("help", "topics", cwd=tmp_path, INNOREG_LANG="ru")
    assert "first-month   Первый месяц" in topics
    page = from_wheel.innoreg("help", "first-month", cwd=tmp_path, INNOREG_LANG="ru")
    assert page.startswith("# Первый месяц\n")


def test_it_passes_the_check_of_the_index(wheel: Path) -> None:
    finished(sys.executable, "-m", "twine", "check", "--strict", str(wheel), cwd=wheel.parent)
    assert metadata(wheel)["Name"] == DISTRIBUTION


def test_two_clones_give_the_same_bytes(tmp_path: Path) -> None:
    origin = sources(tmp_path / "origin")
    made = []
    for name in ("one", "two"):
        finished("git", "clone", "-q", str(origin), name, cwd=tmp_path)
        made.append(built(tmp_path / name, tmp_path / f"dist-{name}").read_bytes())
    assert made[0] == made[1]


def test_the_page_has_no_link_that_leads_nowhere(wheel: Path) -> None:
    assert "docs/commands.md" in page(wheel)
    assert RELATIVE_LINK.findall(page(wheel)) == []


@pytest.mark.parametrize("address", ["https://example.org/i/innoreg", "https://example.org/x/"])
def test_links_begin_at_the_address_that_the_owner_fills_in(tmp_path: Path, address: str) -> None:
    folder = sources(tmp_path / "filled-in")
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    before, mark, rest = text.partition("# authors")
    block, end, after = (mark + rest).partition("# -----")
    block = re.sub(r"^# ?", "", block, flags=re.MULTILINE)
    block = block.replace('name = ""', 'name = "Образцова А.А."')
    block = block.replace('email = ""', 'email = "a@example.org"')
    block = block.replace('Repository = ""', f'Repository = "{address}"')
    (folder / "pyproject.toml").write_text(before + block + end + after, encoding="utf-8")
    made = built(folder, tmp_path / "dist")
    assert f"]({address.rstrip('/')}/blob/HEAD/docs/commands.md)" in page(made)
    assert RELATIVE_LINK.findall(page(made)) == []
    assert metadata(made)["Project-URL"] == f"Repository, {address}"
    assert "a@example.org" in str(metadata(made)["Author-email"])
