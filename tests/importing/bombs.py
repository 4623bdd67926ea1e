"""Files of few bytes that ask a reader for much work or memory, by format; all of our own making."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from importing.word import NAMESPACE, cell, plain, save

MEGABYTE = 1024 * 1024
HEAD = "".join(cell(plain(text)) for text in ("№", "Мероприятие", "Срок", "Ответственный"))
ROW = "".join(cell(plain(text)) for text in ("1", "Семинар", "май", "Иванова М.П."))
TABLE = f"<w:tbl><w:tr>{HEAD}</w:tr><w:tr>{ROW}</w:tr></w:tbl>"


def packed(piece: bytes, count: int) -> bytes:
    """`count` times the piece, deflated without holding all of it."""
    packer = zlib.compressobj(1)
    block = piece * max(1, MEGABYTE // len(piece))
    full, rest = divmod(count * len(piece), len(block))
    done = b"".join(packer.compress(block) for _ in range(full))
    return done + packer.compress(block[:rest]) + packer.flush()


def stream(data: bytes, head: bytes = b"", *, deflated: bool = True) -> bytes:
    """A PDF stream; the data are given as they stand in the file."""
    filters = b"/Filter /FlateDecode " if deflated else b""
    return b"<< /Length %d %s%s >>\nstream\n%s\nendstream" % (len(data), filters, head, data)


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page_of(content: bytes, resources: bytes = b"/Font << /F1 5 0 R >>", *more: bytes) -> bytes:
    """A PDF of one page with this stream, object 4; a font is object 5, `more` follow."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << %s >> >>" % resources
    )
    return pdf([CATALOGUE, pages, page, content, FONT, *more])


WORDS = b"BT /F1 9 Tf 72 700 Td (plan of work) Tj ET\n"


def blank_stream() -> bytes:
    """A page whose stream unpacks to 200 MB of spaces."""
    return page_of(stream(packed(b" ", 200 * MEGABYTE)))


def many_letters() -> bytes:
    """A page of 12 million letters, all in one place."""
    return page_of(stream(packed(b"BT /F1 9 Tf 72 700 Td (" + b"a" * 1000 + b") Tj ET\n", 12_000)))


def many_rules() -> bytes:
    """A page of 90,000 rules, which a finder of tables crosses with each other."""
    drawn = b"".join(b"%d %d m %d %d l S\n" % (i % 590, i % 800, 590, i % 801) for i in range(3000))
    return page_of(stream(packed(drawn, 30)))


def many_cells() -> bytes:
    """A page ruled into a lattice of 1,000 by 1,000."""
    upright = b"".join(b"%.3f 0 m %.3f 800 l S\n" % (i * 0.59, i * 0.59) for i in range(1000))
    level = b"".join(b"0 %.3f m 590 %.3f l S\n" % (i * 0.8, i * 0.8) for i in range(1000))
    return page_of(stream(zlib.compress(upright + level + WORDS)))


def page_tree_loop() -> bytes:
    """A tree of pages that holds itself."""
    pages = b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>"
    return pdf([CATALOGUE, pages, b"<< /Type /Page /Parent 2 0 R >>"])


def page_tree_wide() -> bytes:
    """A page that stands 120,000 times in the tree."""
    pages = b"<< /Type /Pages /Count 120000 /Kids [" + b"3 0 R " * 120_000 + b"] >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return pdf([CATALOGUE, pages, page, stream(zlib.compress(WORDS)), FONT])


def page_tree_doubled() -> bytes:
    """A tree of 40 levels, each of which holds the next one twice."""
    levels = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (n, n) for n in range(3, 43)]
    return pdf([CATALOGUE, *levels, b"<< /Type /Page /Parent 42 0 R >>"])


def page_tree_deep() -> bytes:
    """A tree of 11,000 levels."""
    levels = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % n for n in range(3, 11_003)]
    return pdf([CATALOGUE, *levels, b"<< /Type /Page /Parent 2 0 R >>"])


def nested_arrays() -> bytes:
    """An array inside an array, 200,000 times."""
    deep = b"[" * 200_000 + b"]" * 200_000
    return page_of(stream(zlib.compress(WORDS)), b"/Font << /F1 5 0 R >> /Deep " + deep)


def nested_in_content() -> bytes:
    """A stream of a page that opens two million arrays."""
    return page_of(stream(packed(b"[ << ", 2_000_000)))


def object_stream() -> bytes:
    """An object stream of 5 million numbers of objects."""
    objects = stream(packed(b"9 0 ", 5_000_000), b"/Type /ObjStm /N 5000000 /First 20000000")
    return page_of(stream(zlib.compress(WORDS)), b"/Font << /F1 5 0 R >> /X 6 0 R", objects)


def cross_reference_stream() -> bytes:
    """A cross-reference stream with 30 million entries, all of which are packed zeros."""
    out = bytearray(b"%PDF-1.7\n")
    start = len(out)
    head = b"/Type /XRef /Size 30000000 /W [1 2 1] /Root 1 0 R"
    out += b"1 0 obj\n%s\nendobj\n" % stream(packed(b"\x01\x00\x09\x00", 30_000_000), head)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def cross_reference_table() -> bytes:
    """A cross-reference table of 20 entries that claims to have two thousand million."""
    made = page_of(stream(zlib.compress(WORDS)))
    return made.replace(b"xref\n0 6\n", b"xref\n0 2000000000\n")


def cross_reference_loop() -> bytes:
    """A trailer whose previous cross-reference table is the same one."""
    made = page_of(stream(zlib.compress(WORDS)))
    place = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R  >>", b"/Root 1 0 R /Prev %d >>" % place)


def many_fonts() -> bytes:
    """A page with 400 fonts, each of which maps 65,536 signs."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF>"
        b" endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
    )
    names = b" ".join(b"/G%d %d 0 R" % (n, n + 7) for n in range(400))
    uses = b"".join(b"BT /G%d 9 Tf 72 700 Td (ab) Tj ET\n" % n for n in range(400))
    fonts = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /G%d /Encoding /Identity-H /ToUnicode %d 0 R"
        b" /DescendantFonts [6 0 R] >>" % (n, n + 407)
        for n in range(400)
    ]
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /G >>"
    maps = [stream(zlib.compress(cmap)) for _n in range(400)]
    return page_of(
        stream(zlib.compress(uses)), b"/Font << %s >>" % names, descendant, *fonts, *maps
    )


def forms_doubled() -> bytes:
    """A drawing that draws another one twice, 30 levels deep."""
    names = [b"<< /XObject << /X %d 0 R >> >>" % (n + 7) for n in range(30)]
    forms = [
        stream(
            zlib.compress(b"/X Do /X Do\n" if n < 29 else WORDS),
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources %s" % names[n],
        )
        for n in range(30)
    ]
    resources = b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>"
    return page_of(stream(zlib.compress(b"/X Do\n")), resources, *forms)


def form_in_itself() -> bytes:
    """A drawing that draws itself."""
    form = stream(
        zlib.compress(b"/X Do\n"),
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
    )
    resources = b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>"
    return page_of(stream(zlib.compress(b"/X Do\n" + WORDS)), resources, form)


def packed_twice() -> bytes:
    """A stream packed three times, so that bytes unpack to 300 MB."""
    inner = zlib.compress(zlib.compress(packed(b" ", 300 * MEGABYTE), 9), 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>" % len(inner)
    return page_of(head + b"\nstream\n" + inner + b"\nendstream")


def wide_spans() -> bytes:
    """A Word table with cells over a million columns."""
    row = f"<w:tr>{cell(plain('a'), 1_000_000)}{cell(plain('b'), 1_000_000)}</w:tr>"
    return word(f"<w:tbl><w:tr>{HEAD}</w:tr>{row * 200}</w:tbl>")


def nested_tables() -> bytes:
    """Word tables inside each other, 60 levels, two in each cell near the top."""
    inner = TABLE
    for level in range(60):
        twice = inner + inner if level > 50 else inner
        inner = f"<w:tbl><w:tr><w:tc>{twice}<w:p/></w:tc></w:tr></w:tbl>"
    return word(inner)


def many_paragraphs() -> bytes:
    """A Word document of 100,000 paragraphs, each with an automatic number."""
    number = '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>'
    return word("".join(plain(f"Семинар {n * 7919}", number) for n in range(100_000)))


def many_runs() -> bytes:
    """A Word cell of 150,000 pieces of text with spaces of every kind."""
    runs = "".join(f"<w:r><w:tab/><w:t>a{n * 7919} </w:t><w:br/></w:r>" for n in range(150_000))
    return word(TABLE.replace("<w:tc>", f"<w:tc><w:p>{runs}</w:p>", 1))


def style_loop() -> bytes:
    """Styles that are based on each other in a ring, and 20,000 in a line."""
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(20_000)
    )
    ring += '<w:style w:type="paragraph" w:styleId="s20000"><w:basedOn w:val="s20000"/></w:style>'
    body = plain("План", '<w:pStyle w:val="s0"/>') + TABLE
    return word(body, styles=f"<w:styles {NAMESPACE}>{ring}</w:styles>")


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body, as bytes."""
    made = io.BytesIO()
    save(made, body, **parts)  # type: ignore[arg-type]
    return made.getvalue()


SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main">{}<sheetData>{}</sheetData>{}</worksheet>'
)


def workbook(sheet: str, styles: str = "", shared: str = "") -> bytes:
    """A workbook whose one sheet is this XML; `styles` and `shared` stand in parts of that name."""
    import openpyxl

    plain_book = io.BytesIO()
    openpyxl.Workbook().save(plain_book)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(plain_book) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                data = sheet
            if name.endswith("styles.xml") and styles:
                data = styles
            if name.endswith("sharedStrings.xml") and shared:
                data = shared
            target.writestr(name, data)
    return made.getvalue()


def inline(column: str, row: int, text: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def row_xml(number: int, texts: tuple[str, ...]) -> str:
    cells = "".join(inline("ABCDEFG"[i], number, text) for i, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


FIRST = row_xml(1, ("№", "Мероприятие", "Срок")) + row_xml(2, ("1", "Семинар", "май"))


def long_numbers() -> bytes:
    """Numbers with a format of a million decimals."""
    style = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="1"><numFmt numFmtId="200" formatCode="0.{"0" * 1_000_000}"/></numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="200" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    rows = "".join(f'<row r="{n}"><c r="C{n}" s="1"><v>1.5</v></c></row>' for n in range(3, 503))
    return workbook(SHEET.format("", FIRST + rows, ""), styles=style)


def many_rows() -> bytes:
    """A sheet of 150,000 rows of one cell each."""
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>7</v></c></row>' for n in range(3, 150_003))
    return workbook(SHEET.format("", FIRST + rows, ""))


def far_rows() -> bytes:
    """A sheet with rows a million apart, and every column formatted."""
    cols = '<cols><col min="1" max="16384" width="3"/></cols>'
    return workbook(SHEET.format(cols, FIRST + row_xml(1_048_576, ("2", "Совещание", "июнь")), ""))


def many_rules_of_format() -> bytes:
    """60,000 lists of allowed values, each for the whole sheet."""
    one = '<dataValidation type="list" sqref="A{0}:XFD1048576"><formula1>"{1}"</formula1></dataValidation>'
    made = "".join(one.format(n, n * 7919) for n in range(1, 60_000))
    rules = f"<dataValidations>{made}</dataValidations>"
    return workbook(SHEET.format("", FIRST, rules))


def many_styles() -> bytes:
    """A workbook of 64,000 styles."""
    xfs = "".join(f'<xf><alignment indent="{n * 7919 % 250}"/></xf>' for n in range(64_000))
    style = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    )
    return workbook(SHEET.format("", FIRST, ""), styles=style)


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"'
)


def open_document(kind: str, body: str) -> bytes:
    """An OpenDocument file of the kind «text» or «spreadsheet» with this body."""
    type_ = f"application/vnd.oasis.opendocument.{kind}"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", type_, zipfile.ZIP_STORED)
        target.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{type_}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        target.writestr(
            "content.xml",
            f"<office:document-content {OFFICE}><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        )
    return made.getvalue()


def repeated_cells() -> bytes:
    """An .ods of one cell that is repeated over 16,384 columns and a million rows."""
    one = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{one}</table:table-row>'
    return open_document("spreadsheet", f'<table:table table:name="a">{row}</table:table>')


def repeated_spaces() -> bytes:
    """An .odt with a thousand million spaces in one paragraph."""
    return open_document("text", '<text:p>a<text:s text:c="1000000000"/>b</text:p>')


def wide_open_table() -> bytes:
    """An .odt with a table of a million repeated columns."""
    column = '<table:table-column table:number-columns-repeated="1000000"/>'
    row = (
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    )
    return open_document("text", f'<table:table table:name="a">{column}{row * 100}</table:table>')


def nested_groups() -> bytes:
    """An .rtf of 400,000 groups inside each other."""
    return b"{\\rtf1 " + b"{" * 400_000 + b"a" + b"}" * 400_000 + b"}"


def long_rtf() -> bytes:
    """An .rtf of 150,000 rows of a table."""
    return b"{\\rtf1 " + b"\\trowd\\cellx1 a\\cell\\row" * 35_000 + b"}"


BOMBS: dict[str, dict[str, Callable[[], bytes]]] = {
    "pdf": {
        made.__name__: made
        for made in (
            blank_stream, many_letters, many_rules, many_cells, page_tree_loop, page_tree_wide,
            page_tree_doubled, page_tree_deep, nested_arrays, nested_in_content, object_stream,
            cross_reference_stream, cross_reference_table, cross_reference_loop, many_fonts,
            forms_doubled, form_in_itself, packed_twice,
        )
    },
    "docx": {
        made.__name__: made
        for made in (wide_spans, nested_tables, many_paragraphs, many_runs, style_loop)
    },
    "xlsx": {
        made.__name__: made
        for made in (long_numbers, many_rows, far_rows, many_rules_of_format, many_styles)
    },
    "ods": {"repeated_cells": repeated_cells},
    "odt": {"repeated_spaces": repeated_spaces, "wide_open_table": wide_open_table},
    "rtf": {"nested_groups": nested_groups, "long_rtf": long_rtf},
}  # fmt: skip


def write_all(folder: Path) -> None:
    """Every bomb as a file of the folder."""
    for suffix, makers in BOMBS.items():
        for name, make in makers.items():
            (folder / f"{name}.{suffix}").write_bytes(make())
