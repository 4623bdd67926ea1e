"""Results of schools by year: what was held, and whose rows lie in the CSV file beside the record."""

from typing import ClassVar, Literal

from innoreg.model.base import Date, Id, Part, Record, Text, about
from innoreg.model.school import SchoolLevel

ProcedureKind = Literal["oge", "ege", "gve", "vpr", "diagnostic", "other"]

_ABBREVIATIONS = {
    "oge": "ОГЭ", "ege": "ЕГЭ", "gve": "ГВЭ", "vpr": "ВПР", "diagnostic": "ДР", "other": "",
}  # fmt: skip


class Procedure(Part):
    """What pupils sat in a year: an examination or a test in one subject."""

    id: Id = about("id", "Its id in the rows; the same one through the years: oge-math.")
    kind: ProcedureKind = about("kind", "ОГЭ, ЕГЭ, ГВЭ, ВПР, a diagnostic work of the region.")
    subject: Text = about("subject", "The subject: «математика».")
    level: SchoolLevel = about("level", "The level of schooling whose pupils sit it.")
    scale: Literal["mark", "points"] = about("scale", "The mean is a mark (2-5) or points (0-100).")
    low: Text = about("low result", "Who is counted in `below`: «отметка „2“».")
    high: Text = about("high result", "Who is counted in `high`: «81-100».")
    continues: Id | None = about(
        "continues", "The id that the same procedure had in earlier years.", None
    )

    @property
    def full_name(self) -> str:
        """What people call it: «ОГЭ математика»."""
        return f"{_ABBREVIATIONS[self.kind]} {self.subject}".strip()


class Results(Record):
    """The results of all schools in one year; the rows are in the file of the same name with .csv."""

    kind_name: ClassVar[str] = "results"

    year: int = about("year", "The year, as the file's name gives it.", ge=1990, le=2100)
    source: Text | None = about("source", "Where the rows are from, with days.", None)
    as_of: Date | None = about("state of", "The day whose state the rows give.", None)
    procedures: tuple[Procedure, ...] = about(
        "procedures", "What was held in the year.", min_length=1
    )
