"""A small order in blocks that breaks no check, and ways to spoil it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from innoreg.render.blocks import Block, Paragraph, Row, Section, Table
from innoreg.render.final_pass import DocumentFacts, core_properties, zip_parts
from innoreg.render.layout_check.layout_profiles import GOST_2025
from innoreg.render.template_files import TemplateFiles
from innoreg.render.wordml import package_parts

Parts = dict[str, bytes]
Change = Callable[[Parts], Parts]
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NBSP = "\u00a0"

BLOCKS: tuple[Block, ...] = (
    Paragraph("author", "Институт развития образования"),
    Paragraph("author", "(ИРО)"),
    Paragraph("kind", "РАСПОРЯЖЕНИЕ"),
    Paragraph("registration", "01.02.2022", f"№{NBSP}18"),
    Paragraph("place", "Образцовск"),
    Paragraph("heading", "О реализации программы «Школа рядом»"),
    Paragraph("text", "В целях развития наставничества"),
    Paragraph("order-word", "ОБЯЗЫВАЮ:"),
    Paragraph("clause", "Утвердить дорожную карту (приложение 1).", level=1, list=1),
    Paragraph("clause", "Методистам (приложение 2):", level=1, list=1),
    Paragraph("clause", "провести семинар;", level=2, list=1),
    Paragraph("clause", f"сдать отчёт до 1{NBSP}марта 2022{NBSP}г.", level=2, list=1),
    Paragraph("clause", f"Контроль за исполнением возложить на Иванову{NBSP}Е.В.", level=1, list=1),
    Paragraph("signature", "Ректор", f"О.В.{NBSP}Образцова"),
    Section(landscape=True),
    Paragraph("mark", "Приложение 1"),
    Paragraph("stamp", "УТВЕРЖДЕНА"),
    Paragraph("stamp", "распоряжением ИРО"),
    Paragraph("stamp", f"от 01.02.2022 №{NBSP}18"),
    Paragraph("title", "Дорожная карта"),
    Table(
        (Row(("№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат")),),
        tuple(Row((f"{n}.", "Семинар", "март", "Методист", "Программа")) for n in range(1, 4)),
        (6, 30, 14, 25, 25),
        11,
    ),
    Section(),
    Paragraph("mark", "Приложение 2"),
    Paragraph("mark", "к распоряжению ИРО"),
    Paragraph("mark", f"от 01.02.2022 №{NBSP}18"),
    Paragraph("title", "Список методистов"),
    Table(
        (Row(("№ п/п", "Район", "Методист")),),
        (Row(("1.", "Образцовский", "Образцов В.Г.")),),
        (8, 46, 46),
    ),
)  # fmt: skip


def parts(blocks: Sequence[Block] = BLOCKS) -> Parts:
    """The parts of the order; the last clause is kept with the signature."""
    made = package_parts(blocks, GOST_2025, TemplateFiles().read_picture)
    made["docProps/core.xml"] = core_properties(DocumentFacts("Проба", date(2022, 2, 1)))
    text = made[DOCUMENT].decode()
    head, mark, tail = text.partition("Контроль за исполнением")
    before, style, after = head.rpartition('<w:pStyle w:val="Clause"/>')
    made[DOCUMENT] = f"{before}{style}<w:keepNext/>{after}{mark}{tail}".encode()
    return made


def file(made: Parts) -> bytes:
    return zip_parts(made)


def put(old: str, new: str, part: str = DOCUMENT) -> Change:
    """Replace the first such piece of XML; it must be there."""

    def change(made: Parts) -> Parts:
        text = made[part].decode()
        assert old in text, old
        return {**made, part: text.replace(old, new, 1).encode()}

    return change


def put_last(old: str, new: str, part: str = DOCUMENT) -> Change:
    """Replace the last such piece of XML."""

    def change(made: Parts) -> Parts:
        before, found, after = made[part].decode().rpartition(old)
        assert found, old
        return {**made, part: f"{before}{new}{after}".encode()}

    return change


def put_all(old: str, new: str, part: str = DOCUMENT) -> Change:
    """Replace every such piece of XML."""

    def change(made: Parts) -> Parts:
        assert old in made[part].decode(), old
        return {**made, part: made[part].replace(old.encode(), new.encode())}

    return change


def also(block: Block, after: str) -> Change:
    """The order with one more block, after the one that says `after`."""

    def change(_made: Parts) -> Parts:
        texts = [block.text if isinstance(block, Paragraph) else "" for block in BLOCKS]
        at = texts.index(after) + 1
        return parts([*BLOCKS[:at], block, *BLOCKS[at:]])

    return change


def style(id: str, old: str, new: str) -> Change:
    """Replace a piece of one style."""

    def change(made: Parts) -> Parts:
        before, mark, rest = made[STYLES].decode().partition(f'w:styleId="{id}"')
        own, end, after = rest.partition("</w:style>")
        assert old in own, old
        return {**made, STYLES: f"{before}{mark}{own.replace(old, new)}{end}{after}".encode()}

    return change


def saying(old: str, new: str | None, **changes: Any) -> Change:
    """The order with one paragraph that says something else; None leaves it out."""

    def change(_made: Parts) -> Parts:
        blocks: list[Block] = []
        seen = False
        for block in BLOCKS:
            if isinstance(block, Paragraph) and old in (block.text, block.right) and not seen:
                seen = True
                if new is None:
                    continue
                which = "text" if old == block.text else "right"
                block = replace(block, **{**changes, which: new})
            blocks.append(block)
        assert seen, old
        return parts(blocks)

    return change
