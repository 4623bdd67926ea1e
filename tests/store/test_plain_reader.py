"""The fast reader says what libyaml says, or nothing; its places are libyaml's too."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoreg.store.text_decoding import decode
from innoreg.store.yaml_text.composer import compose, node_data
from innoreg.store.yaml_text.node_places import NodePlaces
from innoreg.store.yaml_text.plain_places import PlainPlaces
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes
from support import DATA

OWN = [path.read_bytes() for path in sorted((DATA / "data").rglob("*.yaml"))]
MIXED = """\
# A remark
a: 'x''y'  # another
b: "q\\"r\\\\s\\n"

c: [d, e-f, null]
g: []
h:
- i: null
  # between
  j:
  - "k"
  - l
- m:
    n: o - p
q:
   -   r: 1
       s:
   -   t
u: Слово и два
""".encode()
PIECES = [
    *('"', "'", ":", ": ", " ", "  ", "    ", "#", " #", "-", "- ", "\t", "\n", "\r", "\r\n"),
    *("\x85", "\u2028", "\u2029", "\xa0", "\ufeff", "\0", "\x01", "\x0b", "\x7f", "\x80", "\uffff"),
    *("\U0001f600", "\\", "\\n", '\\"', "\\x41", "[", "]", "[a, b]", "[a,b]", "{", "}", ",", "&"),
    *("*", "!", "|", "|-", ">", "%", "@", "`", "? ", "---", "...", "<<: ", "<<<<<<< ours", "null"),
    *("~", "k:", "k: ", "- k: v", "\n- x", "\n  x: y", "a: b: c", "''", '""', "x" * 1100, "²"),
]
RAW = [piece.encode() for piece in PIECES] + [b"\xff", b"\xc2", b"\xed\xa0\x80", b"\x85"]


def told(raw: bytes) -> tuple[Any, Any, str]:
    """What the slow way makes of the bytes: data (None where anything is wrong), nodes, text."""
    text, found = decode("f", raw)
    node, more = compose("f", text) if text is not None else (None, [])
    found += more
    data = node_data("f", node, found) if node else None
    return None if found else data, node, text or ""


def paths(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path of the data, and some that lead nowhere."""
    yield from (at, (*at, "absent"), (*at, 99))
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in parts if not isinstance(data, str) else ():
        yield from paths(value, (*at, step))


def agrees(raw: bytes) -> bool:
    """Whether the fast reader reads the bytes; what it says must then be what libyaml says."""
    fast = parse_plain_bytes(raw)
    if fast is None:
        return False
    data, node, text = told(raw)
    assert fast == data, raw.decode()
    if marks := PlainPlaces.from_text("f", text):
        nodes = NodePlaces("f", node)
        for path in paths(fast):
            for key in (False, True):
                expected = nodes.place(path, key=key)
                assert marks.place(path, key=key) == expected, (raw.decode(), path, key)
    return True


def mutated(chance: random.Random, raw: bytes) -> bytes:
    """The file with one line or a few letters changed."""
    lines = raw.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    spot = chance.choice([0, len(line), *(i for i, c in enumerate(line) if c in b":\"'-#[ ")])
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, line)
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = b" " * chance.choice((1, 2, 2, 4)) + line
        case 4:
            lines[at] = line[chance.choice((1, 2, 2, 4)) :]
        case 5:
            lines[at] = line[:spot] + line[spot + 1 :]
        case _:
            spot += chance.randrange(2)
            lines[at] = line[:spot] + chance.choice(RAW) + line[spot:]
    return b"\n".join(lines)


def test_own_files_are_in_the_usual_form() -> None:
    assert all(agrees(raw) for raw in OWN)
    assert agrees(MIXED)


def test_mutated_files_are_read_alike_or_not_at_all() -> None:
    chance = random.Random(8)
    files = [raw for raw in OWN if len(raw) < 3000] + [MIXED] * 20
    read = 0
    for _turn in range(2000):
        raw = chance.choice(files)
        for _change in range(chance.choice((1, 1, 2, 4))):
            raw = mutated(chance, raw)
        read += agrees(raw)
    # Neither everything deferred nor everything waved through.
    assert 300 < read < 1700


LINE = st.tuples(
    st.sampled_from(["", "", "  ", "    ", "      "]),
    st.sampled_from(["", "", "- ", "-   "]),
    st.sampled_from(["", "a:", "b:", "c:", "d-e:", "_f:"]),
    st.sampled_from(["", "", " ", "  "]),
    st.sampled_from(["", "", "word", '"text"', "'it''s'", "[x, y]", "[]", "7.10", "Слово"]),
    st.sampled_from(["", "", "", " # c", " "]),
).map("".join)


@given(st.lists(LINE, max_size=9), st.sampled_from(["\n", "\n", "\r\n", "\n\n"]))
def test_any_lines_are_read_alike_or_not_at_all(lines: list[str], end: str) -> None:
    agrees(end.join(lines).encode())


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_letters_are_read_alike_or_not_at_all(words: str) -> None:
    for text in (words, f"a: {words}\n", f'a: "{words}"\n', f"a: '{words}'\nb: c\n"):
        agrees(text.encode())


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 7.10\nb: yes\n", {"a": "7.10", "b": "yes"}),
        ("a:\nb: null\n", {"a": "", "b": "null"}),
        ("a:\r\n- b\r\n", {"a": ["b"]}),
        ('a: "\\"б\\\\"', {"a": '"б\\'}),
        (
            "a:\n  - b: 1\n    c:\n      - d\n  - b: 2\n",
            {"a": [{"b": "1", "c": ["d"]}, {"b": "2"}]},
        ),
        ("a: b\na: c\n", None),
        ("a: b\n  c\n", None),
        ("a: &b c\n", None),
        ("a: {b: c}\n", None),
        ("a: |\n  b\n", None),
        ("a:\tb\n", None),
        ("\ufeffa: b\n", None),
        ("a: b\u2028c\n", None),
        ("- a\n", None),
        ("", None),
        ("a:\n " + "\n ".join(" " * deep + "a:" for deep in range(60)), None),
    ],
)
def test_what_is_read_and_what_is_not(text: str, data: object) -> None:
    assert parse_plain_bytes(text.encode()) == data


def test_long_lines_and_many_lines_take_no_more_than_their_length() -> None:
    for text in (
        " " * 10**6,
        "- " * 10**6,
        "a: " + " b" * 10**6 + ":",
        "\n" * 10**6,
        'a: "' * 10**5,
    ):
        assert parse_plain_bytes(text.encode()) is None


def test_every_element_of_a_long_list_has_its_place() -> None:
    raw = b"items:\n" + b"".join(b'  - number: "%d."\n    title: x\n' % n for n in range(200))
    assert agrees(raw)
    assert agrees(raw.replace(b"\n", b"\r\n"))
