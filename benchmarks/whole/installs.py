"""Other programs, each installed in a folder of its own beside the measurements, never elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


class Missing(Exception):
    """A program cannot be installed here; the words say why."""


def venv(home: Path, *packages: str) -> Path:
    """The python of a virtual environment with the packages; made the first time."""
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.with_name(packages[0]).exists():
        _run(sys.executable, "-m", "venv", "--clear", str(home))
        _run(str(python), "-m", "pip", "install", "--quiet", *packages)
    return python


def version(python: Path, package: str) -> str:
    """Of a package in a virtual environment."""
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.check_output([python, "-c", code], text=True).strip()


def npm(home: Path, *packages: str) -> Path:
    """The folder of node modules with the packages; made the first time."""
    modules = home / "node_modules"
    if not modules.exists():
        _run(_program("npm"), "install", "--silent", "--prefix", str(home), *packages)
    return modules


def debian(home: Path, program: str, *packages: str) -> tuple[str, dict[str, str]]:
    """The program of this system, else Debian's packages laid out in a folder; what it needs set."""
    if found := shutil.which(program):
        return found, {}
    unpacked = home / "usr" / "bin" / program
    if not unpacked.exists():
        home.mkdir(parents=True, exist_ok=True)
        _run(_program("apt-get"), "download", "-qq", *packages, folder=home)
        for package in sorted(home.glob("*.deb")):
            _run(_program("dpkg"), "-x", package.name, ".", folder=home)
    libraries = os.pathsep.join(str(folder) for folder in (home / "usr" / "lib").glob("*-linux-*"))
    return str(unpacked), {"LD_LIBRARY_PATH": libraries}


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed")
    return found


def _run(*command: str, folder: Path | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(" ".join((done.stderr or done.stdout).strip().splitlines()[-1:]))
