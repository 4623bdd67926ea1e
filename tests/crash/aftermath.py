"""A writing command in a copy of this process, and what must hold after it was killed."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from changing import TODAY
from crash.writing_commands import Call
from innoreg.cli import main

Run = Callable[[Path, Call, Path], int]
"""Carries out a command in a folder, what it says goes into a file; its exit code."""
VARIABLES = {"INNOREG_LANG": "en", "INNOREG_TODAY": TODAY, "INNOREG_NO_CACHE": "1"}


def live(root: Path, call: Call, said: Path, begin: Callable[[], None]) -> NoReturn:
    """The life of the copy: the command in that folder; `begin` is called just before it."""
    code = 99
    try:
        os.chdir(root)
        os.environ.update(VARIABLES | dict(call.env))
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        begin()
        code = main(call.words.split())
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def run_whole(root: Path, call: Call, said: Path) -> int:
    """Carry out the command to its end in a copy of this process; its exit code."""
    if (child := os.fork()) == 0:
        live(root, call, said, lambda: None)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def fresh(begin: Path, which: str) -> Path:
    """A new copy of the folder, beside it."""
    root = begin.with_name(which)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(begin, root, symlinks=True)
    return root


def warm_up(begin: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command here, so that its modules are there for all copies of this process."""
    with monkeypatch.context() as patched:
        patched.chdir(fresh(begin, "tree"))
        for key, value in (VARIABLES | dict(call.env)).items():
            patched.setenv(key, value)
        main(call.words.split())


def is_stray(name: str) -> bool:
    parts = name.split("/")
    return any(p.startswith(".") and (p.endswith(".new") or "innoreg-" in p) for p in parts)


def contents(root: Path) -> dict[str, bytes]:
    """Every file but those of git, whose own affair they are."""
    found = sorted(p for p in root.rglob("*") if p.is_file() or p.is_symlink())
    names = {p: p.relative_to(root).as_posix() for p in found}
    return {
        # Of these the same rows are not always the same bytes.
        name: b"" if name.endswith((".sqlite", ".parquet", ".xlsx")) else path.read_bytes()
        for path, name in names.items()
        if not name.startswith(".git/")
    }


def check_after_kill(
    root: Path, call: Call, old: dict[str, bytes], new: dict[str, bytes], said: Path
) -> None:
    """The tree after the kill, and after the same command once more."""
    now = contents(root)
    strays = {name for name in now if is_stray(name)}
    tree = {name: text for name, text in now.items() if name not in strays}
    interrupted = ".innoreg-change" in now or any("-innoreg-" in name for name in strays)
    for file, text in tree.items():
        # Whole, whichever of the two it is. `init --git` adds a line to what `init` wrote.
        begun = call.words.startswith("init --git") and text.endswith(b"\n")
        known = (old.get(file), new.get(file))
        assert text in known or (begun and new[file].startswith(text)), file
    if tree not in (old, new):
        assert interrupted or call.repeats, sorted(tree)
    if strays and (root / "innoreg.yaml").exists():
        _all_named(root, call, strays)
    if ".innoreg-change" in now:
        _check_another_command(root, call, old, new, said)
    code = run_whole(root, call, said)
    words = said.read_text("utf-8")
    assert code in call.again, words
    assert "mistake in innoreg" not in words
    if tree not in (old, new) and not call.repeats:
        assert "interrupted" in words, words
    after = contents(root)
    if tree != new:
        assert after == new, words
    assert not [name for name in after if is_stray(name)], words


def _check_another_command(
    root: Path, call: Call, old: dict[str, bytes], new: dict[str, bytes], said: Path
) -> None:
    """Any command that writes finishes the change or takes it back, not the same one alone."""
    other = fresh(root, "other")
    assert run_whole(other, call._replace(words="new person after-it name=Новый"), said) == 0
    assert "interrupted" in said.read_text("utf-8")
    after = contents(other)
    (name,) = (name for name in after if name.endswith("people/after-it.yaml"))
    del after[name]
    # What writes one file after another has some of the new ones; each was looked at before.
    assert after in (old, new) or call.repeats, said.read_text("utf-8")


def _all_named(root: Path, call: Call, strays: set[str]) -> None:
    said = root.parent / "findings"
    run_whole(root, call._replace(words="validate --format json"), said)
    found = json.loads(said.read_text("utf-8"))["diagnostics"]
    named = {d["file"] for d in found if d["code"] == "stray-file"}
    for stray in strays:
        assert any(stray == name or stray.startswith(f"{name}/") for name in named), stray
