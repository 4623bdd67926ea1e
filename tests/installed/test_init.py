"""What `innoreg init` writes of where innoreg is installed from, however it was installed."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from innoreg.installation import DISTRIBUTION
from installed.environments import Environment, sources
from repository import finished

SAYING_IT = (".github/workflows/innoreg.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")


@pytest.fixture
def fresh(tmp_path: Path) -> Environment:
    return Environment(tmp_path / "venv")


def requirement(root: Path) -> str:
    """What CI and pre-commit install; all files must say the same."""
    github, gitlab, hooks = (
        yaml.safe_load((root / name).read_text(encoding="utf-8")) for name in SAYING_IT
    )
    (hook,) = hooks["repos"][0]["hooks"]
    (said,) = {
        github["env"]["INNOREG"],
        gitlab["innoreg"]["variables"]["INNOREG"],
        *hook["additional_dependencies"],
    }
    assert f'pipx install "{said}"' in (root / "README.md").read_text(encoding="utf-8")
    return str(said)


def marked(root: Path) -> list[list[str]]:
    """The lines that a person must fill in, of each file that says what to install."""
    return [
        re.findall(".*FILL IN.*", (root / name).read_text(encoding="utf-8"))
        for name in (*SAYING_IT, "README.md")
    ]


def with_a_digest(wheel: Path) -> str:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{DISTRIBUTION} @ {wheel.as_uri()}#sha256={digest}"


def test_a_wheel_is_named_with_its_digest(
    from_wheel: Environment, wheel: Path, tmp_path: Path
) -> None:
    said = from_wheel.innoreg("init", "реестр", cwd=tmp_path)
    assert requirement(tmp_path / "реестр") == with_a_digest(wheel)
    assert f"CI and pre-commit install: {with_a_digest(wheel)}\n" in said
    assert "Other computers do not find that address" in said
    assert [len(lines) for lines in marked(tmp_path / "реестр")] == [1, 1, 1, 1]


def test_what_is_named_installs_the_same_and_nothing_that_was_changed(
    from_wheel: Environment, wheel: Path, fresh: Environment, tmp_path: Path
) -> None:
    from_wheel.innoreg("init", "a", cwd=tmp_path)
    fresh.install(requirement(tmp_path / "a"))
    fresh.innoreg("init", "b", cwd=tmp_path)
    assert requirement(tmp_path / "b") == with_a_digest(wheel)
    with pytest.raises(AssertionError, match="DO NOT MATCH"):
        fresh.install(with_a_digest(wheel)[:-4] + "0000")


def test_an_installer_that_notes_no_digest(fresh: Environment, wheel: Path, tmp_path: Path) -> None:
    """As uv does it; the digest is taken of the file, if that is still the one."""
    own = tmp_path / wheel.name
    own.write_bytes(wheel.read_bytes())
    fresh.install(str(own))
    (noted,) = fresh.folder.rglob("direct_url.json")
    noted.write_text(json.dumps({"url": own.as_uri(), "archive_info": {}}), encoding="utf-8")
    fresh.innoreg("init", "a", cwd=tmp_path)
    assert requirement(tmp_path / "a") == with_a_digest(own)
    own.write_bytes(b"another file")
    assert "is not known" in fresh.innoreg("init", "b", cwd=tmp_path)


def test_a_repository_is_named_with_its_commit(fresh: Environment, tmp_path: Path) -> None:
    origin = sources(tmp_path / "origin")
    commit = finished("git", "rev-parse", "HEAD", cwd=origin).strip()
    # The pip of Python 3.11 takes no address without a host after a name and an @.
    address = origin.as_uri().replace("file:///", "git+file://localhost/")
    fresh.install("--no-build-isolation", address)
    fresh.innoreg("init", "a", cwd=tmp_path)
    pinned = f"{DISTRIBUTION} @ {address}@{commit}"
    assert requirement(tmp_path / "a") == pinned
    fresh.install("--no-build-isolation", pinned)


def test_a_release_is_named_by_its_version(fresh: Environment, wheel: Path, tmp_path: Path) -> None:
    fresh.install("--find-links", str(wheel.parent), DISTRIBUTION)
    version = fresh.innoreg("--version", cwd=tmp_path).split()[-1]
    said = fresh.innoreg("init", "a", cwd=tmp_path)
    assert requirement(tmp_path / "a") == f"{DISTRIBUTION}=={version}"
    assert marked(tmp_path / "a") == [[], [], [], []]
    assert "FILL IN" not in said


def checkout(fresh: Environment, origin: Path) -> None:
    fresh.install("--no-build-isolation", str(origin))


def editable(fresh: Environment, origin: Path) -> None:
    fresh.install("--no-build-isolation", "--editable", str(origin))


@pytest.mark.parametrize("installed", [checkout, editable])
def test_a_folder_is_said_and_left_to_fill_in(
    installed: Callable[[Environment, Path], None], fresh: Environment, tmp_path: Path
) -> None:
    origin = sources(tmp_path / "origin")
    installed(fresh, origin)
    said = fresh.innoreg("init", "a", cwd=tmp_path)
    assert f"is not known: this one comes from {origin.as_uri()}. Write an address into" in said
    assert requirement(tmp_path / "a") == f"{DISTRIBUTION} @ FILL-IN"
    assert [len(lines) for lines in marked(tmp_path / "a")] == [1, 1, 1, 1]
    with pytest.raises(AssertionError, match="FILL-IN"):
        fresh.install(requirement(tmp_path / "a"))
