"""The text of one Word paragraph: tracked insertions kept, deletions and field codes left out."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innoreg.importing.docx.docx_package import W, is_on

if TYPE_CHECKING:
    from lxml import etree

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delInstrText", "delText")
)
_SPACES = frozenset(W + name for name in ("tab", "br", "cr", "ptab"))
# Ticks of the fonts Wingdings and Wingdings 2, whose other signs carry no meaning.
_TICKS = frozenset(["F0FC", "F0FE", "F052", "F050"])


@dataclass(slots=True)
class Inline:
    """The text of a paragraph in pieces, hidden and drawn text, text boxes, whether all is bold."""

    words: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    boxes: "list[etree._Element]" = field(default_factory=list)
    bold: bool = True


def gather_text(paragraph: "etree._Element") -> Inline:
    """The text of the paragraph that Word shows, in order, and what it hides."""
    found = Inline()
    _walk_nodes(paragraph, found, found.words)
    return found


def _walk_nodes(node: "etree._Element", found: Inline, out: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag in (W + "t", _MATH_TEXT):
            out.append(child.text or "")
        elif tag in _SPACES:
            out.append(" ")
        elif tag == W + "r":
            _read_run(child, found, out)
        elif tag == W + "noBreakHyphen":
            out.append("-")
        elif tag == W + "sym":
            out.append("✓" if (child.get(W + "char") or "").upper() in _TICKS else " ")
        elif tag == _DRAWING_TEXT:
            found.drawn.append(child.text or "")
        elif tag == _WORD_ART:
            found.drawn.append(child.get("string") or "")
        elif tag == W + "txbxContent":
            found.boxes.append(child)
        elif tag == _COMPATIBLE + "AlternateContent":
            _walk_nodes(choose_alternative(child), found, out)
        # The base only: the small text above it is a reading aid.
        elif tag == W + "ruby":
            for base in child.findall(W + "rubyBase"):
                _walk_nodes(base, found, out)
        elif tag not in _SKIPPED:
            _walk_nodes(child, found, out)


def _read_run(run: "etree._Element", found: Inline, out: list[str]) -> None:
    properties = run.find(W + "rPr")
    hidden = properties is not None and is_on(properties.find(W + "vanish"))
    words: list[str] = []
    _walk_nodes(run, found, words)
    text = "".join(words)
    if hidden:
        found.hidden.append(text)
        return
    if text.strip() and not (properties is not None and is_on(properties.find(W + "b"))):
        found.bold = False
    out.append(text)


def choose_alternative(alternatives: "etree._Element") -> "etree._Element":
    """The first of the alternatives that holds words, else the first one."""
    # Word writes a text box twice, for new and old versions: only one is read.
    branches = list(alternatives)
    for branch in branches:
        if next(branch.iter(W + "t"), None) is not None:
            return branch
    return branches[0] if branches else alternatives
