"""Papers of a council as data for their templates: sections with tables, who presided and wrote."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from innoreg.render.paper_context import PaperContext, Sender, paper_base
from innoreg.render.table_context import ColumnContext, RowContext, table_row


class Section(NamedTuple):
    """A part of a paper in plain words. heads: of the table, each with its width of 100."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    heads: tuple[tuple[str, float], ...] = ()
    rows: tuple[Sequence[str], ...] = ()


class SectionContext(TypedDict):
    """A part of the paper; a table only where there are rows."""

    title: str
    paragraphs: list[str]
    columns: list[ColumnContext]
    rows: list[RowContext]


class CouncilContext(PaperContext):
    """What a paper of a council may name; `chair` and `secretary` are names, "" where not known."""

    sections: list[SectionContext]
    chair: str
    secretary: str


def council_context(
    sender: Sender,
    title: str,
    sections: Iterable[Section],
    day: date,
    chair: str = "",
    secretary: str = "",
) -> CouncilContext:
    """A paper of these sections; a table of many columns turns the page."""
    made = [_section_context(each) for each in sections]
    paper = paper_base(sender, title, [], [], [], day)
    paper["landscape"] = any(len(each["columns"]) >= 6 for each in made)
    return {**paper, "sections": made, "chair": chair, "secretary": secretary}


def _section_context(section: Section) -> SectionContext:
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "columns": [{"head": head, "width": width} for head, width in section.heads],
        "rows": [table_row(cells=list(cells), title=cells[0]) for cells in section.rows],
    }
