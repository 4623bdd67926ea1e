"""The files by which an editor knows the records: schemas/ and the settings of VS Code."""

from pathlib import Path

from innoreg.model.registry import Registry
from innoreg.record_kinds import FOLDERS
from innoreg.report.editor_schema import editor_schemas
from innoreg.report.jsonio import dumps
from innoreg.store.registry_setup import write_files
from innoreg.store.tree import EDITOR, SCHEMAS

SETTINGS = f"{EDITOR}/settings.json"


def schema_files(registry: Registry | None = None) -> dict[str, str]:
    """The schemas by their paths, and what keeps them out of git.

    They hold the ids and names of one state of the records, in one person's language: in git every
    new record would change them, and two branches would always collide.
    """
    texts = {f"{SCHEMAS}/{kind}.json": dumps(one) for kind, one in editor_schemas(registry).items()}
    return {f"{SCHEMAS}/.gitignore": "*\n", **texts}


def settings_file(data: str) -> dict[str, str]:
    """Settings of VS Code that name the schema of each folder of records.

    A line in every record would do so as well, but say the same in each and need mending when a
    file moves.
    """
    by_folder = {f"{SCHEMAS}/{kind}.json": f"{data}/{FOLDERS[kind]}/**/*.yaml" for kind in FOLDERS}
    return {SETTINGS: dumps({"yaml.schemas": by_folder})}


def write_editor_files(folder: Path, registry: Registry) -> None:
    """Write schemas/ anew; the settings only where there are none: a person may have changed them."""
    texts = schema_files(registry)
    if not (folder / SETTINGS).exists():
        texts |= settings_file(registry.settings.data)
    write_files(folder, {folder / name: text for name, text in texts.items()})
