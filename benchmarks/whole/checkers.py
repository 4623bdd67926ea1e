"""Others of schemas beside `innoreg validate`, each installed in a place of its own."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.synthetic import made
from benchmarks.whole.installs import npm, venv, version
from benchmarks.whole.others import Other
from benchmarks.whole.timing import Job
from benchmarks.whole.yamale import as_yamale


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the checkers are installed, the records, and the schema of each folder."""

    scratch: Path
    tree: Path
    records: int
    schemas: Mapping[str, Mapping[str, Any]]


def check_jsonschema(ground: Ground) -> Other:
    """From PyPI; reads YAML."""
    python = venv(ground.scratch / "check-jsonschema", "check-jsonschema")
    program = str(python.with_name("check-jsonschema"))
    folder = _fresh(ground.scratch / "schemas")
    commands = []
    for name, schema in ground.schemas.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
        files = sorted(str(p) for p in (ground.tree / "data" / name).glob("*.yaml"))
        commands.append((program, "--quiet", "--schemafile", str(path), *files))
    return Other(f"check-jsonschema {version(python, 'check-jsonschema')}", Job(tuple(commands)))


def yamale(ground: Ground) -> Other:
    """From PyPI; reads YAML, with ruamel because YAML 1.1 takes the key `on` for true."""
    python = venv(ground.scratch / "yamale", "yamale", "ruamel.yaml")
    program = str(python.with_name("yamale"))
    folder = _fresh(ground.scratch / "yamale-schemas")
    commands = []
    for name, schema in ground.schemas.items():
        path = folder / f"{name}.yaml"
        path.write_text(as_yamale(dict(schema)), encoding="utf-8")
        data = str(ground.tree / "data" / name)
        commands.append((program, "-p", "ruamel", "-s", str(path), data))
    return Other(f"yamale {version(python, 'yamale')}", Job(tuple(commands)))


def ajv(ground: Ground) -> Other:
    """From npm; reads the same records written as JSON beforehand."""
    modules = npm(ground.scratch / "ajv", "ajv-cli", "ajv-formats")
    _as_json(ground)
    # The patterns are its own to expand, so no shell is between.
    commands = tuple(
        (str(modules / ".bin" / "ajv"), "validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats",
         "-s", str(ground.scratch / "schemas" / f"{name}.json"), "-d", f"json/{name}/*.json")
        for name in ground.schemas
    )  # fmt: skip
    about = json.loads((modules / "ajv-cli" / "package.json").read_text())
    return Other(f"ajv-cli {about['version']} (JSON)", Job(commands, ground.scratch))


CHECKERS: tuple[Callable[[Ground], Other], ...] = (check_jsonschema, yamale, ajv)


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
