"""A clerk's own Word form filled in: its places, then the text in its styles, then the appendices.

What stands in the form stays: page, letterhead, emblem, headers and footers. The text takes the format
of the paragraph that stands in its place, so that whatever the clerk set by hand holds as well.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.adopted.form_finder import FormParagraph, form_paragraphs, style_names
from innoreg.render.adopted.form_list import Lists
from innoreg.render.adopted.form_mapping import FormMapping
from innoreg.render.adopted.form_pages import appendix_page, end_section, text_width
from innoreg.render.adopted.form_paragraph import (
    Format,
    properties_of,
    set_property,
    table_element,
)
from innoreg.render.adopted.form_words import replace_words, set_words
from innoreg.render.blocks import Block, Paragraph, Section, Table
from innoreg.render.docx.docx_parts import (
    DOCUMENT,
    Element,
    W,
    parse_xml,
    read_parts,
    value,
)
from innoreg.render.docx.docx_view import text_of
from innoreg.render.docx.effective_format import Styles, paragraph_look
from innoreg.render.docx.outside_links import outside_links, without_attached_template
from innoreg.render.layout_check.order_anatomy import DATE
from innoreg.render.template_files import read_template

_HEAD = frozenset({"emblem", "author", "kind", "registration", "place", "heading"})
_NUMBER = re.compile(r"№[\s\xa0]*(?:_+|[^\s_]\S*)?")
_DATE_BLANK = re.compile(
    r"«?_{2,}»?[\s_.]*(?:20_*[\s\xa0]?(?:г\.|года)?|_{2,}(?:[\s_]*20_*[\s\xa0]?(?:г\.|года)?)?)|_{3,}"
)


def fill_adopted_form(
    form: Path, mapping: FormMapping, blocks: Sequence[Block]
) -> dict[str, bytes]:
    """The parts of the form with the document in it; Refused where the form is another one by now."""
    data = read_template(form)
    parts = without_attached_template(read_parts(data, form.name))
    if link := next(outside_links(parts), None):
        raise Refused(T("{name}: {reason}", name=form.name, reason=link))
    root = parse_xml(parts, DOCUMENT)
    assert root is not None
    return _Filling(form.name, parts, root, mapping).fill(blocks)


class _Filling:
    """One form being filled in; its paragraphs are found before any is changed."""

    def __init__(
        self, name: str, parts: Mapping[str, bytes], root: Element, mapping: FormMapping
    ) -> None:
        self._name = name
        self._parts = dict(parts)
        self._root = root
        self._styles = style_names(parts)
        self._looks = Styles(parse_xml(parts, "word/styles.xml"))
        self._lists = Lists(self._parts)
        self._mapping = mapping
        every = form_paragraphs(root)
        self._places = {place: self._place(place, every) for place in mapping.places}
        body = root.find(f"{W}body")
        assert body is not None
        self._body = body
        self._format = self._text_format()
        self._title = self._title_format()

    def _place(self, place: str, every: Sequence[FormParagraph]) -> Element:
        at = self._mapping.places[place]
        if not 0 < at <= len(every) or every[at - 1].text != self._mapping.texts.get(place, ""):
            raise Refused(
                T("“{name}” was changed since it was adopted: paragraph {at} is no longer “{text}”",
                  name=self._name, at=at, text=self._mapping.texts.get(place, "")[:60]),
                T("adopt it again: `innoreg template adopt {form}`", form=self._name),
            )  # fmt: skip
        return every[at - 1].element

    def fill(self, blocks: Sequence[Block]) -> dict[str, bytes]:
        main, appendices = _split(blocks)
        anchor = self._open_body()
        self._fill_head(main)
        signed = next((i for i, b in enumerate(main) if _is(b, "signature")), len(main))
        text = [b for b in main[:signed] if not (isinstance(b, Paragraph) and b.role in _HEAD)]
        if "heading" not in self._places:
            text = [b for b in main if _is(b, "heading")] + text
        for element in self._elements(text):
            anchor.addprevious(element)
        body = anchor.getparent()
        assert body is not None
        body.remove(anchor)
        self._fill_signature(main[signed:])
        self._append_appendices(appendices)
        self._parts[DOCUMENT] = etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return self._lists.finished()

    def _text_format(self) -> Format:
        """The format of running text: of the paragraph in its place, else of the style for it."""
        sample = self._places.get("body")
        style = self._styles.get(self._mapping.styles.get("text", ""), ("", ""))[0]
        if sample is not None and (text_of(sample).strip() or sample.find(f"{W}pPr") is not None):
            return Format.of(sample)
        return Format.of_style(style)

    def _title_format(self) -> Format:
        sample = self._places.get("heading")
        if sample is not None:
            return Format.of(sample)
        style = self._styles.get(self._mapping.styles.get("title", ""), ("", ""))[0]
        return Format.of_style(style) if style else self._format

    def _open_body(self) -> Element:
        """Take the sample text out; the empty paragraph that marks its place."""
        anchor = etree.Element(f"{W}p")
        first, last = self._places.get("body"), self._places.get("body_end")
        if first is not None and last is not None and first.getparent() is last.getparent():
            first.addprevious(anchor)
            holder = first.getparent()
            assert holder is not None
            for element in _between(first, last):
                # A picture or a section break among the samples belongs to the form.
                if element.find(f".//{W}sectPr") is None and element.find(f".//{W}drawing") is None:
                    holder.remove(element)
            return anchor
        for place, after in (("post", False), ("heading", True), ("number", True), ("date", True)):
            if (found := self._places.get(place)) is not None:
                block = _top_block(found, self._body)
                block.addnext(anchor) if after else block.addprevious(anchor)
                return anchor
        end = self._body.find(f"{W}sectPr")
        self._body.append(anchor) if end is None else end.addprevious(anchor)
        return anchor

    def _fill_head(self, main: Sequence[Block]) -> None:
        for block in main:
            if not isinstance(block, Paragraph):
                continue
            if block.role == "kind" and "kind" in self._places:
                self._set_kind(block.text)
            elif block.role == "registration":
                self._set_registration(block)
            elif block.role == "heading" and "heading" in self._places:
                set_words(self._places["heading"], block.text)

    def _set_kind(self, kind: str) -> None:
        place = self._places["kind"]
        if "".join(text_of(place).split()).casefold() != "".join(kind.split()).casefold():
            set_words(place, kind)

    def _set_registration(self, block: Paragraph) -> None:
        for place, words, patterns in (
            ("date", block.text, (_DATE_BLANK, DATE)),
            ("number", block.right or "", (_NUMBER,)),
        ):
            element = self._places.get(place)
            if element is None or not words:
                continue
            pattern = next((p for p in patterns if p.search(text_of(element))), None)
            if pattern is None:
                set_words(element, words)
            else:
                replace_words(element, pattern, words)

    def _fill_signature(self, after: Sequence[Block]) -> None:
        signatures = [b for b in after if isinstance(b, Paragraph) and b.role == "signature"]
        post, name = self._places.get("post"), self._places.get("name")
        rest = [b for b in after if not _is(b, "signature")]
        last: Element | None = None
        if post is not None and name is not None:
            last = _top_block(name, self._body)
            for index, block in enumerate(signatures):
                if index:
                    twin = copy.deepcopy(_top_block(post, self._body))
                    last.addnext(twin)
                    last = twin
                    continue
                self._sign(post, name, block)
        else:
            rest = [*signatures, *rest]
        for element in self._elements(rest):
            if last is None:
                end = self._body.find(f"{W}sectPr")
                self._body.append(element) if end is None else end.addprevious(element)
            else:
                last.addnext(element)
                last = element

    def _sign(self, post: Element, name: Element, block: Paragraph) -> None:
        if post is not name:
            set_words(post, block.text)
            set_words(name, block.right or "")
            return
        said = text_of(post)
        gap = re.search(r"\t+|[ \xa0]{2,}|\s*_{3,}\s*", said.strip())
        between = gap[0] if gap else "\t"
        if "\t" not in between and "_" not in between:
            between = "\t"
        set_words(post, f"{block.text}{between}{block.right or ''}")

    def _append_appendices(self, pages: Sequence[tuple[Section, list[Block]]]) -> None:
        """Each appendix as a section of the form's own page, turned where its table is wide."""
        end = self._body.find(f"{W}sectPr")
        if not pages or end is None:
            return
        main = copy.deepcopy(end)
        end_section(end, main)
        for at, (section, inside) in enumerate(pages):
            page = appendix_page(main, turned=section.landscape)
            for element in self._elements(inside, width=text_width(page)):
                end.addprevious(element)
            if at < len(pages) - 1:
                end_section(end, page)
            else:
                self._body.replace(end, page)

    def _elements(self, blocks: Sequence[Block], width: int | None = None) -> Iterator[Element]:
        page = self._body.find(f"{W}sectPr")
        within = width or (text_width(page) if page is not None else 9000)
        for at, block in enumerate(blocks):
            if isinstance(block, Table):
                style = self._styles.get(self._mapping.styles.get("table", ""), ("", ""))[0]
                yield table_element(block, within, self._format, style)
                if at == len(blocks) - 1 or isinstance(blocks[at + 1], Table):
                    yield self._format.small()
            elif isinstance(block, Paragraph):
                yield self._paragraph(block, within)

    def _paragraph(self, block: Paragraph, width: int) -> Element:
        text, role = block.text, block.role
        if role in ("title", "heading"):
            shown = self._title.paragraph(text)
            return self._title.centred(shown) if role == "title" else shown
        if role in ("mark", "stamp", "addressee"):
            return self._format.aside(text, width)
        if role == "signature":
            return self._format.plain(f"{text}\t{block.right or ''}", right_tab=width)
        if role in ("order-word", "line", "distribution", "esignature", "lost"):
            return self._format.plain(text)
        if role in ("subheading", "direction"):
            made = self._format.paragraph(text, bold=True)
            return self._format.centred(made) if role == "subheading" else made
        made = self._format.paragraph(text, keep=text.endswith(":"))
        if role == "clause" and block.level:
            self._lists.number(made, block.list, block.level)
            self._keep_indents(made)
        elif role == "item":
            self._lists.dash(made)
            self._keep_indents(made)
        return made

    def _keep_indents(self, paragraph: Element) -> None:
        """Say the indents of the text outright: in LibreOffice those of a list win over a style's."""
        properties = properties_of(paragraph)
        style = value(properties.find(f"{W}pStyle"))
        look = self._looks.look(style).overridden_by(paragraph_look(properties))
        set_property(properties, "ind", left=str(look.left or 0), firstLine=str(look.first or 0))


def _is(block: Block, role: str) -> bool:
    return isinstance(block, Paragraph) and block.role == role


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[Section, list[Block]]]]:
    """What stands before the first new page, and the pages."""
    main: list[Block] = []
    pages: list[tuple[Section, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Section):
            if main or pages:
                pages.append((block, []))
        elif pages:
            pages[-1][1].append(block)
        else:
            main.append(block)
    return main, [(section, inside) for section, inside in pages if inside]


def _between(first: Element, last: Element) -> list[Element]:
    """The elements from `first` to `last`, which have the same parent."""
    found, at = [first], first
    while at is not last and (after := at.getnext()) is not None:
        found.append(after)
        at = after
    return found


def _top_block(element: Element, body: Element) -> Element:
    """The paragraph or table of the body that the element stands in."""
    while (parent := element.getparent()) is not None and parent is not body:
        element = parent
    return element
