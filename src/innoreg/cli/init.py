"""`innoreg init`."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.common import show
from innoreg.errors import CannotGoOn
from innoreg.i18n import N_, T, _, ngettext
from innoreg.model.kinds import FOLDERS
from innoreg.report.jsonio import dumps
from innoreg.report.schema import schemas
from innoreg.store.starter import begin, write_generated


def init(
    folder: Annotated[Path, typer.Argument(metavar=N_("DIR"), help=N_("where; made if absent"))],
    only_schemas: Annotated[
        bool, typer.Option("--schemas", help=N_("only write schemas/ anew in an existing registry"))
    ] = False,
) -> None:
    try:
        if only_schemas:
            write_generated(folder, _schema_files())
            show(_("Schemas written to {path}", path=folder / "schemas"))
            return
        files = begin(folder, _schema_files())
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotGoOn(
            T("cannot write to {path}: {reason}", path=folder, reason=reason)
        ) from None
    show(
        ngettext(
            "A registry of {n} file in {path}",
            "A registry of {n} files in {path}",
            len(files),
            path=folder,
        )
        + "\n"
        + _(
            "Next: `innoreg -C {path} validate`, then replace the examples by your records.",
            path=folder,
        )
    )


def _schema_files() -> dict[str, str]:
    """The schemas, and the settings that show them to the editor."""
    files = {f"schemas/{kind}.json": dumps(document) for kind, document in schemas().items()}
    by_folder = {f"schemas/{kind}.json": f"data/{FOLDERS[kind]}/**/*.yaml" for kind in FOLDERS}
    files[".vscode/settings.json"] = dumps({"yaml.schemas": by_folder})
    return files
