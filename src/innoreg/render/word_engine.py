"""Word templates (.docx): a methodologist's own form, filled in by docxtpl in the sandbox."""

import html
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docxtpl import DocxTemplate
from jinja2 import Template
from lxml import etree
from markupsafe import Markup, escape

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.blocks import clean_text
from innoreg.render.column_widths import fit_columns
from innoreg.render.docx.docx_parts import CORE, DOCUMENT, W, parse_xml, read_parts
from innoreg.render.docx.docx_view import text_of
from innoreg.render.docx.outside_links import outside_links, without_attached_template
from innoreg.render.sandbox import Sandbox, context_names, new_sandbox, template_errors
from innoreg.render.template_check.word_tags import rich_text_faults
from innoreg.render.template_files import read_template

_TAG = re.compile(r"<[^>]+>")
_SAVE_ANEW = T("open it in Word or LibreOffice and save it as .docx")
# Enough of a paragraph to find it by.
_SHOWN = 60
# docxtpl reads «{_{» in its result as «{{»; data must come out as it is.
_ESCAPED_TAG = re.compile(r"(?<=\{)_|_(?=\})|(?<=%)_|_(?=%)")


def _escape_value(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return Markup(
        _ESCAPED_TAG.sub("&#95;", str(escape(clean_text("" if value is None else str(value)))))
    )


class _CachingSandbox(Sandbox):
    """A sandbox that compiles each source once, for all orders one form is filled in for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._kept: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """The compiled template of this very source."""
        if source not in self._kept:
            self._kept[source] = super().from_string(source, *args, **kwargs)
        return self._kept[source]


class WordEngine:
    """Fills in Word forms; each is compiled once for all documents."""

    def __init__(self) -> None:
        self._environment = new_sandbox(_escape_value, kind=_CachingSandbox)

    def fill_form(self, form: Path, context: Mapping[str, Any]) -> dict[str, bytes]:
        """The parts of the filled-in form; Refused where it fails."""
        data = read_template(form)
        read_parts(data, form.name)
        lines = _SourceLines(form)
        self._environment.start_document()
        with template_errors(form.name, context_names(context), lines.describe_line):
            template = _Form(io.BytesIO(data), lines.note_source)
            _refuse_rich_text(template.get_docx())
            template.render(dict(context), self._environment)
            _drop_empty_end(template.docx)
            _order_cell_properties(template.docx)
            if lines.makes_columns:
                fit_columns(template.docx.element.body, context)
            _move_core_properties(template.docx)
            _join_headers(template.docx)
            _refuse_double_parts(template.docx, form.name)
            out = io.BytesIO()
            template.save(out)
        parts = without_attached_template(read_parts(out.getvalue(), form.name))
        # Also those that came in with the data, though none should.
        if link := next(outside_links(parts), None):
            raise Refused(
                T("{name}: {reason}", name=form.name, reason=link),
                T(
                    "put it into the form itself, or take it out; `innoreg template check` shows all"
                ),
            )
        return parts


def _refuse_rich_text(document: Document) -> None:
    for number, paragraph in enumerate(document.element.body.iter(f"{W}p"), 1):
        for fault in rich_text_faults(number, text_of(paragraph)):
            raise Refused(fault.message, fault.hint)


def _drop_empty_end(document: Document) -> None:
    """Take away the last sections where a condition left nothing in them, and so their empty page."""
    body = document.element.body
    while (end := body.find(f"{W}sectPr")) is not None:
        blocks = [block for block in body if block is not end]
        inside = list(itertools.takewhile(_has_no_section, reversed(blocks)))
        if any(map(_has_words, inside)) or len(inside) == len(blocks):
            break
        before = blocks[-len(inside) - 1].find(f"{W}pPr")
        for block in inside:
            body.remove(block)
        body.replace(end, before.find(f"{W}sectPr"))
    blocks = body.findall("*")
    if len(blocks) > 1 and blocks[-2].tag == f"{W}tbl":
        # Word wants a paragraph behind a table.
        blocks[-2].addnext(etree.Element(f"{W}p"))


def _order_cell_properties(document: Document) -> None:
    """Docxtpl writes the span of a cell before its width; the schema wants it behind."""
    for span in document.element.body.iter(f"{W}gridSpan"):
        width = span.getparent().find(f"{W}tcW")
        if width is not None:
            width.addnext(span)


def _has_no_section(block: Any) -> bool:
    return block.find(f"{W}pPr/{W}sectPr") is None


def _has_words(block: Any) -> bool:
    return bool("".join(block.itertext()).strip()) or block.find(f".//{W}drawing") is not None


def _move_core_properties(document: Document) -> None:
    """Move the core properties to the part that the final pass writes, whatever made the form.

    Otherwise a form without any would stay so, and one that keeps them elsewhere would go on
    naming the clerk who made it.
    """
    # Asking for them makes them where there are none.
    _properties = document.core_properties
    package = document.part.package
    assert package is not None
    package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname = PackURI(f"/{CORE}")


def _join_headers(document: Document) -> None:
    """Make one header of those that docxtpl filled in for each relation to the same one."""
    first: dict[str, Any] = {}
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            part = relation.target_part
            relation._target = first.setdefault(str(part.partname), part)


def _refuse_double_parts(document: Document, name: str) -> None:
    """Refused where two parts have one name: both would be written, and Word reads either."""
    package = document.part.package
    assert package is not None
    names = Counter(str(part.partname) for part in package.iter_parts())
    for part, count in names.items():
        if count > 1:
            reason = T("two parts of it are called {part}", part=part)
            raise Refused(T("“{name}” is broken: {reason}", name=name, reason=reason), _SAVE_ANEW)


class _SourceLines:
    """Turns a line number of a Jinja error into the paragraph of the form.

    Docxtpl renders each part of the form as one text with a paragraph on each line.
    """

    def __init__(self, form: Path) -> None:
        self._form = form
        self._source = ""

    def note_source(self, source: str) -> None:
        self._source = source

    @property
    def makes_columns(self) -> bool:
        """Whether the form has columns that repeat."""
        return any("{%tc " in text for text in paragraph_texts(self._form))

    def describe_line(self, line: int) -> str:
        """The number of the paragraph and its words, with the lone tags that follow it."""
        lines = _break_at_paragraphs(self._source).split("\n")
        if not 0 < line <= len(lines):
            return str(line)
        own = _visible_text(lines[line - 1].partition("</w:p>")[0])
        numbers = [n for n, text in enumerate(paragraph_texts(self._form), 1) if text == own]
        number = f"{numbers[0]} " if numbers else ""
        return f"{number}«{_visible_text(lines[line - 1])[:_SHOWN]}»"


def _visible_text(xml: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", xml)).split())


def paragraph_texts(form: Path) -> list[str]:
    """The words of every paragraph of the form's body, white space folded."""
    root = parse_xml(read_parts(form), DOCUMENT)
    assert root is not None
    return [" ".join(text_of(p).split()) for p in root.iter(f"{W}p")]


class _Form(DocxTemplate):  # type: ignore[misc]
    """A form that hands each source it renders to `note_source`, so that errors name a paragraph."""

    def __init__(self, file: io.BytesIO, see: Callable[[str], None]) -> None:
        super().__init__(file)
        self._note_source = see

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        self._note_source(src_xml)
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def fix_tables(self, xml: str) -> Any:
        """Docxtpl would repair broken XML by dropping what does not fit, and say nothing."""
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError:
            raise Refused(
                T("a tag of the form opens in one paragraph, row or cell and closes in another"),
                T("{%p … %} and {%tr … %} stand alone; `innoreg template check` shows the place"),
            ) from None
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """The last pass writes the core properties."""


def jinja_sources(form: Path) -> list[str]:
    """The Jinja sources of a form: its body, headers and footers, a paragraph on each line."""
    read_parts(form)
    template = _Form(io.BytesIO(read_template(form)), lambda _source: None)
    try:
        template.init_docx()
        parts = [template.get_xml()]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            found = template.get_headers_footers(uri)
            parts += [template.get_part_xml(part) for _key, part in found]
        return [_break_at_paragraphs(template.patch_xml(part)) for part in parts]
    # python-docx trusts a file: whatever is broken in one comes out as some error of Python's.
    except (AttributeError, LookupError, SyntaxError, TypeError, ValueError) as error:
        raise Refused(
            T("“{name}” is broken: {reason}", name=form.name, reason=str(error)),
            _SAVE_ANEW,
        ) from None


def _break_at_paragraphs(source: str) -> str:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
