"""Checkers of schemas beside `innoreg validate`: each installed in a place of its own, or left out."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.synthetic import made
from benchmarks.whole.timing import Job
from benchmarks.whole.yamale import as_yamale


@dataclass(frozen=True, slots=True)
class Checker:
    """A checker that can be run: its name with the version, and the job."""

    name: str
    job: Job


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the checkers are installed, the records, and the schema of each folder."""

    scratch: Path
    tree: Path
    records: int
    schemas: Mapping[str, Mapping[str, Any]]


class Missing(Exception):
    """A checker cannot be installed here; the words say why."""


def check_jsonschema(ground: Ground) -> Checker:
    """From PyPI; reads YAML."""
    python = _venv(ground.scratch / "check-jsonschema", "check-jsonschema")
    program = str(python.with_name("check-jsonschema"))
    folder = _fresh(ground.scratch / "schemas")
    commands = []
    for name, schema in ground.schemas.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
        files = sorted(str(p) for p in (ground.tree / "data" / name).glob("*.yaml"))
        commands.append((program, "--quiet", "--schemafile", str(path), *files))
    return Checker(f"check-jsonschema {_version(python, 'check-jsonschema')}", Job(tuple(commands)))


def yamale(ground: Ground) -> Checker:
    """From PyPI; reads YAML, with ruamel because YAML 1.1 takes the key `on` for true."""
    python = _venv(ground.scratch / "yamale", "yamale", "ruamel.yaml")
    program = str(python.with_name("yamale"))
    folder = _fresh(ground.scratch / "yamale-schemas")
    commands = []
    for name, schema in ground.schemas.items():
        path = folder / f"{name}.yaml"
        path.write_text(as_yamale(dict(schema)), encoding="utf-8")
        data = str(ground.tree / "data" / name)
        commands.append((program, "-p", "ruamel", "-s", str(path), data))
    return Checker(f"yamale {_version(python, 'yamale')}", Job(tuple(commands)))


def ajv(ground: Ground) -> Checker:
    """From npm; reads the same records written as JSON beforehand."""
    home = ground.scratch / "ajv"
    program = home / "node_modules" / ".bin" / "ajv"
    if not program.exists():
        npm = _program("npm")
        _install(npm, "install", "--silent", "--prefix", str(home), "ajv-cli", "ajv-formats")
    _as_json(ground)
    # The patterns are its own to expand, so no shell is between.
    commands = tuple(
        (str(program), "validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats",
         "-s", str(ground.scratch / "schemas" / f"{name}.json"), "-d", f"json/{name}/*.json")
        for name in ground.schemas
    )  # fmt: skip
    about = json.loads((home / "node_modules" / "ajv-cli" / "package.json").read_text())
    return Checker(f"ajv-cli {about['version']} (JSON)", Job(commands, ground.scratch))


CHECKERS: tuple[Callable[[Ground], Checker], ...] = (check_jsonschema, yamale, ajv)


def _as_json(ground: Ground) -> None:
    folder = _fresh(ground.scratch / "json")
    for kind, name, _comment, data in made(ground.records):
        path = folder / kind / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _venv(home: Path, *packages: str) -> Path:
    """Its python; made and filled the first time."""
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.with_name(packages[0]).exists():
        _install(sys.executable, "-m", "venv", "--clear", str(home))
        _install(str(python), "-m", "pip", "install", "--quiet", *packages)
    return python


def _version(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.check_output([python, "-c", code], text=True).strip()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed")
    return found


def _install(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(" ".join((done.stderr or done.stdout).strip().splitlines()[-1:]))
