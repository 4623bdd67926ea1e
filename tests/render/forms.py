"""The form templates/order-roadmap.docx, as a methodologist would set it up in Word.

Run `python tests/render/forms.py` to write it anew; a test holds the file to this description.
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from innoreg.render.blocks import Block, Paragraph, Row, Section, Table
from innoreg.render.final_pass import DocumentFacts, core_properties, zip_parts
from innoreg.render.layout_check.layout_profiles import GOST_2025
from innoreg.render.template_files import TemplateFiles
from innoreg.render.wordml import package_parts

NAME = "order-roadmap.docx"


def loop(role: str, over: str, line: str) -> list[Paragraph]:
    """A paragraph for each element: the tags stand in paragraphs of their own."""
    return [
        Paragraph(role, "{%p for " + over + " %}"),
        Paragraph(role, line),
        Paragraph(role, "{%p endfor %}"),
    ]


def table(appendix: str, columns: int, widths: tuple[float, ...], size: float) -> Table:
    """A head, and a row that repeats: its tags stand in rows of their own."""
    blank = [""] * (columns - 1)
    cells = ["{{ row.cells[" + str(n) + "] }}" for n in range(columns)]
    heads = ["{{ " + appendix + ".columns[" + str(n) + "].head }}" for n in range(columns)]
    rows = [
        Row(("{%tr for row in " + appendix + ".rows %}", *blank)),
        Row(tuple(cells)),
        Row(("{%tr endfor %}", *blank)),
    ]
    return Table((Row(tuple(heads)),), tuple(rows), widths, size)


def clauses() -> Iterable[Paragraph]:
    yield Paragraph("text", "{%p for clause in clauses %}")
    for level in range(1, 5):
        word = "if" if level == 1 else "elif"
        asked = f"{word} clause.automatic and clause.level == {level}"
        yield Paragraph("text", "{%p " + asked + " %}")
        yield Paragraph("clause", "{{ clause.text }}", level=level, list=1)
    yield Paragraph("text", "{%p else %}")
    yield Paragraph("text", '{{ (clause.number ~ " " ~ clause.text) | trim }}')
    yield Paragraph("text", "{%p endif %}")
    yield from loop("text", "line in clause.more", "{{ line }}")
    yield Paragraph("text", "{%p endfor %}")


def appendix(name: str) -> Iterable[Paragraph]:
    yield from loop("mark", f"line in {name}.mark + {name}.stamp", "{{ line }}")
    yield Paragraph("title", "{{ " + name + ".title }}")


def blocks() -> list[Block]:
    return [
        *loop("author", "line in letterhead.lines", "{{ line }}"),
        Paragraph("kind", "{{ kind | upper }}"),
        Paragraph("registration", "{{ date.short }}", "№ {{ number }}"),
        Paragraph("place", "{{ place }}"),
        Paragraph("heading", "{{ title }}"),
        *loop("text", "paragraph in preamble", "{{ paragraph }}"),
        Paragraph("order-word", "{{ order_word }}"),
        *clauses(),
        Paragraph(
            "signature",
            '{{ signatory.post if signatory else "" }}',
            '{{ signatory.name if signatory else "" }}',
        ),
        Section(landscape=True),
        Paragraph("text", "{%p if appendices | length > 0 %}"),
        *appendix("appendices[0]"),
        table("appendices[0]", 5, (6, 30, 14, 25, 25), 11),
        Section(),
        # The end of a condition stands behind the break, which would else stay without its page.
        Paragraph("text", "{%p endif %}"),
        Paragraph("text", "{%p if appendices | length > 1 %}"),
        *appendix("appendices[1]"),
        table("appendices[1]", 3, (8, 46, 46), 12),
        Paragraph("text", "{%p endif %}"),
    ]


def form(made: Iterable[Block] | None = None) -> bytes:
    """The form as a file; with `made`, another one."""
    parts = package_parts(
        list(made if made is not None else blocks()), GOST_2025, TemplateFiles().read_picture
    )
    facts = DocumentFacts("Распоряжение с дорожной картой", date(2022, 2, 1))
    return zip_parts({**parts, "docProps/core.xml": core_properties(facts)})


if __name__ == "__main__":
    folder = Path(__file__).parents[2] / "templates"
    folder.joinpath(NAME).write_bytes(form())
    sys.stdout.write(f"{folder / NAME}\n")
