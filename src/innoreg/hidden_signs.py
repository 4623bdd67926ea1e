"""Signs that nobody sees and that command a terminal or turn a line round: found and made visible."""

import re

HIDDEN = re.compile(
    # Control characters but for tab and line feed, of both sets; a return counts without its feed.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)"
    # Marks of direction, line and paragraph separators, what sets a note between lines, tags.
    "|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)

_BREAKS = "\x85\u2028\u2029"


def find_hidden_sign(text: str) -> re.Match[str] | None:
    """The first sign that is no mere line break, as Word and web pages leave them in a text."""
    return next((found for found in HIDDEN.finditer(text) if found[0] not in _BREAKS), None)


def show_hidden_signs(text: str) -> str:
    r"""The text with each hidden sign as `\u001b`; JSON with them stays JSON of the same texts."""
    return text if text.isprintable() else HIDDEN.sub(_as_escape, text)


def _as_escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x10000:
        return f"\\u{number:04x}"
    # As JSON writes them: in two halves.
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"


def name_of_sign(sign: str) -> str:
    """The number of a sign as Unicode writes it: U+202E."""
    return f"U+{ord(sign):04X}"


def paint(text: str, colour: str) -> str:
    """The text between the commands of a terminal that colour it; `colour` as `31`, or none."""
    shown = show_hidden_signs(text)
    return f"\x1b[{colour}m{shown}\x1b[0m" if colour else shown
