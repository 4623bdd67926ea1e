"""Sheets written as an Excel workbook, to be filtered, printed on A4 and read in black and white."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from innoreg.errors import CannotGoOn
from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import T, _, current_language
from innoreg.installation import command_to_add
from innoreg.report.escaping import disarm_formula
from innoreg.report.sheets import SIGNS, Chart, Sheet, Value
from innoreg.report.tables import Column
from innoreg.report.wrapping import wrap_text

_LONGEST = 32_767
"""Characters that Excel keeps in a cell."""
_WIDEST = {False: 24, True: 50}
"""Widths of columns, in characters; of wide ones the second."""
_RULED = {"bottom": 4, "bottom_color": "#BFBFBF"}
"""A faint line below each row."""
_LINE = 13
"""Points that a line of text takes."""
_FILLS = {
    "overdue": "#F8CBAD", "done": "#C6E0B4", "done-late": "#FFE699", "cancelled": "#D9D9D9",
    "running": "#DDEBF7", "extended": "#DDEBF7",
}  # fmt: skip
_BAD_IN_NAME = str.maketrans("[]:*?/\\'", "()-   - ")


def require_xlsxwriter() -> Any:
    """The module xlsxwriter; raises CannotGoOn with the command to install it."""
    try:
        import xlsxwriter
    except ImportError:
        raise CannotGoOn(
            T("writing .xlsx needs the package {package}", package="XlsxWriter"),
            T("install it: `{command}`", command=command_to_add("XlsxWriter")),
        ) from None
    return xlsxwriter


def workbook_bytes(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """The sheets as a workbook; the same sheets and day give the same bytes."""
    book = WorkbookFile(title, day)
    for sheet in sheets:
        book.add_sheet(sheet)
    return book.close()


class WorkbookFile:
    """A workbook that is being written: its formats, and sheets added one after another."""

    def __init__(self, title: str, day: date) -> None:
        library = require_xlsxwriter()
        self._out = io.BytesIO()
        # A text is a text, whatever it begins with.
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self.book = library.Workbook(self._out, plain)
        # Not the clock's: the same answer is the same file.
        made = datetime.combine(day, time(), UTC).replace(tzinfo=None)
        self.book.set_properties({"title": clean_text(title)[:255], "created": made})
        self.day_format = "dd.mm.yyyy" if current_language() == "ru" else "yyyy-mm-dd"
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def close(self) -> bytes:
        """The bytes of the whole file."""
        self.book.close()
        return self._out.getvalue()

    def style(self, **look: Any) -> Any:
        """The format of cells that look so; one for all of them."""
        base = {"valign": "top", "text_wrap": True, "font_size": 10, **_RULED}
        key = tuple(sorted({**base, **look}.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(key))
        return self._formats[key]

    def add_page(self, name: str) -> Any:
        """An empty sheet that prints on A4, landscape, as wide as the paper."""
        name = clean_text(name).translate(_BAD_IN_NAME).strip()[:28] or "1"
        free = name
        while free.lower() in self._names:
            free = f"{name} {len(self._names) + 1}"
        self._names.add(free.lower())
        page = self.book.add_worksheet(free)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&8&A&R&8&P / &N")
        return page

    def write_heading(self, page: Any, lines: Sequence[str]) -> int:
        """Write the lines above a table; the row that the table begins in."""
        for at, line in enumerate(lines):
            look = {"bold": not at, "font_size": 10 if at else 12, "text_wrap": False, "bottom": 0}
            page.write_string(at, 0, clean_text(line), self.style(**look))
        return len(lines) + 1 if lines else 0

    def write_heads(
        self, page: Any, at: int, columns: Sequence[Column], widths: Sequence[float]
    ) -> None:
        """Write the heads of a table in row `at`: they stay on the screen and on each page."""
        for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
            look = {"align": "center"} if column.kind != "text" else {}
            head = self.style(bold=True, bg_color="#D9E1F2", bottom=1, valign="vcenter", **look)
            page.write_string(at, index, clean_text(column.head), head)
            page.set_column(index, index, width)
        # Room for the arrow of the filter beside the words.
        page.set_row(at, row_height([column.head for column in columns], [w - 3 for w in widths]))
        page.freeze_panes(at + 1, 0)
        page.repeat_rows(at)

    def write_value(self, page: Any, row: int, column: int, value: Value, **look: Any) -> None:
        """Write a cell by its type: text never as a formula or a link."""
        if value is None or value == "":
            page.write_blank(row, column, None, self.style(**look))
        elif isinstance(value, date):
            look = {"num_format": self.day_format, "align": "left", **look}
            page.write_datetime(row, column, datetime.combine(value, time()), self.style(**look))
        elif isinstance(value, int | float):
            page.write_number(row, column, value, self.style(**look))
        else:
            text = clean_text(value)
            # Where it would begin a formula it stays a text though somebody edits the cell.
            quoted = {"quote_prefix": True} if disarm_formula(text) != text else {}
            page.write_string(row, column, text, self.style(**look, **quoted))

    def add_sheet(self, sheet: Sheet) -> None:
        """Add a table with its heading, filters, sums and chart."""
        page = self.add_page(sheet.name)
        top = self.write_heading(page, sheet.heading)
        signed = bool(sheet.states)
        columns = [*([Column("")] if signed else []), *sheet.columns]
        widths = [
            column_width(column, [row[at] for row in sheet.rows])
            for at, column in enumerate(sheet.columns)
        ]
        if sheet.sums and widths:
            widths[0] = max(widths[0], len(_("Sum of the rows shown")) + 2.0)
        widths = [*([3.0] if signed else []), *widths]
        self.write_heads(page, top, columns, widths)
        first = top + 1
        for index, row in enumerate(sheet.rows):
            state = sheet.states[index] if signed else ""
            self._write_row(page, first + index, sheet, row, state)
            if not sheet.is_data:
                page.set_row(first + index, row_height(row, widths[signed:]))
        last = first + len(sheet.rows) - 1
        if sheet.rows:
            page.autofilter(top, 0, last, len(columns) - 1)
        self._write_last_line(page, sheet, first, last, shift=int(signed))
        if sheet.chart and sheet.rows:
            self._add_chart(page, sheet, sheet.chart, first, last)

    def _write_row(
        self,
        page: Any,
        at: int,
        sheet: Sheet,
        row: Sequence[Value],
        state: str,
    ) -> None:
        signed = bool(sheet.states)
        plain = {"text_wrap": False} if sheet.is_data else {}
        if signed:
            fill = {"bg_color": _FILLS[state]} if state in _FILLS else {}
            page.write_string(at, 0, SIGNS.get(state, ""), self.style(align="center", **fill))
        for index, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            look = {**_number_look(column), **plain}
            self.write_value(page, at, index + signed, value, **look)

    def _write_last_line(
        self, page: Any, sheet: Sheet, first: int, last: int, *, shift: int
    ) -> None:
        look = {"bold": True, "top": 1}
        if sheet.total is not None:
            for index, (column, value) in enumerate(zip(sheet.columns, sheet.total, strict=True)):
                self.write_value(
                    page, last + 1, index + shift, value, **look, **_number_look(column)
                )
        elif sheet.sums and sheet.rows:
            words = _("Sum of the rows shown")
            page.write_string(last + 1, shift, words, self.style(text_wrap=False, **look))
            for index, column in enumerate(sheet.columns):
                if column.kind != "number":
                    if index:
                        page.write_blank(last + 1, index + shift, None, self.style(**look))
                    continue
                letter = self._letter(index + shift)
                numbers = (row[index] for row in sheet.rows)
                total = sum(each for each in numbers if isinstance(each, int | float))
                # Of the rows that a filter leaves; worked out already, for who does not compute.
                formula = f"=SUBTOTAL(109,{letter}{first + 1}:{letter}{last + 1})"
                centred = self.style(align="center", **look)
                page.write_formula(last + 1, index + shift, formula, centred, total)

    @staticmethod
    def _letter(column: int) -> str:
        from xlsxwriter.utility import xl_col_to_name

        return str(xl_col_to_name(column))

    def _add_chart(self, page: Any, sheet: Sheet, wanted: Chart, first: int, last: int) -> None:
        chart = self.book.add_chart({"type": "column", "subtype": "stacked"})
        for column, colour in zip(wanted.series, wanted.colours, strict=True):
            chart.add_series(
                {
                    "name": clean_text(sheet.columns[column].head),
                    "categories": [page.get_name(), first, wanted.names, last, wanted.names],
                    "values": [page.get_name(), first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        chart.set_title({"name": clean_text(wanted.title), "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"num_format": "0", "major_gridlines": {"visible": True}})
        chart.set_size({"width": 760, "height": 340})
        page.insert_chart(last + 4, 0, chart)


def clean_text(text: str) -> str:
    """The text as a cell may hold it: hidden signs shown, no longer than Excel keeps."""
    shown = show_hidden_signs(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _number_look(column: Column) -> dict[str, Any]:
    if column.kind == "text":
        return {}
    return {"align": "center", **({"num_format": "0.0%"} if column.kind == "percent" else {})}


def row_height(cells: Sequence[Value], widths: Sequence[float]) -> float:
    """The height of a row in points: LibreOffice works out none where a cell is wrapped."""
    lines = [
        len(wrap_text(clean_text(cell), max(3, int(width * 1.1))))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    # Excel knows no higher row.
    return min(409.0, _LINE * max([1, *lines]) + 2)


def column_width(column: Column, values: Sequence[Value]) -> float:
    """Room for most of its cells: what is longer is wrapped."""
    lengths = sorted(
        len(v) if isinstance(v, str) else 10 if isinstance(v, date) else 6 for v in values if v
    )
    most = lengths[len(lengths) * 9 // 10] if lengths else 0
    head = max((len(word) for word in column.head.split()), default=0)
    return min(_WIDEST[column.wide], max(head + 3, most + 1, 5))
