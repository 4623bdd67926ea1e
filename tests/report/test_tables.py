"""Tables on a terminal: nothing is cut or broken while there is room for it."""

import io

from rich.console import Console

from innoreg.report.tables import Column, table_as_rich
from innoreg.report.wrapping import wrap_text

COLUMNS = [Column("Id"), Column("Title", lines=2, wide=True), Column("Type", lines=2)]
ROWS = [["vsevolozhsk", "Всеволожский", "municipal_district"]]


def lines(width: int) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False)
    console.print(table_as_rich(COLUMNS, ROWS, width))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_row_that_fits_takes_one_line() -> None:
    assert lines(60)[2].split() == ROWS[0]


def test_no_line_is_longer_than_the_terminal() -> None:
    for width in (40, 50, 60, 80, 120):
        assert all(len(line) <= width for line in lines(width))


def test_a_word_of_a_narrow_column_stays_whole() -> None:
    columns = [Column("No."), Column("What", lines=2, wide=True), Column("Who", lines=2)]
    rows = [["2.2", "Завершить выдачу сертификатов " * 5, "руководители органов " * 3]]
    out = io.StringIO()
    Console(file=out, width=50).print(table_as_rich(columns, rows, 50))
    assert "руководители" in out.getvalue()


def test_a_number_stays_with_its_sign() -> None:
    said = "9 из 28 (32,1 %), школа № 4"
    assert wrap_text(said, 14) == ["9 из 28", "(32,1 %),", "школа № 4"]
    assert wrap_text(said, 9) == ["9 из 28", "(32,1 %),", "школа № 4"]
