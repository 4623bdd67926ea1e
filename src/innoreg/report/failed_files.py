"""The files with errors that an answer lacks or has only in part, each with its first error."""

from collections.abc import Sequence
from typing import Any

from innoreg.diagnostics import FailedFile
from innoreg.i18n import _
from innoreg.report.escaping import escape_markdown


def as_lines(failed: Sequence[FailedFile], *, markdown: bool = False) -> list[str]:
    """What stands below an answer for people."""
    heads = {
        False: _("Not in this answer, for these files have errors:"),
        True: _("Only what can be read of these files, for they have errors:"),
    }
    lines: list[str] = []
    for readable, head in heads.items():
        own = [each for each in failed if each.readable is readable]
        said = [f"{each.place.file}:{each.place.line}: {each.message}" for each in own]
        if own and markdown:
            lines += [head, "", *(f"- {escape_markdown(each)}" for each in said), ""]
        elif own:
            lines += [head, *(f"  {each}" for each in said)]
    return lines


def failed_fields(failed: Sequence[FailedFile]) -> dict[str, Any]:
    """The key `failed` of a JSON document; nothing where every file was read whole."""
    rows = [
        {
            "file": each.place.file,
            "line": each.place.line,
            "message": str(each.message),
            "in_part": each.readable,
        }
        for each in failed
    ]
    return {"failed": rows} if rows else {}
