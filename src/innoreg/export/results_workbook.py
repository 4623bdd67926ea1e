"""The rows of a year's results as an Excel workbook that `innoreg results import` reads back."""

import io
import re
import zipfile
from typing import Any

from innoreg.errors import CannotGoOn
from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import T, _
from innoreg.model.registry import Registry
from innoreg.model.results_book import YearResults
from innoreg.model.results_table import COLUMNS
from innoreg.queries.record_names import title_of


def workbook_bytes(registry: Registry, year: YearResults) -> bytes:
    """One sheet with a head: the columns of the table, beside the school's id its name.

    CannotGoOn where openpyxl is not installed.
    """
    book = new_workbook()
    from openpyxl.styles import Font

    sheet = book.worksheets[0]
    sheet.title = str(year.year)
    # The import knows these words as a column to pass over.
    heads = (COLUMNS[0], _("name of the school"), *COLUMNS[1:])
    for at, head in enumerate(heads, 1):
        sheet.cell(1, at, head).font = Font(bold=True)
    for number, row in enumerate(year.rows, 2):
        target = registry.find(row.school, ("school",))
        name = title_of(target.record) if target else ""
        values = (row.school, name, *row[1:7])
        for at, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            if not isinstance(value, str):
                sheet.cell(number, at, value)
                continue
            # XML has no control characters, nor these two.
            words = show_hidden_signs(value).replace("\ufffe", "").replace("\uffff", "")
            # A text that begins with = is no formula.
            sheet.cell(number, at, words).data_type = "s"
    for letter, width in zip("ABCDEFGH", (24, 40, 16, 14, 10, 10, 10, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def new_workbook() -> Any:
    """An empty workbook; CannotGoOn where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        from innoreg.installation import command_to_add

        raise CannotGoOn(
            T("writing .xlsx needs the package {package}", package="openpyxl"),
            T("install it: `{command}`", command=command_to_add("openpyxl")),
        ) from None
    return Workbook()


_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def timeless(raw: bytes) -> bytes:
    """The workbook without the time of its making: the same rows give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as made, zipfile.ZipFile(out, "w") as kept:
        for entry in made.infolist():
            data = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", made.read(entry))
            info = zipfile.ZipInfo(entry.filename, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, data)
    return out.getvalue()
