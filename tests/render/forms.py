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


def table(columns: str, rows: str, size: float) -> Table:
    """A head, and a row that repeats; as many columns as there are, and sections over all of them."""
    span = "{% colspan " + columns + " | length if row.whole else 1 %}"
    heads = ("{%tc for column in " + columns + " %}", "{{ column.head }}", "{%tc endfor %}")
    made = [
        Row(("{%tr for row in " + rows + " %}", "", "")),
        Row(("{%tc for cell in row.cells %}", span + "{{ cell }}", "{%tc endfor %}")),
        Row(("{%tr endfor %}", "", "")),
    ]
    return Table((Row(heads),), tuple(made), (1, 1, 1), size)


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


def directions() -> Iterable[Paragraph]:
    """The decisions of a meeting, direction by direction, each with its terms."""
    yield Paragraph("text", "{%p for direction in directions %}")
    yield Paragraph("direction", "{{ direction.title }}")
    yield Paragraph("text", "{%p for decision in direction.decisions %}")
    yield Paragraph("text", "{{ decision.number }} {{ decision.text }}")
    yield from loop("text", "line in decision.more", "{{ line }}")
    yield from duty("decision")
    yield Paragraph("text", "{%p endfor %}")
    yield from duty("direction")
    yield Paragraph("text", "{%p endfor %}")


def duty(name: str) -> Iterable[Paragraph]:
    """The terms and those who answer."""
    yield from loop("text", f"deadline in {name}.deadlines", "Срок: {{ deadline }}")
    yield Paragraph("text", "{%p if " + name + ".responsible %}")
    yield Paragraph("text", "Ответственные: {{ " + name + ".responsible }}")
    yield Paragraph("text", "{%p endif %}")


def appendix(size: float) -> Iterable[Paragraph | Table]:
    """The appendix `a`: its mark, stamp and title, then its table, or its text."""
    yield from loop("mark", "line in a.mark + a.stamp", "{{ line }}")
    yield Paragraph("text", "{%p if a.title %}")
    yield Paragraph("title", "{{ a.title }}")
    yield Paragraph("text", "{%p endif %}")
    yield Paragraph("text", '{%p if a.kind == "lost" %}')
    yield Paragraph("lost", "[Приложение {{ a.number }} не сохранилось]")
    yield Paragraph("text", "{%p endif %}")
    yield Paragraph("text", "{%p for part in a.parts %}")
    for word, role in (("if", "subheading"), ("elif", "item"), ("elif", "text")):
        yield Paragraph("text", "{%p " + word + ' part.kind == "' + role + '" %}')
        yield Paragraph(role, "{{ part.text }}")
    yield Paragraph("text", "{%p else %}")
    yield table("part.columns", "part.rows", size)
    yield Paragraph("text", "{%p endif %}")
    yield Paragraph("text", "{%p endfor %}")
    yield Paragraph("text", "{%p if a.columns %}")
    yield table("a.columns", "a.rows", size)
    yield Paragraph("text", "{%p endif %}")
    # The break of the page stands in this one, behind all conditions.
    yield Paragraph("line", "")


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
        *directions(),
        Paragraph(
            "signature",
            '{{ signatory.post if signatory else "" }}',
            '{{ signatory.name if signatory else "" }}',
        ),
        Section(landscape=True),
        Paragraph("text", "{%p for a in appendices %}"),
        Paragraph("text", "{%p if a.landscape %}"),
        *appendix(11),
        Section(),
        Paragraph("text", "{%p else %}"),
        *appendix(12),
        Section(),
        Paragraph("text", "{%p endif %}"),
        Paragraph("text", "{%p endfor %}"),
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
