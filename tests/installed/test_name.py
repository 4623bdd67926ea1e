"""Nothing tells anybody to install `innoreg`: on the index that name is a stranger's."""

import re
import subprocess
from pathlib import Path

import pytest

from installed.environments import Environment
from support import DATA

INSTALLS = (
    r"(?:(?:pip3?|pipx|uv|poetry|pdm|conda)\s(?:[\w-]+\s)??"
    r"(?:install|reinstall|upgrade|download|add|inject|run)|uvx)"
)
STRANGER = re.compile(
    # `pip install … innoreg`, up to the end of the command.
    rf"\b{INSTALLS}\s[^\n`&|;#]*?(?<![\w./@+:=-])innoreg(?![\w./@-])"
    # A requirement, however it is pinned.
    r"|(?<![\w./-])innoreg(?:\[[a-z]|\s*(?:[=~!]=|[<>]=?\s*\d)|\s+@\s)"
    # A dependency by its bare name, in lists of YAML and TOML and on lines of their own.
    r"|(?i:dependenc(?:y|ies)|requires?)[\w-]*[\"']?\s*[:=][\s\[\"'-]*innoreg(?![\w./-])"
    # The distribution of that name, in metadata and code.
    r"|^name\s*=\s*[\"']innoreg[\"']|\b(?:version|distribution|metadata)\([\"']innoreg[\"']",
    re.MULTILINE,
)
NAME = "inno" + "reg"


def found(text: str) -> list[str]:
    return [match[0] for match in STRANGER.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "pip install {}", "`pip install {}`", "python -m pip install --upgrade {}",
        'pip install "{}[import]"', "pip3 install -U {}", "pipx install {}", "pipx run {} due",
        "pipx inject {} pyarrow", "uv tool install {}", "uvx {} due", "uv add {}", "{}==0.4",
        "{}>=0.1", "{}~=1.0", "{} @ https://example.org/x.whl", "{}[export]", "poetry add {}",
        "additional_dependencies: [{}]", "dependencies = ['{}']",
        "        additional_dependencies:\n          - {}", 'name = "{}"', "version('{}')",
    ],
)  # fmt: skip
def test_the_strangers_name_is_recognised(text: str) -> None:
    assert found(text.format(NAME)) != []


@pytest.mark.parametrize(
    "text",
    [
        "pipx install ./dist/*.whl\n{} due", "pip install {}-register", "the {} command",
        'pip install "innovation-register @ git+https://example.org/{}@1"', "{} due --month march",
        "`pipx install ./dist/{}.whl`, then `{} due`", "import {}", "{} validate | pipx",
    ],
)  # fmt: skip
def test_our_own_is_not(text: str) -> None:
    assert found(text.replace("{}", NAME)) == []


def named(paths: list[Path]) -> dict[str, list[str]]:
    """Where the stranger's name stands, by file; pictures and documents hold no text."""
    said = {}
    for path in paths:
        try:
            said[str(path)] = found(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    return {path: names for path, names in said.items() if names}


def test_no_text_of_the_repository_names_the_stranger() -> None:
    listed = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=DATA
    )
    paths = [DATA / name for name in listed.decode().split("\0") if name]
    assert DATA / "README.md" in paths
    assert named([p for p in paths if p.is_file() and p != Path(__file__)]) == {}


def test_no_text_of_a_new_registry_names_the_stranger(
    from_wheel: Environment, tmp_path: Path
) -> None:
    from_wheel.innoreg("init", "a", cwd=tmp_path)
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(paths) > 20
    assert named(paths) == {}
