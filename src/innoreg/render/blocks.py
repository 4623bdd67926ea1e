"""Blocks: the lines of a rendered text template, parsed into paragraphs, tables and sections.

One line is one paragraph. Lines between `::: role` and `:::` have that role; others are the text.

    ::: registration        left | right (also: signature)
    ::: picture             name of a picture made for the document | what it shows, in words
    ::: clauses             `1. …`, `1.1. …` are numbered by Word; `- …` carries a clause on
    ::: table widths=8,62,30 size=12
    | head | head |         up to the line `|---|`
    | cell | cell |
    |= one cell over the whole row
    ===                     a new page, portrait; `=== landscape` turns it

Data never is markup: every printed value goes through `escape_block_syntax` and is decoded here.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from innoreg.errors import Refused
from innoreg.i18n import T

ROLES = frozenset(
    {
        "emblem", "author", "kind", "registration", "place", "heading", "text", "order-word",
        "clauses", "signature", "mark", "stamp", "title", "direction", "table", "note", "lost",
        "distribution", "addressee", "esignature", "line", "subheading", "item", "picture",
    }
)  # fmt: skip
_MARKER = re.compile(r"((?:1\.){1,4})\s+(.*)")
# XML 1.0 cannot hold them: Word would refuse the file.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Parts of the whole, and points; nothing else can be printed.
_NARROWEST, _WIDEST = 0.1, 1000
_SMALLEST, _LARGEST = 4, 72
_MOST_LINES = 20_000
"""Paragraphs and rows; a document of five hundred pages has as many."""
# Word itself makes tables of at most 63 columns.
_MOST_COLUMNS = 60
_SPACES = re.compile(r"[\t\n\r\u0085\u2028\u2029]+")


def clean_text(text: str) -> str:
    """Data fit for one paragraph: no control characters, line breaks and tabs as spaces."""
    return _CONTROLS.sub("", _SPACES.sub(" ", text))


def escape_block_syntax(text: str) -> str:
    """The text as HTML entities wherever a character could be markup of the blocks or of Jinja."""
    text = html.escape(clean_text(text)).replace("|", "&#124;").replace(":::", "&#58;::")
    # A sign at the start of a line would open a block: `:::`, `|`, `===`, `- `, `1.`.
    first = text[:1]
    marker = first.isascii() and not first.isalpha() and first not in ("", "&")
    return f"&#{ord(first)};{text[1:]}" if marker else text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` counts from 1 in a numbered list, `list` says which list it is in."""

    role: str
    text: str
    right: str | None = None
    level: int = 0
    list: int = 0
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `whole` is one cell over all columns."""

    cells: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: widths in parts of the whole, font size in points."""

    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    size: float = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A new page."""

    landscape: bool = False


Block = Paragraph | Table | Section


@dataclass(slots=True)
class _Fence:
    role: str = "text"
    options: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    heads: int = 0


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a rendered template; Refused where a line is no block."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:
        raise _refusal(T("more than {n} lines", n=_MOST_LINES))
    return tuple(_read_blocks(lines))


def _read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    fence = _Fence()
    lists = 0
    for line in lines:
        line = line.strip()
        if line.startswith(":::"):
            if fence.role == "table":
                yield _table(fence)
            fence = _open_fence(html.unescape(line[3:]).split())
            lists += fence.role == "clauses"
        elif ":::" in line:
            raise _refusal(T("`:::` stands inside a line: {line}", line=_decode(line)))
        elif fence.role == "table":
            _add_row(fence, line)
        elif line.startswith("==="):
            yield _section(line[3:].strip())
        else:
            yield _paragraph(fence, line, lists)
    if fence.role != "text":
        raise _refusal(T("`::: {role}` is not closed by `:::`", role=fence.role))


def _open_fence(words: list[str]) -> _Fence:
    if not words:
        return _Fence()
    role, *options = words
    if role not in ROLES:
        raise _refusal(T("there is no block “{role}”", role=role))
    return _Fence(role, dict(word.partition("=")[::2] for word in options))


def _section(word: str) -> Section:
    if word not in ("", "portrait", "landscape"):
        raise _refusal(T("a page is portrait or landscape, not “{word}”", word=word))
    return Section(word == "landscape")


def _paragraph(fence: _Fence, line: str, lists: int) -> Paragraph:
    options = frozenset(fence.options)
    if fence.role == "clauses":
        if found := _MARKER.fullmatch(line):
            return Paragraph("clause", _decode(found[2]), None, found[1].count("."), lists)
        return Paragraph("text", _decode(line.removeprefix("- ")))
    left, bar, right = line.partition("|")
    if not bar:
        return Paragraph(fence.role, _decode(line), options=options)
    return Paragraph(fence.role, _decode(left), _decode(right), options=options)


def _add_row(fence: _Fence, line: str) -> None:
    if not line.startswith("|"):
        raise _refusal(T("a row of a table begins with |: {line}", line=_decode(line)))
    if line.strip("|-: ") == "":
        fence.heads = len(fence.rows)
    elif line.startswith("|="):
        fence.rows.append(Row((_decode(line[2:].removesuffix("|")),), whole=True))
    else:
        cells = line.removeprefix("|").removesuffix("|").split("|")
        fence.rows.append(Row(tuple(map(_decode, cells))))


def _table(fence: _Fence) -> Table:
    heads, rows = fence.rows[: fence.heads], fence.rows[fence.heads :]
    columns = max((len(row.cells) for row in fence.rows if not row.whole), default=0)
    uneven = [row for row in fence.rows if not row.whole and len(row.cells) != columns]
    if not columns or uneven:
        said = " | ".join(uneven[0].cells) if uneven else ""
        raise _refusal(T("a table needs the same number of cells in every row: {row}", row=said))
    if columns > _MOST_COLUMNS:
        raise _refusal(T("a table has at most {n} columns", n=_MOST_COLUMNS))
    given = fence.options.get("widths", "")
    try:
        widths = tuple(float(width) for width in given.split(",")) if given else (1.0,) * columns
        size = float(fence.options.get("size", "12"))
    except ValueError:
        raise _refusal(T("widths and size of a table are numbers: {given}", given=given)) from None
    # Not a number is neither more nor less than any.
    if not all(_NARROWEST <= width <= _WIDEST for width in widths):
        raise _refusal(
            T(
                "widths of a table lie between {least} and {most}: {given}",
                least=_NARROWEST, most=_WIDEST, given=given,
            )
        )  # fmt: skip
    if not _SMALLEST <= size <= _LARGEST:
        raise _refusal(
            T("the size of a table's letters lies between {least} and {most}: {given}",
              least=_SMALLEST, most=_LARGEST, given=fence.options["size"])
        )  # fmt: skip
    if len(widths) != columns:
        raise _refusal(T("a table of {n} columns has {given} widths", n=columns, given=len(widths)))
    return Table(tuple(heads), tuple(rows), widths, size)


def _decode(text: str) -> str:
    return html.unescape(text).strip(" ")


def _refusal(message: T) -> Refused:
    return Refused(T("the template makes no document: {reason}", reason=message))
