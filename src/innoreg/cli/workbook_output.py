"""Answers written as a workbook: `--format xlsx -o FILE`."""

from collections.abc import Sequence
from pathlib import Path

from innoreg.cli.command_context import CallContext
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T
from innoreg.report.failed_files import as_lines
from innoreg.report.sheets import Sheet


def write_sheets(call: CallContext, sheets: Sequence[Sheet]) -> None:
    """Write the workbook that -o names; Refused where a file is there and --force is not given."""
    from innoreg.export.workbook_writer import workbook_bytes

    first, *others = sheets
    # Files that are not in the answer are told in the answer, wherever it is passed on to.
    lacking = [*first.heading, *as_lines(call.failed, markdown=False)] if call.failed else None
    whole = [first._replace(heading=lacking) if lacking else first, *others]
    title = first.heading[0] if first.heading else first.name
    write_workbook(call, workbook_bytes(whole, title, call.day))


def write_workbook(call: CallContext, raw: bytes) -> None:
    """Write the bytes of a workbook into the file that -o names, and say so."""
    from innoreg.cli.file_output import write_output

    assert call.output is not None
    write_output(call.output, raw, force=call.force)


def check_output(form: str, output: Path | None, *, force: bool) -> None:
    """WrongUsage where a workbook has no file to go to, or a file is named for something else."""
    if form != "xlsx":
        if output is not None or force:
            option = "-o" if output is not None else "--force"
            raise WrongUsage(
                T("{option} goes with --format xlsx", option=option),
                T("a table for people is printed; `> FILE` keeps it"),
            )
        return
    if output is None:
        raise WrongUsage(T("a workbook needs a file to go to"), T("name it: -o FILE.xlsx"))
    if output.suffix.lower() != ".xlsx" and output != Path("-"):
        raise Refused(
            T("a workbook is written as .xlsx, not as “{suffix}”", suffix=output.suffix),
            T("name it: -o FILE.xlsx"),
        )
