"""Bytes, lines and packed files with a few changes in them."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

WORDS = [
    b"\x1b[8m", "\u202e".encode(), b"\0", b"\xff", b"&a ", b"*a", b"!!python/object:os.system", b"- ",
    b"? ", b"{", b"[", b"|", b">", b"---\n", b"...\n", b"\t", b"~", b"null", b"9" * 40, b"-1", b"1e999",
    b"2022-02-30", b"9999-12-31", b"0001-01-01", "ежедневно".encode(), "раз в 0 лет".encode(),
    b"events:\n", b"items:\n", b"<<: ", b"\r", b"#", b"'", b'"', b"\xe2\x80\xa8", b": ", b"schema: 2\n",
    b"\xed\xa0\x80", b"\xef\xbf\xbf", b"\xc2\x85", b"%YAML 1.1\n", b"!", b"=cmd|' /C calc'!A0",
]  # fmt: skip
"""What YAML, terminals, spreadsheets and dates stumble over."""
CELLS = [
    *WORDS[:4], b";", b";;;", b'"', b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b",", b"\t", b"3,5", b"3.14159", b"1e5", b"-1",
    b"999999999", b"9999999999", b"=1+1", b"@SUM(1)", b"school;", b"oge-math", b"sample-leader", b"nobody",
    b"x" * 3000, b'"' + b"x" * 150_000, b"a;" * 3000, b"\n;" * 300, "тел. +7 921 123-45-67".encode(), b"below;below;",
    b"school;procedure;participants;below;high;mean;note\n", "школа;участников;".encode(), b"<<<<<<< HEAD\n",
]  # fmt: skip
"""What tables of results stumble over."""
TAGS = [
    "{{ title }}", "{% for a in clauses %}", "{% endfor %}", "{% if title %}", "{% endif %}", "{{",
    "}}", "{%", "%}", "{#", "#}", "{{ range(99999) | list }}", "{% for a in range(99999) %}",
    "{{ 'я' * 99999 }}", "{% set a = [a, a] %}", "{{ a | center(10**9) }}", "{{ a.b.c }}",
    "{{ title.text ~ title.text }}", "{% macro m() %}", "{% endmacro %}", "{{ m() }}", "{{ self }}",
    "{% include 'parts.md.j2' %}", "{% extends 'order.md.j2' %}", "{% import 'parts.md.j2' as p %}",
    "{% block x %}", "{% endblock %}", "{{ loop }}", "{{ remarks }}", "{{ caller() }}", "{% raw %}",
    "::: table widths=nan\n", "::: kind\n", ":::\n", "=== landscape\n", "| a | b |\n", "|---|\n",
    "::: clauses\n", "1.1.1.1.1. x\n", "::: emblem\nx.png\n:::\n", "{{ title | gen | dat }}",
    "{{ clauses | map(attribute='text') | join(', ') }}", "{{ [1] | batch(10**8) | list }}",
    "{{ -1e308 * 10 }}", "{{ 1 // 0 }}", "{{ title[99] }}", "{{ 'x'.join(title) }}", "{{ namespace(a=1) }}",
    "{% for a in title recursive %}{{ loop(a) }}", "{% set ns = namespace() %}{% set ns.x = ns %}",
    "{% filter upper %}", "{% endfilter %}", "{% call m() %}", "{% endcall %}", "{% with %}",
    "{{ (1,) * 99999 }}", "{{ 9 ** 9 ** 9 }}", "{{ 10 ** 400 }}", "{{ '%s' % title }}", "::: table widths=1e400\n",
    "{{ cycler(1, 2).next() }}", "{{ joiner()() }}", "{{ clauses | sort(attribute='x') }}", "\x1b[8m", "\x00",
]  # fmt: skip
"""What the language of templates stumbles over."""
_VALUE = re.compile(rb"^(\s*(?:- )?[\w.]+:) +(\S.*)$")


def spoil(raw: bytes, chance: random.Random, words: Sequence[bytes]) -> bytes:
    """The bytes with a few changes: signs, lines and words put in, taken out, doubled, exchanged."""
    text = bytearray(raw)
    for _time in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([1, 3, 20, 300]))
        way = chance.randrange(6)
        if way == 0:
            text[at:at] = chance.choice(words)
        elif way == 1:
            del text[at:end]
        elif way == 2 and at < len(text):
            text[at] = chance.randrange(256)
        elif way == 3:
            text[at:at] = text[at:end] * chance.choice([1, 2, 50])
        elif way == 4:
            lines = bytes(text).split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            text = bytearray(b"\n".join(lines))
        else:
            text[at:end] = chance.choice(words)
    return bytes(text)


def spoil_lines(raw: bytes, chance: random.Random, values: Sequence[bytes]) -> bytes:
    """YAML that mostly stays YAML: values exchanged, parts of the tree moved, doubled, taken out.

    values: what may stand behind a key.
    """
    lines = raw.split(b"\n")
    for _time in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        part = _part_at(lines, at)
        way = chance.randrange(5)
        if way <= 1 and (found := _VALUE.match(lines[at])):
            lines[at] = found[1] + b" " + chance.choice(values)
        elif way == 2:
            del lines[at : at + len(part)]
        else:
            deeper = b"  " * chance.randrange(3) if way == 3 else b""
            to = chance.randrange(len(lines) + 1)
            lines[to:to] = [deeper + line for line in part] * chance.choice([1, 1, 2, 30])
        lines = lines or [b""]
    return b"\n".join(lines)


def spoil_record(raw: bytes, chance: random.Random, values: Sequence[bytes]) -> bytes:
    """A record that is mostly still YAML, at times hardly."""
    if chance.random() < 0.7:
        return spoil_lines(raw, chance, values)
    return spoil(raw, chance, WORDS)


def _part_at(lines: Sequence[bytes], at: int) -> list[bytes]:
    """The line and those below it that are indented deeper."""
    depth = _depth(lines[at])
    end = at + 1
    while end < len(lines) and _depth(lines[end]) > depth:
        end += 1
    return list(lines[at:end])


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" "))


def spoil_zip(
    raw: bytes,
    chance: random.Random,
    change: Callable[[bytes], bytes],
    likely: Sequence[str] = (),
) -> bytes:
    """A packed file with one or two of its parts changed, or the archive itself.

    likely: parts that are chosen more often than others.
    """
    if chance.random() < 0.1:
        return change(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        often = [name for name in names if name in likely] * 3
        chosen = {chance.choice([*names, *often]) for _time in range(chance.randint(1, 2))}
        for name in names:
            part = old.read(name)
            new.writestr(name, change(part) if name in chosen else part)
            if name in chosen and chance.random() < 0.05:
                new.writestr(name + "2", part)
    return out.getvalue()


_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERS = [
    "0",
    "-1",
    "1",
    "999999999",
    "1e9",
    "",
    "x",
    "true",
    "2147483648",
    "nan",
    "65535",
    "0.5",
]


def spoil_xml(raw: bytes, chance: random.Random, words: Sequence[bytes]) -> bytes:
    """XML that mostly stays XML: elements moved, doubled, nested, taken out; values exchanged."""
    if chance.random() < 0.25:
        return spoil(raw, chance, words)
    try:
        root = etree.fromstring(raw)
    except (etree.XMLSyntaxError, ValueError):
        return spoil(raw, chance, words)
    for _time in range(chance.randint(1, 8)):
        every = list(root.iter(etree.Element))
        one, other = chance.choice(every), chance.choice(every)
        _change_element(one, other, chance, words)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change_element(
    one: etree._Element, other: etree._Element, chance: random.Random, words: Sequence[bytes]
) -> None:
    above = one.getparent()
    way = chance.randrange(7)
    if way == 0 and above is not None:
        above.remove(one)
    elif way == 1 and above is not None and len(one) < 500:
        for _n in range(chance.choice([1, 3, 60])):
            one.addnext(deepcopy(one))
    elif way == 2 and len(other) < 500:
        one.append(deepcopy(other))
    elif way == 3:
        one.text = _printable(chance.choice(words) * chance.choice([1, 1, 40]))
    elif way == 4 and one.attrib:
        one.attrib[chance.choice(list(one.attrib))] = chance.choice(_NUMBERS)
    elif way == 5 and other.attrib:
        one.attrib.update(other.attrib)
    else:
        one.tag = other.tag


def _printable(raw: bytes) -> str:
    """What XML can hold of it."""
    return _NO_XML.sub("", raw.decode("utf-8", "replace"))
