"""Fresh virtual environments with an innoreg of their own, made without the network."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from repository import environment, finished
from support import DATA

PARTS = (
    ".gitattributes", ".gitignore", "LICENSE", "README.md", "docs", "pyproject.toml", "src",
    "templates", "tools",
)  # fmt: skip
"""What a wheel is made of."""
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    # The innoreg under test is on the path of libraries as well.
    "PIP_IGNORE_INSTALLED": "1",
}


def sources(folder: Path) -> Path:
    """A repository of what a wheel is made of, with one commit."""
    folder.mkdir()
    for part in PARTS:
        if (DATA / part).is_dir():
            shutil.copytree(
                DATA / part,
                folder / part,
                ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
            )
        else:
            shutil.copy(DATA / part, folder / part)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        finished("git", *words, cwd=folder)
    return folder


def built(folder: Path, to: Path) -> Path:
    """The wheel of the sources in a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
    finished(*command, str(to), str(folder), cwd=to.parent)
    (wheel,) = to.glob("*.whl")
    return wheel


def lend_libraries(site_packages: Path) -> None:
    """Let an environment use the libraries of this one."""
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "lent.pth").write_text("\n".join(sorted(here)), encoding="utf-8")


class Environment:
    """A virtual environment that borrows the libraries of this one, but not its innoreg."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, symlinks=os.name != "nt")
        self.folder = folder
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.bin / ("python.exe" if os.name == "nt" else "python")
        names = {"base": str(folder), "platbase": str(folder)}
        lend_libraries(Path(sysconfig.get_path("purelib", "venv", names)))
        if os.name != "nt":
            pip = self.bin / "pip"
            pip.write_text(f'#!/bin/sh\nexec "{self.python}" -m pip "$@"\n', encoding="utf-8")
            pip.chmod(0o755)

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of a shell in which it is activated."""
        path = os.pathsep.join((str(self.bin), os.environ["PATH"]))
        return environment() | OFFLINE | {"PATH": path, "VIRTUAL_ENV": str(self.folder)}

    def install(self, *words: str) -> "Environment":
        """Let pip install something."""
        command = [str(self.python), "-m", "pip", "install", "--quiet", "--no-compile", *words]
        finished(*command, cwd=self.folder, env=self.variables)
        return self

    def innoreg(self, *words: str, cwd: Path, **env: str) -> str:
        """What it prints on both streams."""
        return finished(str(self.bin / "innoreg"), *words, cwd=cwd, env=self.variables | env)

    def shell(self, line: str, cwd: Path, **env: str) -> "subprocess.CompletedProcess[str]":
        """A line as a job of CI runs it."""
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", line], cwd=cwd, env=self.variables | env,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
