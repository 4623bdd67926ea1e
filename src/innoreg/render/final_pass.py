"""The final pass over the parts of a .docx: typography, core properties, layout check, one zip."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from lxml import etree

from innoreg.language import apply_typography
from innoreg.render.docx.docx_parts import CORE, DOCUMENT, Element, W, parse_xml
from innoreg.render.docx.docx_view import DocxView
from innoreg.render.layout_check.flaw import Document, Finding
from innoreg.render.layout_check.layout_checker import make_subject, run_checks
from innoreg.render.layout_check.layout_profiles import GOST_2025, Profile
from innoreg.render.layout_check.order_anatomy import Anatomy
from innoreg.render.wordml.xml_text import HEAD, escape

_TYPES = "[Content_Types].xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_T = f"{W}t"
# The earliest day a zip can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)
AUTHOR = "innoreg"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the final pass must know of a document; `day` goes into its properties."""

    title: str
    day: date
    document: Document | None = "other"
    profile: Profile = GOST_2025
    author: tuple[str, ...] = ()


def finish_document(
    parts: Mapping[str, bytes], facts: DocumentFacts
) -> tuple[bytes, tuple[Finding, ...]]:
    """The .docx and the findings of its layout, which advise and stop nothing.

    The same parts and facts give the same bytes.
    """
    root = parse_xml(parts, DOCUMENT)
    assert root is not None
    _typeset_document(root)
    subject = make_subject(DocxView(parts, root), facts.profile, facts.document, facts.author)
    # Before the checks: one of them asks for it, and no form need know.
    _keep_with_signature(subject.parts)
    findings = run_checks(subject)
    whole = {
        **parts,
        DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        CORE: core_properties(facts),
    }
    return zip_parts(whole), tuple(findings)


def _keep_with_signature(parts: Anatomy) -> None:
    """Keep the last clause on the page of the signature, whatever form it came from."""
    if parts.signature is None or not parts.text or parts.text[-1].look.keep_next:
        return
    last = parts.text[-1]
    properties = last.element.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        last.element.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    at = 0 if style is None else properties.index(style) + 1
    properties.insert(at, etree.Element(f"{W}keepLines"))
    properties.insert(at, etree.Element(f"{W}keepNext"))
    last.look = replace(last.look, keep_next=True)


def _typeset_document(root: Element) -> None:
    """Set every stretch of text between tabs and breaks by the rules of typography, in place."""
    known: dict[str, str] = {}
    for paragraph in root.iter(f"{W}p"):
        stretch: list[Element] = []
        for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
            if element.tag == _T:
                stretch.append(element)
            elif stretch:
                _typeset_stretch(stretch, known)
                stretch = []
        if stretch:
            _typeset_stretch(stretch, known)


def _typeset_stretch(texts: Sequence[Element], known: dict[str, str]) -> None:
    before = "".join(text.text or "" for text in texts)
    after = known.get(before)
    if after is None:
        after = known[before] = apply_typography(before)
    if after == before:
        return
    if len(texts) == 1:
        _set_text(texts[0], after)
    else:
        _spread_over_texts(texts, before, after)


def _spread_over_texts(texts: Sequence[Element], before: str, after: str) -> None:
    """Put `after` into the texts that made up `before`, each change where its words stood."""
    pieces = [text.text or "" for text in texts]
    owner = [i for i, piece in enumerate(pieces) for _character in piece]
    made = [""] * len(pieces)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            for at, character in zip(range(a, b), after[c:d], strict=True):
                made[owner[at]] += character
        elif c < d:
            made[owner[min(a, len(owner) - 1)]] += after[c:d]
    for text, words in zip(texts, made, strict=True):
        _set_text(text, words)


def _set_text(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(_SPACE, "preserve")


def core_properties(facts: DocumentFacts) -> bytes:
    """Core properties that depend on the document alone, never on the machine or the hour."""
    day = f"{facts.day.isoformat()}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(facts.title)}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
        f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "<dc:language>ru-RU</dc:language></cp:coreProperties>"
    ).encode()


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """One zip for the same parts: content types first, the rest sorted, no dates of this day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED + 5) as z:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the system that made the zip stands in its bytes.
            entry.create_system = 0
            z.writestr(entry, parts[name])
    return out.getvalue()
