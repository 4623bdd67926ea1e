"""A finished document as text for the terminal, with the numbers Word would show."""

from collections.abc import Iterator

from innoreg.render.layout.package import W, read_parts
from innoreg.render.layout.sheet import Grid, Sheet, text_of

_BAR = " | "


def draft(data: bytes) -> str:
    """The words of a .docx, paragraph by paragraph, tables row by row."""
    return "\n".join(_lines(Sheet(read_parts(data)))) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    for number, page in enumerate(sheet.pages):
        if number:
            yield ""
        for block in page.inside:
            if isinstance(block, Grid):
                yield from _rows(block)
            elif block.bare:
                yield f"{block.number} {block.text}".strip().replace("\t", "    ")


def _rows(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        cells = row.findall(f"{W}tc")
        yield _BAR.join(" ".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in cells)
