"""Running git: never through a shell, in a known environment, its refusals put into words."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from innoreg.errors import CannotGoOn
from innoreg.i18n import T

# Seconds; bounds a git that waits for a disk or a lock for ever. Chosen round, not measured.
TIMEOUT = 120.0
# A hook or a calling git may point these at another repository than the one asked about.
_FOREIGN = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
    "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_ATTR_SOURCE",
    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    "LANGUAGE",
)  # fmt: skip
# Set by git for the hooks of a push: new objects lie apart until the push is accepted.
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
# English for the messages recognised below; no locks, so that reading never disturbs a writer.
_ASKED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
# What a repository lacks is not fetched: its settings say by which program.
_NOT_FETCHING = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
# A repository may come from anybody: its hooks and monitors are programs, and are not run.
_QUIET = (
    "--no-pager",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "core.fsmonitor=false",
    "-c", "log.showSignature=false",
    "-c", "i18n.logOutputEncoding=UTF-8",
)  # fmt: skip


def safe_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for git: of the asked repository alone, answering in English.

    Where a server's hook looks at a push not yet taken in, its store of objects stays known.
    """
    dropped = _FOREIGN if "GIT_QUARANTINE_PATH" in environ else (*_FOREIGN, *_OBJECTS)
    return {k: v for k, v in environ.items() if k not in dropped} | _ASKED


class Git:
    """git in one folder: of a working tree, of a part of it, or a bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, stdin: bytes = b"", timeout: float = TIMEOUT) -> bytes:
        """What git prints; CannotGoOn with git's reason where it fails."""
        done = self._run(words, stdin, timeout)
        if done.returncode:
            raise self._failure(done.stderr.decode("utf-8", "replace"))
        return done.stdout

    def attempt(self, *words: str) -> str | None:
        """What git prints, without the line's end; None where it says no."""
        done = self._run(words, b"", TIMEOUT)
        refused = done.stderr.decode("utf-8", "replace")
        # These are no answers to the question that was asked.
        if "dubious ownership" in refused or "not a git repository" in refused:
            raise self._failure(refused)
        return None if done.returncode else done.stdout.decode("utf-8", "replace").rstrip("\n")

    def status(self, *words: str) -> tuple[int, bytes]:
        """The exit code and what git prints, where the code itself is an answer."""
        done = self._run(words, b"", TIMEOUT)
        return done.returncode, done.stdout

    def _run(
        self, words: tuple[str, ...], stdin: bytes, timeout: float
    ) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(
                ["git", *_QUIET, "-C", os.fspath(self.folder), *words],
                input=stdin,
                capture_output=True,
                env=safe_environment(os.environ) | _NOT_FETCHING,
                timeout=timeout,
                check=False,
            )
        except FileNotFoundError:
            raise CannotGoOn(
                T("git is needed for this and is not installed"),
                T("install git; the files as they are now can be asked about without it"),
            ) from None
        except subprocess.TimeoutExpired:
            raise CannotGoOn(
                T("git did not answer in {n} seconds", n=int(timeout)),
                T("try `git status` in {path} by hand", path=self.folder),
            ) from None
        except (OSError, ValueError) as error:
            raise CannotGoOn(T("git cannot be run: {reason}", reason=error)) from None

    def _failure(self, said: str) -> CannotGoOn:
        if "not a git repository" in said:
            return CannotGoOn(
                T("{path} is not in a git repository", path=self.folder),
                T("`innoreg init --git {path}` makes it one", path=self.folder),
            )
        if "dubious ownership" in said:
            return CannotGoOn(
                T("git does not trust {path}: it belongs to another user", path=self.folder),
                T("`git config --global --add safe.directory FOLDER` if you do"),
            )
        lines = [line for line in said.splitlines() if line.strip()]
        reason = next((x for x in lines if x.startswith(("fatal:", "error:"))), "".join(lines[:1]))
        return CannotGoOn(
            T("git failed: {reason}", reason=reason or "?"),
            T("try `git fsck` in {path}", path=self.folder),
        )
