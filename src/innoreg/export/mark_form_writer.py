"""The sheet to be filled in as a workbook: protected, with lists and days to choose from."""

from collections.abc import Sequence
from datetime import date

from innoreg.export.workbook_writer import WorkbookFile, row_height
from innoreg.i18n import _
from innoreg.report.mark_form import COLUMNS, GIVEN, FormRow, mark_words, row_check
from innoreg.report.tables import Column

_OPEN = {"locked": False, "bg_color": "#FFF9E5", "border": 1, "border_color": "#BFBFBF"}


def mark_form_bytes(rows: Sequence[FormRow], heading: Sequence[str], day: date) -> bytes:
    """The workbook, as it stands on the day: what may be marked lies between 2000 and that day."""
    book = WorkbookFile(heading[0], day)
    page = book.add_page(_("Marks"))
    top = book.write_heading(page, heading)
    widths = [column.width for column in COLUMNS]
    book.write_heads(page, top, [Column(column.head) for column in COLUMNS], widths)
    for at, column in enumerate(COLUMNS):
        if column.is_hidden:
            page.set_column(at, at, column.width, None, {"hidden": True})
    first, last = top + 1, top + max(1, len(rows))
    for index, row in enumerate(rows):
        _write_row(book, page, first + index, row)
        page.set_row(first + index, row_height(row.cells, widths[: len(GIVEN)]))
    at_of = {column.key: at for at, column in enumerate(COLUMNS)}
    page.data_validation(first, at_of["mark"], last, at_of["mark"], {
        "validate": "list", "source": list(mark_words()),
        "error_title": _("Mark"), "error_message": _("choose from the list, or leave it empty"),
    })  # fmt: skip
    page.data_validation(first, at_of["on"], last, at_of["on"], {
        "validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": day,
        "input_title": _("Done on"), "input_message": _("the day it was carried out"),
        "error_title": _("Done on"), "error_message": _("a day up to that of the sheet"),
    })  # fmt: skip
    page.autofilter(top, 0, last, len(COLUMNS) - 1)
    # Without a password: it keeps slips of the hand away, and `done --from` notices the rest.
    page.protect("", {"autofilter": True, "sort": True, "format_columns": True,
                      "format_rows": True, "select_locked_cells": True})  # fmt: skip
    return book.close()


def _write_row(book: WorkbookFile, page: object, at: int, row: FormRow) -> None:
    for index, value in enumerate(row.cells):
        look = (
            {"bold": True, "font_color": "#C00000"} if row.state == "overdue" and index == 6 else {}
        )
        book.write_value(page, at, index, value, **look)
    for index, column in enumerate(COLUMNS):
        if column.is_open:
            look = {"num_format": book.day_format, "align": "left"} if column.key == "on" else {}
            book.write_value(page, at, index, None, **_OPEN, **look)
    book.write_value(page, at, len(COLUMNS) - 1, row_check(row.cells))
