"""A place inside a document, as a reader finds it."""

from dataclasses import dataclass

from innoreg.i18n import _


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where in the document something stands; every number counts from 1, 0 is «not known»."""

    page: int = 0
    paragraph: int = 0
    sheet: str = ""
    cell: str = ""
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The place as a reader finds it: «таблица 1, строка 3, столбец 2» or «План!B7»."""
        if self.sheet:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        named = (
            (self.page, _("page {n}", n=self.page)),
            (self.paragraph, _("paragraph {n}", n=self.paragraph)),
            (self.table, _("table {n}", n=self.table)),
            (self.row, _("row {n}", n=self.row)),
            (self.column, _("column {n}", n=self.column)),
        )
        return ", ".join(words for number, words in named if number)


NOWHERE = Spot()
