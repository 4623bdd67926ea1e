"""Reads the bytes of a file and decodes them; says why where that is impossible."""

import re

from innoreg.diagnostics import Diagnostic, Place, Severity
from innoreg.errors import os_error_text
from innoreg.i18n import T
from innoreg.store.tree import MAX_BYTES, Tree

BOM = b"\xef\xbb\xbf"
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)


def finding(
    code: str,
    place: Place,
    message: T,
    hint: T | None = None,
    suggestion: str | None = None,
    severity: Severity = "error",
) -> Diagnostic:
    """A diagnostic; an error unless said otherwise."""
    return Diagnostic(code, severity, place, message, hint, suggestion)


def decode(file: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file and what is wrong with it; None where it cannot be read as text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(raw):
        message, hint = T("the file is in UTF-16"), T("save it as UTF-8")
        return None, [finding("utf16", Place(file), message, hint)]
    # Before decoding: a NUL byte is valid UTF-8, and a damaged disk leaves whole runs of them.
    if (at := raw.find(b"\0")) >= 0:
        message = T("a NUL byte: this is not text")
        hint = T("restore the file, for example with `git checkout -- {file}`", file=file)
        return None, [finding("nul-byte", _place_of_byte(file, raw, at), message, hint)]
    found = []
    if raw.startswith(BOM):
        message = T("the file begins with a byte order mark")
        hint = T("save it as “UTF-8 without BOM”")
        found.append(finding("utf8-bom", Place(file), message, hint, severity="warning"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [*found, _not_utf8(file, raw, error.start)]
    if conflicts := _find_conflicts(file, text):
        # A file with conflicts is not parsed, so nobody would report the tabs later.
        found += [*conflicts, *find_tabs(file, text)]
    if not text.strip():
        message, hint = T("the file is empty"), T("fill it in or delete it")
        found.append(finding("empty-file", Place(file), message, hint))
    return (None if any(d.severity == "error" for d in found) else text), found


def _looks_utf16(raw: bytes) -> bool:
    """Whether every second byte of the beginning is mostly zero, as in UTF-16 without its mark."""
    # Enough to tell: the keys of a record are in letters of ASCII.
    head = raw[:400]
    zeros = max(head[1::2].count(0), head[::2].count(0))
    return len(head) > 3 and zeros > len(head) // 4


def _not_utf8(file: str, raw: bytes, at: int) -> Diagnostic:
    place = _place_of_byte(file, raw, at)
    high = [byte for byte in raw if byte >= 0x80]
    # In Windows-1251 Russian letters begin at 0xC0; ё and Ё alone stand before them.
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in high)
    if letters > 0.8 * len(high):
        message = T("the file is in Windows-1251, not in UTF-8")
        hint = T("save it as UTF-8 (in Notepad: Save as, Encoding)")
        return finding("cp1251", place, message, hint)
    message = T("byte {byte} is not UTF-8 text", byte=f"0x{raw[at]:02x}")
    return finding("not-utf8", place, message, T("save the file as UTF-8, or restore it from git"))


def _place_of_byte(file: str, raw: bytes, at: int) -> Place:
    line_start = raw.rfind(b"\n", 0, at) + 1
    column = len(raw[line_start:at].decode("utf-8", "replace")) + 1
    return Place(file, raw.count(b"\n", 0, at) + 1, column)


def _line_number(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _find_conflicts(file: str, text: str) -> list[Diagnostic]:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    message = T("a merge conflict was left in the file")
    hint = T("decide which lines stay and remove the marker")
    return [
        finding(
            "merge-conflict",
            Place(file, _line_number(text, match.start()), 1, len(match[0].rstrip("\r")) + 1),
            message,
            hint,
        )
        for match in _CONFLICT.finditer(text)
        # `=======` is a separator and may also underline a heading.
        if match[0][0] in "<>"
    ]


def find_tabs(file: str, text: str) -> list[Diagnostic]:
    """Every tab in the indentation. Inside a text of several lines a tab does no harm."""
    if "\t" not in text:
        return []
    return [
        finding(
            "tab-indentation",
            Place(file, _line_number(text, match.start()), match.end() - match.start()),
            T("a tab in the indentation"),
            T("YAML is indented with spaces: replace the tab"),
        )
        for match in _TAB.finditer(text)
    ]


def read_contents(tree: Tree, file: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file; None with the reason where it cannot be read or is larger than MAX_BYTES."""
    try:
        size = tree.size(file)
        # Asked before reading: a huge file would fill the memory.
        if size <= MAX_BYTES:
            return tree.read(file), []
    except OSError as error:
        words = T("cannot be read: {reason}", reason=os_error_text(error))
        return None, [finding("unreadable-file", Place(file), words)]
    message = T(
        "the file has {size} MiB, more than {limit}", size=size >> 20, limit=MAX_BYTES >> 20
    )
    return None, [finding("file-too-large", Place(file), message, T("split the file"))]
