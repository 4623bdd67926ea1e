"""The lock files hold what pyproject.toml asks for, each version with hashes, and name no index."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
STALE = "run `make lock` and commit requirements/"


def locked(name: str) -> dict[str, str]:
    """Versions by name of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ]+)", text, re.MULTILINE))


def asked(*groups: str, extras: tuple[str, ...]) -> Iterator[Requirement]:
    """What pyproject.toml names itself, with the groups and extras."""
    words: list[Any] = list(PROJECT["project"]["dependencies"])
    for extra in extras:
        words += PROJECT["project"]["optional-dependencies"][extra]
    for group in groups:
        words += PROJECT["dependency-groups"][group]
    yield from (Requirement(each) for each in words if isinstance(each, str))


@pytest.mark.parametrize(
    ("name", "groups", "extras"),
    [
        ("user", ("build",), ("import",)),
        ("developer", ("build", "dev"), ("import", "export", "calendar", "spreadsheets")),
    ],
)
def test_all_that_is_asked_for_is_locked(
    name: str, groups: tuple[str, ...], extras: tuple[str, ...]
) -> None:
    versions = locked(name)
    for wanted in asked(*groups, extras=extras):
        version = versions.get(canonicalize_name(wanted.name))
        assert version, f"{wanted.name} is not in {name}.txt: {STALE}"
        assert wanted.specifier.contains(version), f"{wanted} is not {version}: {STALE}"


def test_a_user_gets_what_was_tested() -> None:
    tested = locked("developer")
    assert {n: v for n, v in locked("user").items() if tested.get(n) != v} == {}, STALE


@pytest.mark.parametrize("name", ["user", "developer"])
def test_every_version_has_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9].*(?:\n .*)*", text, re.MULTILINE)
    # A package may stand twice, in versions for different Pythons.
    assert {each.partition("==")[0] for each in pinned} == set(locked(name))
    assert [each for each in pinned if "--hash=sha256:" not in each] == []
    assert "://" not in text
    assert "--index" not in text
