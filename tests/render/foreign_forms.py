"""Three Word forms that nobody made for innoreg: their own fonts, styles, tables, headers.

The corner form and the school's are made with python-docx, as a secretary would click them together; the
council's is text written in LibreOffice, kept as flat XML and saved as .docx by LibreOffice itself.
"""

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def corner_form() -> bytes:
    """An institute's form: head at the left in a table of two cells, Arial, Body Text, A4."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    body = document.styles["Body Text"]
    body.font.name, body.font.size = "Arial", Pt(12)
    body.paragraph_format.first_line_indent = Cm(1)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.line_spacing = 1.15
    body.paragraph_format.space_after = Pt(4)
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    left.width, right.width = Cm(8), Cm(9)
    for index, line in enumerate(
        ("МИНИСТЕРСТВО ОБРАЗОВАНИЯ", "Институт развития образования", "(ИРО)",
         "ул. Садовая, д. 5, г. Образцовск", "РАСПОРЯЖЕНИЕ", "___________ № ________")
    ):  # fmt: skip
        paragraph = left.paragraphs[0] if not index else left.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold = index in (1, 4)
        run.font.size = Pt(10 if index < 4 else 12)
    document.add_paragraph()
    heading = document.add_paragraph()
    heading.paragraph_format.right_indent = Cm(8)
    heading.add_run("О ______________________").bold = True
    document.add_paragraph("Текст распоряжения", style="Body Text")
    document.add_paragraph()
    signature = document.add_paragraph("Ректор\t\t\t\t\t\t\tИ.О. Фамилия")
    signature.paragraph_format.space_before = Pt(30)
    return _saved(document)


def school_form() -> bytes:
    """A school's form: head in the header of the first page, a signature in a table without lines."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1)
    section.different_first_page_header_footer = True
    top = section.first_page_header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    top.add_run("Муниципальное бюджетное общеобразовательное учреждение").bold = True
    second = section.first_page_header.add_paragraph()
    second.alignment = WD_ALIGN_PARAGRAPH.CENTER
    second.add_run("«Средняя общеобразовательная школа № 5»").bold = True
    page = section.header.paragraphs[0]
    page.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for sign, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = page.add_run()
        if sign:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), sign)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)
    document.styles["Normal"].font.name = "PT Astra Serif"
    document.styles["Normal"].font.size = Pt(14)
    own = document.styles.add_style("Школьный текст", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Normal"]
    own.paragraph_format.first_line_indent = Cm(1.25)
    own.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    kind = document.add_paragraph()
    kind.alignment = WD_ALIGN_PARAGRAPH.CENTER
    kind.add_run("П Р И К А З").bold = True
    dated = document.add_table(rows=1, cols=2)
    dated.rows[0].cells[0].text = "«___» ____________ 20__ г."
    right = dated.rows[0].cells[1].paragraphs[0]
    right.text = "№ _____"
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()
    title = document.add_paragraph("[Заголовок приказа]", style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Образец: в целях …", style="Школьный текст")
    document.add_paragraph("1. Образец пункта.", style="Школьный текст")
    document.add_paragraph()
    signed = document.add_table(rows=1, cols=3)
    signed.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, words in zip(
        signed.rows[0].cells, ("Директор", "____________", "И.О. Фамилия"), strict=True
    ):
        cell.text = words
    return _saved(document)


_COUNCIL = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties
 style:font-name="Times New Roman" fo:font-family="Times New Roman" fo:font-size="13pt"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"><style:paragraph-properties fo:text-indent="1.5cm"
 fo:text-align="justify" fo:line-height="130%"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties
 fo:text-align="center" fo:margin-top="0.5cm" fo:margin-bottom="0.5cm"/><style:text-properties
 fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="C" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="S" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-top="1cm"><style:tab-stops><style:tab-stop style:position="16cm"
 style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-left="3cm" fo:margin-right="1.5cm" fo:margin-top="2cm"
 fo:margin-bottom="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>
<office:body><office:text>
<text:p text:style-name="C">АДМИНИСТРАЦИЯ ОБРАЗЦОВОГО РАЙОНА</text:p>
<text:p text:style-name="C">КОМИТЕТ ПО ОБРАЗОВАНИЮ</text:p>
<text:p text:style-name="C"/>
<text:p text:style-name="C">Р А С П О Р Я Ж Е Н И Е</text:p>
<text:p text:style-name="S">от ________________<text:tab/>№ _______</text:p>
<text:p text:style-name="Standard">г. Образцовск</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">О (заголовок к тексту)</text:h>
<text:p text:style-name="Text_20_body"/>
<text:p text:style-name="Text_20_body"/>
<text:p text:style-name="S">Председатель комитета<text:tab/>В.Г. Образцов</text:p>
</office:text></office:body></office:document>
"""


def council_form(program: str) -> bytes:
    """A committee's form written in LibreOffice, saved as .docx by it (`program`: its path)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "form.fodt"
        source.write_text(_COUNCIL, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            "--headless",
            profile,
            "--convert-to",
            "docx",
            "--outdir",
            name,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(".docx").read_bytes()
