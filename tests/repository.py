"""A small git repository whose people and days are fixed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from support import tree

PROGRAM = Path(sys.executable).with_name("innoreg")


def environment(day: str = "2022-03-01", who: str = "Князева Т.Б.") -> dict[str, str]:
    """Nothing of the machine's own settings of git, and a fixed author and day."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "INNOREG_"))}
    moment = f"{day}T12:00:00+0000"
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC",
        "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_COMMITTER_DATE": moment, "INNOREG_LANG": "en", "PYTHONUTF8": "1",
    }  # fmt: skip


def finished(*words: str, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """What a program prints on both streams; it must succeed."""
    done = subprocess.run(
        words, cwd=cwd, env=env or environment(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


class Repository:
    """A registry in a repository, or in a folder of one."""

    def __init__(self, top: Path, inside: str = "") -> None:
        self.top, self.root = top, top / inside
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2022-03-01", who: str = "Князева Т.Б.") -> str:
        """What git prints; it must succeed."""
        done = subprocess.run(
            ["git", *words], cwd=self.top, env=environment(day, who),
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(
        self, files: Mapping[str, str | bytes], day: str = "2022-03-01",
        who: str = "Князева Т.Б.", why: str = "change",
    ) -> str:  # fmt: skip
        """Write files of the registry and commit all there is; the commit's name."""
        tree(self.root, files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", why, day=day, who=who)
        return self.git("rev-parse", "HEAD").strip()

    def merge(self, branch: str) -> tuple[int, str]:
        """Code and words of `git merge`."""
        done = subprocess.run(
            ["git", "merge", "-q", "--no-edit", branch], cwd=self.top, env=environment(),
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def read(self, name: str) -> str:
        """The text of a record."""
        return (self.root / "data" / name).read_text(encoding="utf-8")


def innoreg(*words: str, cwd: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as people do."""
    return subprocess.run(
        [PROGRAM, *words], cwd=cwd, env=environment() | env,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
