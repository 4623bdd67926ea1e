"""SVG -> PNG for documents, by resvg: no program, no network, the same bytes on one computer."""

from typing import NamedTuple

from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.installation import command_to_add

_PIXELS = 2200
"""Across: on the width of a turned page some 220 to an inch."""


class Picture(NamedTuple):
    """A picture for a document: its name, what it shows in words, its bytes as PNG."""

    name: str
    words: str
    data: bytes


def svg_as_png(svg: str, style: str) -> bytes:
    """The drawing as PNG on white. style: CSS for its classes. CannotGoOn where resvg is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise CannotGoOn(
            T("pictures in documents are made by resvg-py, and it is not installed"),
            T("install it: `{command}`", command=command_to_add("resvg-py")),
        ) from None
    return resvg_py.svg_to_bytes(
        svg_string=svg, style_sheet=style, width=_PIXELS, background="#ffffff"
    )
