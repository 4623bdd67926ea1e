"""Reads the plain subset of YAML that records are written in, fast; libyaml reads the rest.

One key or one element a line; words, quoted texts of one line and short lists of words in
brackets as values; comments. A text with anything else in it is not read here at all, so that both
readers always agree.
"""

import re
from functools import lru_cache
from typing import Any

# A tab is among them: what it means depends on where it stands.
NOT_TEXT = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,60}"
_WORD = r"[A-Za-z0-9][A-Za-z0-9_./-]*"
IN_DOUBLE = rf'[^"\\{NOT_TEXT}]*(?:\\["\\nt][^"\\{NOT_TEXT}]*)*'
BARE = rf"\w[^ :#{NOT_TEXT}]*(?: +[^ :#{NOT_TEXT}]+)*|'[^'{NOT_TEXT}]*(?:''[^'{NOT_TEXT}]*)*'(?!')"
FLOW = rf"\[(?:{_WORD}(?:, {_WORD})*)?\]"
# Possessive repetitions would say it best, but Python 3.11.2, which Debian 12 has, captures the
# wrong text with them. Instead no text can be cut up in two ways: what follows a repetition never
# begins as it goes on, and `(?! )` keeps spaces from being given back. A line costs linear time.
_ALL_SPACES = r" *(?! )"
_SOME_SPACES = r" +(?! )"
# Groups: what stands before the value (with the quote that opens it), a text in double quotes,
# another value, and any other line, which is not read here.
_LINE = re.compile(
    rf'({_ALL_SPACES}(?:-{_SOME_SPACES})?(?:{KEY}:(?:{_SOME_SPACES}|(?=\n)))?"?)'
    rf'(?:(?<=")({IN_DOUBLE})"|(?<!")({BARE}|{FLOW}|))'
    rf"{_ALL_SPACES}(?:(?<![^ \n])#[^{NOT_TEXT}]*)?\n"
    r"|([^\n]*)\n"
)
_HEAD = re.compile(rf'( *)(-? *)(?:({KEY}): *)?("?)')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}
_OPENING = frozenset("'[")
# Bounds the memory that `findall` takes for the parts of all lines at once.
_MOST_LINES = 100_000
# Below libyaml's limit (composer.MAX_DEPTH), so that too deep a text is always libyaml's to refuse.
_DEEPEST = 32


def parse_plain_bytes(raw: bytes) -> dict[str, Any] | None:
    """The mapping that the bytes of a file hold; None where libyaml must read them."""
    try:
        return parse_plain_text(raw.decode())
    except UnicodeDecodeError:
        return None


def with_lf(text: str) -> str:
    """The text with the line ends of Unix, the last line too."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def parse_plain_text(text: str) -> dict[str, Any] | None:
    """The mapping of a text; None where libyaml must read it."""
    # One long loop: a call for each line would take as long as all the rest of its work.
    if text.count("\n") > _MOST_LINES:
        return None
    root: dict[str, Any] = {}
    into: Any = root
    # Where the entries of the open mapping or list begin, and those around it.
    indent, is_list = 0, False
    around: list[tuple[int, bool, Any]] = []
    empty = None  # the key just read, if nothing stands behind it yet
    for head, quoted, bare, unusual in _LINE.findall(with_lf(text)):
        if unusual:
            return None
        pad, column, dash, key, quote = _parse_head(head)
        if key is None and not quote and not bare and not dash:
            continue  # an empty line or a comment
        if pad != indent or dash != is_list:
            if empty is not None and (pad > indent or (dash and pad == indent and not is_list)):
                around.append((indent, is_list, into))
                into[empty] = into = [] if dash else {}
                indent, is_list = pad, dash
            else:
                while around and (pad < indent or (pad == indent and is_list and not dash)):
                    indent, is_list, into = around.pop()
                if pad != indent or dash != is_list:
                    return None
        value: Any = quoted if quote else bare
        if "\\" in quoted:
            value = _ESCAPE.sub(_unescape, quoted)
        elif bare[:1] in _OPENING:
            value = _parse_quoted_or_list(bare)
        if dash and key is not None:
            around.append((indent, True, into))
            into.append({})
            into, indent, is_list = into[-1], column, False
        if key is not None:
            # A key that stands twice is reported with both places, which only libyaml knows.
            if key in into or len(around) > _DEEPEST:
                return None
            into[key] = value
            empty = None if quote or bare else key
        elif dash and (quote or bare):
            into.append(value)
            empty = None
        else:
            return None
    # A file of comments alone is for libyaml: there it is an empty file.
    return root or None


@lru_cache(4096)
def _parse_head(head: str) -> tuple[int, int, bool, str | None, bool]:
    """Of a line: its column, the column of its key, has it a dash, the key, has it a quote.

    Records repeat few such beginnings, so the cache holds nearly all of them.
    """
    match = _HEAD.fullmatch(head)
    assert match is not None
    pad, dash, key, quote = match.groups()
    return len(pad), len(pad) + len(dash), bool(dash), key, bool(quote)


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])


def _parse_quoted_or_list(bare: str) -> str | list[str]:
    if bare[0] == "'":
        return bare[1:-1].replace("''", "'")
    return [word for word in bare[1:-1].split(", ") if word]
