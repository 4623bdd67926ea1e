"""Run the tests with several Pythons, or with other versions of the libraries than the locked ones.

Each Python gets an environment of its own in .venvs/, made again whenever what it should hold
has changed. The last lines say how each run ended and which Pythons were not found.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
WANTED = ("3.11", "3.12", "3.13", "3.14")
"""The versions that `make test-all` looks for; every patch release of them that lies here is tried."""
LOCKED = ROOT / "requirements" / "developer.txt"
WINDOWS = os.name == "nt"
_ASK = "import platform, sys; print(platform.python_version(), sys.prefix == sys.base_prefix)"


class Python(NamedTuple):
    """An interpreter: its full version and where it lies."""

    version: str
    path: Path


def interpreters() -> Iterator[Python]:
    """Every wanted Python in PATH, in the system's folder and among those of pyenv, each once."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    folders = [Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    folders += [Path("/usr/bin"), Path("/usr/local/bin"), *sorted(pyenv.glob("*/bin"))]
    if WINDOWS:
        folders += sorted((Path.home() / "AppData/Local/Programs/Python").glob("Python3*"))
    found = dict[str, Python]()
    for folder in folders:
        for name in ("python.exe",) if WINDOWS else tuple(f"python{v}" for v in WANTED):
            python = python_at(folder / name)
            if python and python.version.rpartition(".")[0] in WANTED:
                found.setdefault(python.version, python)
    yield from sorted(found.values(), key=lambda python: _as_numbers(python.version))


def python_at(path: Path) -> Python | None:
    """The interpreter at a path; None where there is none, or only a virtual environment's."""
    if not path.is_file():
        return None
    asked = subprocess.run([path, "-c", _ASK], capture_output=True, text=True, check=False)
    version, _, is_base = asked.stdout.strip().partition(" ")
    return Python(version, path) if asked.returncode == 0 and is_base == "True" else None


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def environment(python: Python, resolution: str) -> Path:
    """The interpreter of an environment with innoreg and all that its tests need."""
    folder = ROOT / ".venvs" / f"{python.version}-{resolution}"
    inside = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    what = LOCKED.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    mark, holds = folder / ".holds", hashlib.sha256(what).hexdigest()
    # Newest versions are another thing tomorrow: only what is fixed is used again.
    if resolution != "highest" and mark.is_file() and mark.read_text("utf-8") == holds:
        return inside
    shutil.rmtree(folder, ignore_errors=True)
    # With pip in it, as `make` has it: tests install innoreg the way its users do.
    _uv("venv", "--seed", "--python", python.path, folder)
    install = ("pip", "install", "--python", inside)
    if resolution == "locked":
        _uv(*install, "--require-hashes", "--requirements", LOCKED)
    else:
        # pyproject.toml names lower bounds that were tried, so they must be those of all it names.
        _uv(
            *(*install, "--resolution", resolution, "--upgrade"),
            *("--requirements", "pyproject.toml", "--all-extras", "--group", "dev"),
        )
    editable = ("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    pip = [str(inside), "-m", "pip", "--disable-pip-version-check", *editable]
    subprocess.run(pip, cwd=ROOT, check=True)
    mark.write_text(holds, encoding="utf-8")
    return inside


def _uv(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "uv", "--quiet", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True)


def run_tests(python: Python, resolution: str, tests: list[str]) -> str:
    """How the tests ended, in the last line that pytest printed."""
    print(f"\n== Python {python.version} ({python.path}), {resolution} versions", flush=True)
    try:
        inside = environment(python, resolution)
    except subprocess.CalledProcessError as error:
        return f"not installed: exit code {error.returncode}"
    command = [str(inside), "-m", "pytest", "--numprocesses", "auto", "--dist", "worksteal", *tests]
    last = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None
        for line in running.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return last if running.returncode == 0 else f"FAILED: {last}"


def main() -> int:
    """Run the tests with each Python asked for, else with each one found; 1 where a run failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pythons", nargs="*", help="interpreters; without any, all that are found")
    options.add_argument(
        "--resolution", default="locked", choices=("locked", "highest", "lowest-direct")
    )
    options.add_argument("--tests", nargs="*", default=[], help="folders or files of tests")
    asked = options.parse_args()
    given = [python_at(Path(shutil.which(name) or name).resolve()) for name in asked.pythons]
    pythons = [python for python in given if python] or list(interpreters())
    if None in given or not pythons:
        print(f"no such Python: {' '.join(asked.pythons) or ', '.join(WANTED)}")
        return 1
    ended = {p.version: run_tests(p, asked.resolution, asked.tests) for p in pythons}
    print("\n== How the runs ended")
    for version, words in ended.items():
        print(f"Python {version}: {words}")
    if not asked.pythons:
        for wanted in WANTED:
            if not any(version.startswith(f"{wanted}.") for version in ended):
                print(f"Python {wanted}: not found on this machine")
    return int(any(words.startswith(("FAILED", "not installed")) for words in ended.values()))


if __name__ == "__main__":
    sys.exit(main())
